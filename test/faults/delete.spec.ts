import { describeFaults } from "./faultTable";
import { DELETE } from "./operations";

describeFaults(DELETE);

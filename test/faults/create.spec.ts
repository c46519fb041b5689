import { describeFaults } from "./faultTable";
import { CREATE } from "./operations";

describeFaults(CREATE);

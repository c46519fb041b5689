import { describeFaults } from "./faultTable";
import { REPAIR } from "./operations";

describeFaults(REPAIR);

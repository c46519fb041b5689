import { describeFaults } from "./faultTable";
import { OPERATIONS } from "./operations";

describeFaults(OPERATIONS[5]!);

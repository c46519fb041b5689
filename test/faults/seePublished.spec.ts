import { describeFaults } from "./faultTable";
import { SEE_PUBLISHED } from "./variants";

describeFaults(SEE_PUBLISHED);

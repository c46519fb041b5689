import { describeFaults } from "./faultTable";
import { PROMOTE_WITH_ID } from "./variants";

describeFaults(PROMOTE_WITH_ID);

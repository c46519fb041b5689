import { describeFaults } from "./faultTable";
import { PROMOTE_PUBLISHED } from "./variants";

describeFaults(PROMOTE_PUBLISHED);

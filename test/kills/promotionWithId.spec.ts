import { describeKills } from "./killTable";
import { PROMOTION_WITH_ID } from "./variants";

describeKills(PROMOTION_WITH_ID);

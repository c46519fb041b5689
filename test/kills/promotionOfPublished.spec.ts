import { describeKills } from "./killTable";
import { PROMOTION_OF_PUBLISHED } from "./variants";

describeKills(PROMOTION_OF_PUBLISHED);

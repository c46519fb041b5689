import { describeKills } from "./killTable";
import { SIGHT_OF_PUBLISHED } from "./variants";

describeKills(SIGHT_OF_PUBLISHED);

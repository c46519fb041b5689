import { describeKills } from "./killTable";
import { PROMOTION } from "./operations";

describeKills(PROMOTION);

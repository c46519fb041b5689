import { describeKills } from "./killTable";
import { DESTRUCTION } from "./operations";

describeKills(DESTRUCTION);

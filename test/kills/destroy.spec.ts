import { describeKills } from "./killTable";
import { DESTRUCTION } from "./destruction";

describeKills(DESTRUCTION);

import { INCIDENT } from "./incident";
import { describeKills } from "./killTable";

describeKills(INCIDENT);

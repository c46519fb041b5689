import { INCIDENT_OF_API_KEY } from "./incident";
import { describeKills } from "./killTable";

describeKills(INCIDENT_OF_API_KEY);

import { describeFaults } from "./faultTable";
import { INCIDENT_OF_API_KEY } from "./incident";

describeFaults(INCIDENT_OF_API_KEY);

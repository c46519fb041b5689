import { describeFaults } from "./faultTable";
import { INCIDENT } from "./incident";

describeFaults(INCIDENT);

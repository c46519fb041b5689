import { describeKills } from "./killTable";
import { ACKNOWLEDGED_ROTATION } from "./operations";

describeKills(ACKNOWLEDGED_ROTATION);

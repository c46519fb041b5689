import { describeKills } from "./killTable";
import { IMMEDIATE_ROTATION } from "./operations";

describeKills(IMMEDIATE_ROTATION);

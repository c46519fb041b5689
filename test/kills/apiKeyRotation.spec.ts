import { describeKills } from "./killTable";
import { API_KEY_ROTATION } from "./apiKeyRotation";

describeKills(API_KEY_ROTATION);

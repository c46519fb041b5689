import { describeKills } from "./killTable";
import { TAKE_OVER } from "./takeOver";

describeKills(TAKE_OVER);

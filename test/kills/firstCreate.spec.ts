import { describeKills } from "./killTable";
import { FIRST_CREATE } from "./operations";

describeKills(FIRST_CREATE);

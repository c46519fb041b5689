import { describeFaults } from "./faultTable";
import { TAKE_OVER } from "./takeOver";

describeFaults(TAKE_OVER);

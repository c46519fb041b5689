import { describeFaults } from "./faultTable";
import { ROLL_BACK } from "./rotations";

describeFaults(ROLL_BACK);

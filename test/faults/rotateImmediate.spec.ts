import { describeFaults } from "./faultTable";
import { ROTATE_IMMEDIATE } from "./rotations";

describeFaults(ROTATE_IMMEDIATE);

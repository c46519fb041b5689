import { describeFaults } from "./faultTable";
import { ROTATE_ACKNOWLEDGED } from "./rotations";

describeFaults(ROTATE_ACKNOWLEDGED);

import { describeFaults } from "./faultTable";
import { PROMOTE } from "./rotations";

describeFaults(PROMOTE);

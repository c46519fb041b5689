import { describeFaults } from "./faultTable";
import { UPDATE } from "./operations";

describeFaults(UPDATE);

import { yaml } from "../support/languages/language";
import { livesAWholeLife } from "../support/languages/life";

const language = yaml();
if (language !== undefined) livesAWholeLife(language);

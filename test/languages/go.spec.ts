import { golang } from "../support/languages/language";
import { livesAWholeLife } from "../support/languages/life";

const language = golang();
if (language !== undefined) livesAWholeLife(language);

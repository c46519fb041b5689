import { python } from "../support/languages/language";
import { livesAWholeLife, sharesItsState } from "../support/languages/life";

const language = python();
if (language !== undefined) {
  sharesItsState(language);
  livesAWholeLife(language);
}

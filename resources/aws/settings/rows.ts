import { WAY_ROWS } from "./wayRows";
import { WHOSE_ROWS } from "./whoseRows";

export type { SettingRow } from "./settingRow";

/** Every setting of the aws provider that decides account, credentials, place or the way there: one row each. */
export const ROWS = { ...WHOSE_ROWS, ...WAY_ROWS };

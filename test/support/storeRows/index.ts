import { CREATION_ROWS } from "./creation";
import { LABELS_ROWS } from "./labels";
import { METADATA_ROWS } from "./metadata";
import { type StoreRow } from "./storeUnderTest";
import { VERSIONS_ROWS } from "./versions";

export { newName, type StoreRow, type StoreUnderTest } from "./storeUnderTest";

/** What every store has to do, whatever it stands for. */
export const STORE_ROWS: readonly StoreRow[] = [...CREATION_ROWS, ...VERSIONS_ROWS, ...LABELS_ROWS, ...METADATA_ROWS];

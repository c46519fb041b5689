import { ARGUMENTS, type Argument } from "./arguments";
import type { Reading } from "./configTexts";

type ConfigKey = Argument & { readonly says: Reading };

/** Every key that a stack may set. */
export const CONFIG_KEYS: Readonly<Record<string, ConfigKey>> = Object.fromEntries(
  Object.entries<Argument>(ARGUMENTS).filter((entry): entry is [string, ConfigKey] => entry[1].says !== undefined),
);

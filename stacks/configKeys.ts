import { ARGUMENTS, type Argument } from "./arguments";
import type { Written } from "../resources/rules/written";

type ConfigKey = Argument & { readonly says: Written };

/** Every key that a stack may set. */
export const CONFIG_KEYS: Readonly<Record<string, ConfigKey>> = Object.fromEntries(
  Object.entries<Argument>(ARGUMENTS).filter((entry): entry is [string, ConfigKey] => entry[1].says !== undefined),
);

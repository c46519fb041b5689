import type * as lookups from "../toolchain/places.mjs" with { "resolution-mode": "import" };

/** The scripts are ES modules that run before anything is installed; this is their one door into TypeScript. */
export function toolchain(): Promise<typeof lookups> {
  return import("../toolchain/places.mjs");
}

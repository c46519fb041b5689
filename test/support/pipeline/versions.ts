import type * as versions from "../../../scripts/versions.mjs" with { "resolution-mode": "import" };

/** Versions of what bootstrap makes ready. */
export function toolchainVersions(): Promise<typeof versions> {
  return import("../../../scripts/versions.mjs");
}

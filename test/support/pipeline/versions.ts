import type * as versions from "../../../toolchain/versions.mjs" with { "resolution-mode": "import" };

/** Versions of what bootstrap makes ready. */
export function toolchainVersions(): Promise<typeof versions> {
  return import("../../../toolchain/versions.mjs");
}

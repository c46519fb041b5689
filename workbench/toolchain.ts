type Toolchain = typeof import("../scripts/toolchain.mjs", { with: { "resolution-mode": "import" } });

/** The scripts are ES modules that run before anything is installed; this is their one door into TypeScript. */
export function toolchain(): Promise<Toolchain> {
  return import("../scripts/toolchain.mjs");
}

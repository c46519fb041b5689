import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeFormatted } from "./document.mjs";

/**
 * The calls of each operation, from a run in which nothing goes wrong: they must be known before the cases of the tiers are.
 *
 * @param {string} rootDir
 */
export async function writeCalls(rootDir) {
  for (const tier of ["faults", "kills"]) {
    const script = join(rootDir, "test", tier, "writeCalls.ts");
    execFileSync(process.execPath, ["--require", "ts-node/register/transpile-only", script], { stdio: "inherit" });
    const file = join(rootDir, "test", tier, "callTable.json");
    await writeFormatted(rootDir, file, readFileSync(file, "utf8"));
  }
}

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { rowsOf } from "./rows.mjs";

/** What the bench is asked for a section of its page. */
const SECTIONS = {
  rsa: ["--repeat", "3"],
  ec: ["--kind", "ec", "--repeat", "5"],
  ed25519: ["--kind", "ed25519", "--repeat", "5"],
  peer: ["--peer", "terraform", "--repeat", "3"], // and --plugin-dir, which only who runs it knows: it refuses without
  growth: ["--keys", "300,1000"],
  throttled: ["--kind", "ec", "--keys", "300,1000", "--throttle", "50"],
  checkpoints: ["--keys", "300", "--env", "PULUMI_SKIP_CHECKPOINTS=true"],
  signer: ["--signer"],
  agent: ["--agent"],
  certificates: ["--certificates"],
};

/**
 * A section each of docs/evidence/benchmarks.md, with the command that measured it.
 *
 * @type {Record<string, import("../docs.mjs").Generated>}
 */
export const benchmarks = Object.fromEntries(
  Object.entries(SECTIONS).map(([name, flags]) => [
    name,
    { run: (rootDir, folder) => measure(rootDir, [...flags, "--json", join(folder, "bench.json")]), blocks },
  ]),
);

/**
 * @param {string} rootDir
 * @param {string[]} flags
 */
function measure(rootDir, flags) {
  const bench = ["-r", "ts-node/register/transpile-only", join(rootDir, "bench", "main.ts"), ...flags];
  const { status } = spawnSync(process.execPath, bench, { cwd: rootDir, stdio: "inherit" });
  if (status !== 0) throw new Error("the bench did not come to its end: nothing is written");
}

/**
 * @param {string} folder
 * @returns {import("../docs.mjs").Block[]}
 */
function blocks(folder) {
  /** @type {{ flags: string[], text: string }[]} */
  const [{ flags, text } = { flags: [], text: "" }] = rowsOf(folder, "bench");
  const command = ["npm run bench --", ...flags].join(" ").replace(/ --json[ =]\S+/, "");
  return [{ page: "evidence/benchmarks.md", text: `\`\`\`sh\n${command}\n\`\`\`\n\n${text}` }];
}

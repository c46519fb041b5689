// Pulumi's own installer: a few seconds with internet access. It must fail fast without, hence the short limit on the first byte.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../bootstrap/run.mjs";
import { PULUMI_CLI } from "../../toolchain/versions.mjs";

const INSTALLER = "https://get.pulumi.com/install.sh";
const FETCH_LIMIT_MS = 5_000;
const INSTALL_LIMIT_MS = 300_000;

/**
 * Fills `<folder>/bin`.
 * @param {string} folder
 * @param {{ env: NodeJS.ProcessEnv, fetch: typeof fetch }} context
 * @returns {Promise<string | undefined>} why it could not, or undefined
 */
export async function installOfficial(folder, { env, fetch }) {
  const script = join(folder, "install.sh");
  try {
    const response = await fetch(INSTALLER, { signal: AbortSignal.timeout(FETCH_LIMIT_MS) });
    if (!response.ok) return `${INSTALLER} answers ${response.status}`;
    writeFileSync(script, await response.text());
  } catch (error) {
    const { cause, name } = /** @type {Error & { cause?: NodeJS.ErrnoException }} */ (error);
    return `${INSTALLER} cannot be reached (${cause?.code ?? name})`;
  }
  try {
    const args = [script, "--version", PULUMI_CLI, "--install-root", folder, "--no-edit-path"];
    await run("sh", args, { env, timeoutMs: INSTALL_LIMIT_MS });
  } catch (error) {
    const lines = /** @type {Error} */ (error).message.split("\n");
    return `the official installer failed (${lines.at(-1)?.trim()})`;
  } finally {
    rmSync(script, { force: true });
  }
  return undefined;
}

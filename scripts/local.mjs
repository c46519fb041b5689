// npm run local [-- --port N]: the local Secrets Manager alone, in this very process, so that Ctrl-C ends it cleanly.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pulumiBinDir } from "../toolchain/places.mjs";

const bootstrap = fileURLToPath(new URL("bootstrap.mjs", import.meta.url));
const { status } = spawnSync(process.execPath, [bootstrap], { stdio: ["inherit", 2, 2] }); // stdout has the one line only
if (status !== 0) process.exit(status ?? 1);

const require = createRequire(import.meta.url);
require("ts-node/register/transpile-only");
const { serve } = require("../emulator/serve");
await serve(process.argv.slice(2), shellFor);

/**
 * What another shell needs to run `pulumi` against the server and nothing else, as one line that it can take as it is. The
 * state is of no use without the secrets, which are in memory, so it goes with the server.
 *
 * @param {string} url
 */
function shellFor(url) {
  const backend = mkdtempSync(join(tmpdir(), "partner-keys-local-"));
  process.on("exit", () => rmSync(backend, { recursive: true, force: true }));
  const variables = {
    AWS_ENDPOINT_URL_SECRETS_MANAGER: url,
    AWS_ENDPOINT_URL_STS: url,
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_REGION: "us-east-1",
    AWS_DEFAULT_REGION: "us-east-1", // the one the AWS CLI reads
    AWS_CONFIG_FILE: devNull, // a [default] with FIPS endpoints, say, knows no local server
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    PULUMI_BACKEND_URL: `file://${backend}`,
    PULUMI_CONFIG_PASSPHRASE: "local",
  };
  const exported = Object.entries(variables).map(([name, value]) => `${name}=${quoted(value)}`);
  console.error("local Secrets Manager is ready, Ctrl-C ends it; paste this line into another shell:");
  return `export ${exported.join(" ")} PATH=${quoted(pulumiBinDir())}:"$PATH"; unset AWS_PROFILE AWS_SESSION_TOKEN`;
}

/** @param {string} text */
function quoted(text) {
  return /^[\w/:.@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

// npm run local [-- --port N]: the local Secrets Manager alone, in this very process, so that Ctrl-C ends it cleanly.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const bootstrap = fileURLToPath(new URL("bootstrap.mjs", import.meta.url));
const { status } = spawnSync(process.execPath, [bootstrap, "--no-cli"], { stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);

const require = createRequire(import.meta.url);
require("ts-node/register/transpile-only");
require("../emulator/main.ts");

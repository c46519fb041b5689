#!/opt/node/bin/node
// Lambda extension, run by a test against a stand-in of the Extensions API, not in AWS. A layer has it as
// /opt/extensions/partner-keys (executable), Node in /opt/node and this package in /opt/partner-keys.
// The environment of the function has PRIVATE_KEY_SECRET_ARN, API_KEY_SECRET_ARN and PARTNER_ORIGIN.
const { spawn } = require("node:child_process");
const { once } = require("node:events");
const { request } = require("node:http");
const { basename } = require("node:path");
const { createInterface } = require("node:readline");

const AGENT = "/opt/partner-keys/node_modules/pulumi-partner-keys/dist/cli/main.js";
const SOCKET = "/tmp/partner-keys/agent.sock";
const api = `http://${process.env["AWS_LAMBDA_RUNTIME_API"]}/2020-01-01/extension`;

/** Waits as long as it takes: Lambda freezes this process in between. */
async function call(
  /** @type {string} */ method,
  /** @type {string} */ path,
  /** @type {Record<string, string>} */ headers,
  /** @type {string | undefined} */ body = undefined,
) {
  const sent = request(`${api}${path}`, { method, headers });
  sent.end(body);
  const [answer] = await once(sent, "response");
  answer.resume();
  if (answer.statusCode !== 200) throw new Error(`Extensions API: ${path} answered ${answer.statusCode}`);
  return answer.headers;
}

async function main() {
  const { PRIVATE_KEY_SECRET_ARN = "", API_KEY_SECRET_ARN = "", PARTNER_ORIGIN = "" } = process.env;
  const name = { "lambda-extension-name": basename(__filename) };
  const registered = await call("POST", "/register", name, JSON.stringify({ events: ["SHUTDOWN"] }));
  const flags = ["--private-key-secret-arn", PRIVATE_KEY_SECRET_ARN, "--api-key-secret-arn", API_KEY_SECRET_ARN];
  const args = [AGENT, "agent", ...flags, "--origin", PARTNER_ORIGIN, "--socket", SOCKET];
  const agent = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(agent, "close").then(() => Promise.reject(new Error("the agent has ended")));
  /** @type {Promise<void>} */
  const listening = new Promise((resolve) => {
    createInterface({ input: agent.stdout }).on("line", (line) => {
      console.log(line);
      if (JSON.parse(line).type === "listening") resolve();
    });
  });
  // The function is not invoked before this call
  const shutdown = () =>
    call("GET", "/event/next", { "lambda-extension-identifier": registered["lambda-extension-identifier"] });
  await Promise.race([listening.then(shutdown), ended]);
  ended.catch(() => undefined);
  agent.kill();
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1; // Lambda starts the environment anew
});

// What signing holds in the memory of a service: a process that sends requests, with the signer of the compiled package or
// without one, and prints its resident set. Arguments: the URL, and for the signer the two ARNs.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const REQUESTS = 500;

async function main() {
  const [url = "", privateKeySecretArn, apiKeySecretArn] = process.argv.slice(2);
  const init = { method: "POST", body: "{}" };
  /** @type {() => Promise<Response>} */
  let send = () => fetch(url, init);
  if (privateKeySecretArn !== undefined && apiKeySecretArn !== undefined) {
    const { createSigner } = require(join(__dirname, "..", "dist", "resources", "signer"));
    const signer = createSigner({ privateKeySecretArn, apiKeySecretArn, origin: new URL(url).origin });
    send = () => signer.fetch(url, init);
  }
  for (let i = 0; i < REQUESTS; i++) await (await send()).arrayBuffer();
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  console.log(kilobytes);
  process.exit();
}

void main();

import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { LocalRotation, publicPemOf, rsaKeyPem } from "./localRotation";

/** What a service does with the signer: one request, with the keys of its environment. */
const WORK = `
const { PRIVATE_KEY_SECRET_ARN, API_KEY_SECRET_ARN, ORIGIN } = process.env;
const signer = createSigner({
  privateKeySecretArn: PRIVATE_KEY_SECRET_ARN, apiKeySecretArn: API_KEY_SECRET_ARN, origin: ORIGIN,
  onEvent: (event) => console.error(JSON.stringify(event)),
});
signer.fetch(ORIGIN + "/v1/orders").then(async (answer) => {
  console.log(answer.status, await answer.text());
  signer.close();
});
`;

/** As CommonJS, which also prints the packages it loaded that a service should never load. */
export const COMMON_JS_SERVICE = `
const { createSigner } = require("pulumi-partner-keys/signer");
${WORK}
process.once("exit", () => {
  const loaded = Object.keys(require.cache).join();
  console.log(["@pulumi", "resources/plugin", "resources/program", "node-forge"].filter((part) => loaded.includes(part)).join());
});
`;

/** As an ES module. */
export const MODULE_SERVICE = `
import { createSigner } from "pulumi-partner-keys/signer";
${WORK}
`;

/** Runs a service in the middle of a rotation: one request, refused once, answered with the pending key. */
export async function assertTakesRotation(script: string, folder: string): Promise<void> {
  const [live, pending] = [rsaKeyPem(), rsaKeyPem()];
  const world = await LocalRotation.start(live);
  try {
    await world.stage(pending);
    world.partner.upload(publicPemOf(pending));
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [script], {
      cwd: folder,
      env: {
        ...process.env,
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: undefined,
        PRIVATE_KEY_SECRET_ARN: world.privateKeySecretArn,
        API_KEY_SECRET_ARN: world.apiKeySecretArn,
        ORIGIN: world.partner.url,
      },
    });
    assert.equal(stdout.trim(), '200 {"result":"done"}');
    assert.equal(world.partner.refused, 1);
    assert.doesNotMatch(stderr, /Warning/);
  } finally {
    await world.stop();
  }
}

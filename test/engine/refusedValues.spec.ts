import * as assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { KINDS } from "../../resources/kinds/kinds";
import { inputsThat, type InputTable } from "../../resources/rules/inputTable";
import { Scenario } from "../support/scenario";

/** Of every resource: the inputs whose value a message may not show, and names that none of them has. */
const TRIED: readonly (readonly [string, readonly string[]])[] = [
  ...Object.entries<{ readonly inputs: InputTable }>(KINDS).map(
    ([type, { inputs }]) => [type, [...inputsThat("neverShown", inputs), "privateKeyPem", "value"]] as const,
  ),
  ["Activation", ["privateKeyPem", "value"]],
];

/** One resource: each of the names is given the value as it is, as a secret, or as a field of an object. */
const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import * as keys from "pulumi-partner-keys";

const { CANARY = "", TYPE = "", NAMES = "", HOW = "" } = process.env;
const given = { plain: CANARY, secret: pulumi.secret(CANARY), within: { field: { CANARY } } }[HOW];
const place = TYPE === "Activation" ? {} : { secretName: "acme/key" };
new (keys as any)[TYPE]("key", { ...place, ...Object.fromEntries(NAMES.split(",").map((name) => [name, given])) });
`;

describe("engine: a value where it does not belong (promises 1, 9)", () => {
  const canary = `sk_live_${randomBytes(24).toString("base64url")}`;
  let scenario: Scenario;

  before(async () => {
    const talkative = { CANARY: canary, DEBUG: "*", NODE_DEBUG: "http,https,net,tls" };
    scenario = await Scenario.start({ program: PROGRAM, env: { ...talkative, PULUMI_NODEJS_TRANSPILE_ONLY: "true" } });
    scenario.sentinel.learn(canary);
    await scenario.run(["stack", "init", "dev"]);
  });
  after(() => scenario.close());

  async function assertRefused(command: readonly string[], type: string, names: readonly string[], how: string) {
    const env = { TYPE: type, NAMES: names.join(), HOW: how };
    const { code, output } = await scenario.attempt([...command], env);
    assert.notEqual(code, 0);
    for (const name of names) {
      const isTaken = how !== "within" && name === "description"; // a text like any other
      if (!isTaken) assert.match(output, new RegExp(`has a problem: ${name}: `), `${name} in\n${output}`);
    }
    assert.ok(!output.includes(canary), "the value was printed");
  }

  for (const [type, names] of TRIED)
    for (const how of ["plain", "secret", "within"])
      it(`of a ${type} (${how}) is refused under the names of its inputs, and not printed`, async () => {
        await assertRefused(["preview"], type, names, how);
      });

  it("is not printed by up either, and makes nothing", async () => {
    await assertRefused(["up", "--yes", "--skip-preview"], "ApiKey", ["issued", "keepers", "value"], "secret");
    assert.deepEqual(await scenario.secretNames(true), []);
  });
});

import * as assert from "node:assert/strict";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { KINDS } from "../../resources/kinds/kinds";
import { ROWS } from "../../resources/aws/settings/rows";
import { ACTIVATION_INPUTS } from "../../resources/plugin/activation/activationInputs";
import type { InputTable } from "../../resources/rules/inputTable";
import { ARGUMENTS } from "../../stacks/arguments";
import { PrintedOf } from "../support/printed";
import { Scenario } from "../support/scenario";

const TABLES: Readonly<Record<string, InputTable>> = {
  ...Object.fromEntries(Object.entries(KINDS).map(([type, { inputs }]) => [type, inputs])),
  Activation: ACTIVATION_INPUTS,
};
/** Names under which people give a key, and which no input has. */
const UNKNOWN = ["privateKeyPem", "value"];

/** A Provider refuses the names of earlier versions. */
const SETTINGS = Object.entries(ROWS).flatMap(([name, row]) => ("isFormer" in row ? [] : [name]));

/** What a program gives in place of what an input takes. */
const GIVEN: Readonly<Record<string, (key: string) => unknown>> = {
  "as it is": (key) => key,
  "as a secret": (key) => key,
  "in a field of an object": (key) => ({ field: { [key]: key } }),
};

/** Everything of a resource, of the component or of a provider holds the key. */
const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import * as keys from "pulumi-partner-keys";
import { PartnerCredentials } from "pulumi-partner-keys/stacks";

const { CANARY = "", TYPES = "", NAMES = "", HOW = "" } = process.env;
const given = {
  "as it is": CANARY, "as a secret": pulumi.secret(CANARY), "in a field of an object": { field: { [CANARY]: CANARY } },
}[HOW];
const args: any = Object.fromEntries(NAMES.split(",").map((name) => [name, given]));
for (const type of TYPES.split(",").filter(Boolean)) {
  if (type === "PartnerCredentials") new PartnerCredentials("acme", args);
  else if (type === "Provider") {
    const provider = new keys.Provider("other", args);
    new keys.Ed25519KeyPair("key", { secretName: "acme/key", region: "us-east-1" }, { provider });
  } else new (keys as any)[type]("key", args);
}
`;

const UP = ["up", "--yes", "--skip-preview"];

describe("engine: a value where it does not belong (promises 1, 9)", () => {
  const printed = new PrintedOf("has a problem: |^ +|aws:");
  const apiKey = `sk_live_${randomBytes(24).toString("base64url")}`;
  const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.start({ program: PROGRAM, env: { DEBUG: "*", PULUMI_NODEJS_TRANSPILE_ONLY: "true" } });
    for (const key of [apiKey, pem]) scenario.sentinel.learn(key);
    await scenario.run(["stack", "init", "dev"]);
  });
  after(() => scenario.close());

  function assertNotPrinted(output: string): void {
    for (const key of [apiKey, ...pem.split("\n").filter((line) => line.length > 20 && !line.startsWith("-"))])
      assert.ok(!output.includes(key), "a key was printed");
  }

  async function refusalOf(type: string, names: readonly string[], key: string, how: string, command = ["preview"]) {
    // What Node tells of itself is 10 MB a run
    const talkative = command[0] === "up" ? { NODE_DEBUG: "*" } : {};
    const env = { TYPES: type, NAMES: names.join(), HOW: how, CANARY: key, ...talkative };
    const { code, output } = await scenario.attempt(command, env);
    assert.notEqual(code, 0, output);
    assertNotPrinted(output);
    return output;
  }

  const KEYS = [
    ["an API key", apiKey, "as a secret"],
    ["a private key", pem, "as it is"],
    ["an API key", apiKey, "in a field of an object"],
  ] as const;
  for (const [what, key, how] of KEYS) {
    for (const [type, table] of Object.entries(TABLES))
      it(`${what} in every input of ${type}, ${how}, is refused under their names and not printed`, async () => {
        const inputs = Object.keys(table).filter((name) => table[name]?.hidden !== true);
        const output = await refusalOf(type, [...inputs, ...UNKNOWN], key, how);
        const value = GIVEN[how]?.(key);
        const refused = inputs.filter((name) => "allowed" in (table[name]?.rule(value) ?? {}));
        assert.ok(refused.length > inputs.length / 2, `only ${refused.join()} is refused`);
        for (const name of [...refused, ...UNKNOWN])
          assert.match(output, new RegExp(`has a problem: ${name}: `), `${name} in\n${output}`);
        printed.tell({ type, what, how }, [...inputs, ...UNKNOWN], output);
      });

    it(`${what} in every argument of the component, ${how}, is not printed`, async () => {
      const names = [...Object.keys(ARGUMENTS), ...UNKNOWN];
      const output = await refusalOf("PartnerCredentials", names, key, how);
      for (const name of ["keyPair", "artifact", "fingerprintForm", ...UNKNOWN])
        assert.match(output, new RegExp(`^ +${name}: `, "m"), `${name} in\n${output}`);
      printed.tell({ type: "PartnerCredentials", what, how }, names, output);
    });

    it(`${what} in every setting of a Provider, ${how}, is not printed`, async () => {
      const output = await refusalOf("Provider", SETTINGS, key, how);
      for (const name of ["region", "allowedAccountIds", "useFipsEndpoint", "maxRetries"])
        assert.match(output, new RegExp(`aws:${name}: `), `${name} in\n${output}`);
      printed.tell({ type: "Provider", what, how }, SETTINGS, output);
    });
  }

  // Where a program stops at the first refusal, nothing is declared after it
  for (const [type, names] of [
    [Object.keys(TABLES).join(), Object.values(TABLES).flatMap((table) => Object.keys(table))],
    ["PartnerCredentials", Object.keys(ARGUMENTS)],
    ["Provider", SETTINGS],
  ] as const) {
    it(`is not printed by up either, which makes nothing, while Node tells all of itself: ${type}`, async () => {
      const output = await refusalOf(type, [...new Set(names), "value"], apiKey, "as a secret", UP);
      assert.match(output, /^ *(HTTP2?|NET|MODULE|STREAM) \d+: /m, "Node tells nothing");
      assert.deepEqual(await scenario.secretNames(true), []);
    });
  }
});

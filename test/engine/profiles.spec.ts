import * as assert from "node:assert/strict";
import { PROFILES } from "../../resources/partners/knownProfiles";
import type { PartnerProfile } from "../../resources/partners/profile";
import { judgeFingerprint, judgePrivateKey, judgeUpload } from "../support/judgeProfile";
import { opensslVersion } from "../support/openssl";
import { JudgedProfiles } from "../support/judgedProfiles";
import { Scenario } from "../support/scenario";
import { hasSshKeygen } from "../support/sshKeygen";

const ROWS: readonly PartnerProfile[] = PROFILES;
const subject = { organization: "Acme Ltd", commonName: "acme-signer" };

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { PartnerCredentials } from "pulumi-partner-keys/stacks";

const told: Record<string, object> = {};
for (const [name, args] of Object.entries(JSON.parse(process.env["PARTNERS"] ?? "{}"))) {
  const { publicKeyPem, certificatePem, upload, pendingUpload, pendingPublicKeyPem, handoff } = new PartnerCredentials(name, args as never);
  told[name] = { publicKeyPem, certificatePem, upload, pendingUpload, pendingPublicKeyPem, handoff };
}
export const partners = pulumi.jsonStringify(told);
`;

type Told = Readonly<
  Record<"publicKeyPem" | "certificatePem" | "upload" | "pendingUpload" | "pendingPublicKeyPem" | "handoff", string>
>;

/** As few arguments as the profile allows. */
function argsOf({ name, certificate, signingRequest }: PartnerProfile): Record<string, unknown> {
  return {
    partner: name,
    environment: "production",
    profile: name,
    deletionProtection: false,
    ...(certificate === "none" ? {} : { certificate: { subject } }),
    ...(signingRequest === "none" ? {} : { signingRequest: { subject } }),
  };
}

describe("engine: the key of every profile", () => {
  let scenario: Scenario;
  let told: Readonly<Record<string, Told>>;
  const judged = new JudgedProfiles();
  const everybody = Object.fromEntries(ROWS.map((row) => [row.name, argsOf(row)]));
  const env = (more: Readonly<Record<string, object>> = {}) => {
    return { PARTNERS: JSON.stringify({ ...everybody, ...more }), PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
  };
  const withSnowflake = (args: object) => env({ snowflake: { ...everybody["snowflake"], ...args } });
  const read = async () => JSON.parse(String((await scenario.project.outputs())["partners"])) as Record<string, Told>;

  before(async () => {
    scenario = await Scenario.start({ program: PROGRAM });
    await scenario.run(["stack", "init", "dev"]);
    await scenario.up(env());
    told = await read();
  });
  after(() => scenario.close());

  for (const row of ROWS) {
    it(`${row.name}: is made, and whoever else reads it finds the same`, async function () {
      if (opensslVersion() === undefined || !hasSshKeygen()) return this.skip();
      const key = {
        ...told[row.name]!,
        privateKey: (await scenario.readSecret(`${row.name}/production/private.pem`)).value,
      };
      const [artifact, form] = [row.artifacts[0], row.fingerprintForm];
      assert.ok(typeof artifact === "string");
      const judges: string[] = [judgePrivateKey(key), await judgeUpload(artifact, key)];
      if (form !== "none" && form !== "unknown") {
        const [judge, shown] = await judgeFingerprint(form, key);
        judges.push(judge);
        assert.ok(key.handoff.includes(` shows ${shown}`), `${shown} is not in ${key.handoff}`);
      }
      judged.add(row, key.publicKeyPem, judges);
    });

    it(`${row.name}: its hand-off is in the partner's words, with the key`, () => {
      const { handoff, upload } = told[row.name]!;
      const { title, where, steps, goesWrong } = row;
      assert.ok(handoff.startsWith(`Upload the live key of ${row.name} production to ${title}.\n`), handoff);
      assert.ok(handoff.includes(upload.trimEnd()), handoff);
      for (const words of [where, ...(steps === "unknown" ? [] : steps.map(({ text }) => text)), ...goesWrong])
        if (words !== "unknown") assert.ok(handoff.includes(words), `${words} is not in ${handoff}`);
      assert.doesNotMatch(handoff, /[{}]/.test(upload) ? /\{(upload|name)\}/ : /[{}]/);
    });
  }

  it("finds nothing to do then, and makes no AWS call", async () => {
    const { output } = await scenario.up(env());
    assert.deepEqual(scenario.operations(), []);
    assert.doesNotMatch(output, /[~+-] +pulumi-nodejs:/);
  });

  it("shows no diff where the values of a profile are given instead of it", async () => {
    const values = { keyPair: { rsa: {} }, privateKeyFormat: "pkcs8", artifact: "spki-base64" };
    await scenario.run(["preview", "--expect-no-changes"], withSnowflake({ ...values, profile: "snowflake-legacy" }));
    const { output } = await scenario.run(["preview", "--diff"], withSnowflake({ ...values, profile: undefined }));
    assert.doesNotMatch(output, /pulumi-nodejs:/); // an output in other words
  });

  it("names each input and the new key in the preview where another profile gives another key", async () => {
    const { output } = await scenario.run(
      ["preview", "--diff"],
      withSnowflake({ profile: "salesforce", certificate: { subject }, keyPair: { rsa: { modulusLength: 3072 } } }),
    );
    assert.match(output, /modulusLength/);
    assert.match(output, /certificate/);
    assert.match(output, /a new key is made and stays pending; SHA256:\S+ stays live until/);
  });

  it("taken out, it is what its arguments are without it: a rotation", async () => {
    const { output } = await scenario.run(["preview", "--diff"], withSnowflake({ profile: undefined }));
    assert.match(output, /privateKeyFormat/);
    assert.match(output, /a new key is made and stays pending/);
  });

  it("hands a pending key over with the statement to run, and the next one has another name", async () => {
    await scenario.up(withSnowflake({ rotation: "2" }));
    const { handoff, pendingUpload } = (await read())["snowflake"]!;
    const [, name = "", key] =
      /: ALTER USER <user> ADD KEY PAIR (KEY_[0-9A-F]{16}) PUBLIC_KEY = '([^']+)';\n/.exec(handoff) ??
      assert.fail(handoff);
    assert.equal(key, pendingUpload);
    assert.ok(!told["snowflake"]!.handoff.includes(name));
    assert.match(handoff, /\nSnowflake takes several keys at a time: the live key goes on working\.\n/);
  });

  for (const [what, args, message] of [
    [
      "a misspelt one",
      { profile: "snowflak" },
      /profile: "snowflak" is not allowed, allowed: "snowflake", which is the nearest of binance, /,
    ],
    [
      "one of one's own with a missing field",
      { profile: { name: "acme" } },
      /profile: a value of type object is not allowed, allowed: an object with title/,
    ],
    [
      "one without the subject that it needs",
      { profile: "salesforce" },
      /certificate: missing, profile "salesforce" needs a subject/,
    ],
    [
      "a mode that could not know the id which the partner assigns",
      { profile: "truelayer", activation: "immediate" },
      /activation: "immediate" is not allowed with profile "truelayer", allowed: "acknowledged", because the partner assigns the id/,
    ],
    [
      "what contradicts it",
      { profile: "netsuite", certificate: { subject, validityDays: 1000 }, modulusLength: 2048 },
      /modulusLength: RSA 2048 is not allowed with profile "netsuite", allowed: EC P-256.*\n.*certificate: validityDays 1000 is not allowed with profile "netsuite", allowed: at most 730/,
    ],
  ] as const)
    it(`refuses ${what} in one message, and nothing is made`, async () => {
      const bad = { partner: "bad", environment: "sandbox", ...args };
      const { code, output } = await scenario.attempt(["up", "--yes", "--skip-preview"], env({ bad }));
      assert.notEqual(code, 0);
      assert.match(output, message);
      assert.ok(!(await scenario.secretNames()).some((name) => name.startsWith("bad/")));
    });
});

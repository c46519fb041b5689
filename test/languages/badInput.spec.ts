import * as assert from "node:assert/strict";
import { golang, python, yaml, type Language } from "../support/languages/language";
import { goProgram, pythonProgram, startIn, writeProgram, yamlProgram } from "../support/languages/programIn";
import { tabled } from "../support/languages/tabled";
import { Scenario } from "../support/scenario";

const GOOD = { partner: "acme", environment: "sandbox", recoveryWindowInDays: 0 };
/** What the environment says is another region than what counts. */
const ELSEWHERE = { env: { AWS_REGION: "eu-west-1" } };
const component = (properties: object) => ({ acme: { type: "partnerkeys:PartnerCredentials", properties } });

type Files = Readonly<Record<string, string>>;
/** What is wrong, and how the message goes. */
type Row = readonly [what: string, files: Files, message: RegExp];

const GO = (fields: string) =>
  goProgram(`
package main

import (
	"example.com/pulumi-partnerkeys/sdk/go/partnerkeys"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		args := &partnerkeys.PartnerCredentialsArgs{Partner: pulumi.String("acme"), Environment: pulumi.String("sandbox")}
		${fields}
		_, err := partnerkeys.NewPartnerCredentials(ctx, "acme", args)
		return err
	})
}
`);
const IN_PYTHON = (more: string) =>
  pythonProgram(`
import pulumi_partnerkeys as partnerkeys

partnerkeys.PartnerCredentials("acme", **{"partner": "acme", "environment": "sandbox", "recovery_window_in_days": 0, **dict(${more})})
`);
const IN_YAML = (more: object) => yamlProgram(component({ ...GOOD, ...more }));

/** Ends the title of each row. */
const IN_OUR_WORDS = ", in our own words, and nothing is sent";
const SENTENCES = {
  environment: /environment: "Prod!" is not allowed, allowed: /,
  size: /modulusLength: 1000 is not allowed, allowed: 2048, 3072, 4096/,
  twoPlaces: /exactly one of/,
  twoKinds: /keyPair: .* is not allowed, allowed: /,
  form: /artifact: \S.* is not allowed, allowed: /,
  fingerprint: /acknowledgedFingerprint: a value of type string \(10 characters\) is not allowed/,
};

const inYaml = yaml();
if (inYaml !== undefined) {
  refusedIn(inYaml, IN_YAML({}), [
    ["another form of an environment", IN_YAML({ environment: "Prod!" }), SENTENCES.environment],
    [
      "a number where a text is",
      IN_YAML({ rotation: 7, environment: 5 }),
      /environment: 5 is not allowed|rotation: \S+ .*is not allowed/,
    ],
    ["a size that no key has", IN_YAML({ modulusLength: 1000 }), SENTENCES.size],
    ["two kinds of key pair", IN_YAML({ keyPair: { rsa: {}, ec: { namedCurve: "P-256" } } }), SENTENCES.twoKinds],
    ["an API key from two places", IN_YAML({ apiKey: { generate: {}, issued: { env: "X" } } }), SENTENCES.twoPlaces],
    ["a form that the key does not have", IN_YAML({ artifact: "nonsense" }), SENTENCES.form],
    [
      "a fingerprint of no key",
      IN_YAML({ activation: "acknowledged", acknowledgedFingerprint: "SHA256:abc" }),
      SENTENCES.fingerprint,
    ],
  ]);
  describe("languages: where a YAML program's keys go", () => places(inYaml));
  describe("languages: secrets and unknown values of a YAML program", () => values(inYaml));
}
const inGo = golang();
if (inGo !== undefined)
  refusedIn(inGo, GO(""), [
    ["another form of an environment", GO(`args.Environment = pulumi.String("Prod!")`), SENTENCES.environment],
    ["a size that no key has", GO("args.ModulusLength = pulumi.Int(1000)"), SENTENCES.size],
    [
      "two kinds of key pair",
      GO(
        `args.KeyPair = &partnerkeys.KeyPairArgs{Rsa: &partnerkeys.KeyPairRsaArgs{}, Ec: &partnerkeys.KeyPairEcArgs{NamedCurve: "P-256"}}`,
      ),
      SENTENCES.twoKinds,
    ],
    ["a form that the key does not have", GO(`args.Artifact = pulumi.String("nonsense")`), SENTENCES.form],
    [
      "an API key from two places",
      GO(
        `args.ApiKey = &partnerkeys.ApiKeyArgs{Generate: partnerkeys.ApiKeyGenerateArgs{}, Issued: partnerkeys.ApiKeyIssuedArgs{Env: pulumi.String("X")}}`,
      ),
      SENTENCES.twoPlaces,
    ],
    [
      "a fingerprint of no key",
      GO(`args.Activation, args.AcknowledgedFingerprint = pulumi.String("acknowledged"), pulumi.String("SHA256:abc")`),
      SENTENCES.fingerprint,
    ],
  ]);
const inPython = python();
if (inPython !== undefined) {
  refusedIn(inPython, IN_PYTHON(""), [
    ["another form of an environment", IN_PYTHON('environment="Prod!"'), SENTENCES.environment],
    ["a number where a text is", IN_PYTHON("environment=5"), /environment: 5 is not allowed/],
    ["a size that no key has", IN_PYTHON("modulus_length=1000"), SENTENCES.size],
    ["two kinds of key pair", IN_PYTHON('key_pair={"rsa": {}, "ec": {"namedCurve": "P-256"}}'), SENTENCES.twoKinds],
    ["an API key from two places", IN_PYTHON('api_key={"generate": {}, "issued": {"env": "X"}}'), SENTENCES.twoPlaces],
    ["a form that the key does not have", IN_PYTHON('artifact="nonsense"'), SENTENCES.form],
    [
      "a fingerprint of no key",
      IN_PYTHON('activation="acknowledged", acknowledged_fingerprint="SHA256:abc"'),
      SENTENCES.fingerprint,
    ],
  ]);
  describe("languages: a Python program's own provider", () => ownProvider(inPython));
}

function refusedIn(language: Language, good: Files, rows: readonly Row[]): void {
  describe(`languages: what a program in ${language.name} is refused`, () => {
    tabled(language.name, "2-refused", (title) => `refused: ${title.replace(IN_OUR_WORDS, "")}`);
    let scenario: Scenario;
    before(async () => {
      scenario = await startIn(language, good);
      await scenario.up();
    });
    after(() => scenario.close());

    for (const [what, files, message] of rows)
      it(`${what}${IN_OUR_WORDS}`, async () => {
        writeProgram(scenario, files);
        const { code, output } = await scenario.attempt(["up", "--yes", "--skip-preview"]);
        assert.notEqual(code, 0, output);
        assert.match(output.replace(/\s+/g, " "), message);
        assert.deepEqual(scenario.operations(), []);
      });
  });
}

function places(language: Language): void {
  let scenario: Scenario;
  before(async () => {
    scenario = await startIn(language, yamlProgram(component(GOOD)), ELSEWHERE);
    await scenario.run(["config", "set", "aws:region", "us-east-1"]);
  });
  after(() => scenario.close());

  it("an account that aws:allowedAccountIds does not name is refused, and nothing is made", async () => {
    await scenario.run(["config", "set", "--path", "--plaintext", "aws:allowedAccountIds[0]", "999999999999"]);
    const env = { AWS_ENDPOINT_URL_STS: scenario.server.url };
    const { code, output } = await scenario.attempt(["up", "--yes", "--skip-preview"], env);
    assert.notEqual(code, 0, output);
    assert.match(output, /is not in aws:allowedAccountIds \(999999999999\), nothing was sent/);
    assert.ok(!scenario.operations().includes("CreateSecret"));
    await scenario.run(["config", "rm", "aws:allowedAccountIds"]);
  });

  it("aws:region of the stack config says where", async () => {
    await scenario.up();
    await assertIsInTheRegion(scenario);
    await scenario.run(["destroy", "--yes", "--skip-preview"]);
  });
}

function values(language: Language): void {
  const secretTag = "hush-hush-hush-hush";
  const resources = {
    ...component({ ...GOOD, tags: { team: { "fn::secret": secretTag } } }),
    other: {
      type: "partnerkeys:PartnerCredentials",
      properties: { ...GOOD, partner: "other", tags: { of: "${acme.publicKeyFingerprint}" } },
    },
  };
  let scenario: Scenario;
  before(async () => {
    scenario = await startIn(language, yamlProgram(resources));
  });
  after(() => scenario.close());

  it("a preview passes where a value is not known yet", async () => {
    const { output } = await scenario.run(["preview"]);
    assert.match(output, /\+ 7 to create/);
  });

  it("a secret value is encrypted in state, and arrives", async () => {
    await scenario.up();
    const { stdout } = await scenario.run(["stack", "export"]);
    assert.ok(!stdout.includes(secretTag));
    const { Tags } = await scenario.describe("acme/sandbox/private.pem");
    assert.equal(Tags?.find(({ Key }) => Key === "team")?.Value, secretTag);
  });

  it("a value that is known later arrives", async () => {
    const { Tags } = await scenario.describe("other/sandbox/private.pem");
    assert.match(Tags?.find(({ Key }) => Key === "of")?.Value ?? "", /^SHA256:/);
    await scenario.run(["destroy", "--yes", "--skip-preview"]);
  });
}

function ownProvider(language: Language): void {
  const program = (provider: string) => `
import pulumi
import pulumi_partnerkeys as partnerkeys

class Provider(pulumi.ProviderResource):
    pass

keys = ${provider}
partnerkeys.PartnerCredentials("acme", partner="acme", environment="sandbox", recovery_window_in_days=0,
    opts=pulumi.ResourceOptions(providers=[keys]))
`;
  let scenario: Scenario;
  before(async () => {
    scenario = await startIn(
      language,
      pythonProgram(program('Provider("pulumi-nodejs", "keys", {"aws:region": "us-east-1"})')),
      ELSEWHERE,
    );
  });
  after(() => scenario.close());

  it("says where, whatever the environment says", async () => {
    await scenario.up();
    await assertIsInTheRegion(scenario);
    const { output } = await scenario.run(["preview", "--expect-no-changes"]);
    assert.match(output, /unchanged/);
    await scenario.run(["destroy", "--yes", "--skip-preview"]);
    assert.deepEqual(await scenario.secretNames(), []);
  });
}

async function assertIsInTheRegion(scenario: Scenario): Promise<void> {
  const arns = (await scenario.project.resources()).flatMap(({ outputs }) => outputs?.["secretArn"] ?? []);
  assert.ok(arns.length > 0);
  for (const arn of arns) assert.match(JSON.stringify(arn), /^"arn:aws:secretsmanager:us-east-1:/);
}

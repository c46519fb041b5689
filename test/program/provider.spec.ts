import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { Activation, Provider, RsaKeyPair } from "../../resources";
import { ROWS } from "../../resources/aws/settings/rows";
import type { ProviderArgs } from "../../resources/program/providerArgs";
import { PartnerCredentials } from "../../stacks";
import * as keys from "../support/declaredKeys";
import { MockedProgram } from "../support/mockedProgram";

const OURS = "pulumi:providers:pulumi-nodejs";
const ANSWERS = {
  ...keys.KEY_ANSWERS,
  [OURS]: () => ({}),
  "pulumi:providers:aws": () => ({}),
  "test:index:Component": () => ({}),
};
const ROLES = [{ roleArn: "arn:aws:iam::111111111111:role/deploy" }];

class Component extends pulumi.ComponentResource {
  constructor(name: string, opts: pulumi.ComponentResourceOptions) {
    super("test:index:Component", name, {}, opts);
  }
}

/** What `@pulumi/aws` 6 makes of its provider: inputs as JSON text, each an output too. */
class AwsSix extends pulumi.ProviderResource {
  constructor(name: string, inputs: pulumi.Inputs, opts: pulumi.ResourceOptions) {
    super("aws", name, inputs, opts);
  }
}

/** Names that no provider of ours takes. */
const FORMER = ["assumeRole", "sharedConfigFile", "sharedCredentialsFile"];
/** Names that it takes. */
type Setting = {
  [Name in keyof typeof ROWS]: (typeof ROWS)[Name] extends { readonly isFormer: true } ? never : Name;
}[keyof typeof ROWS];

function started(config: Readonly<Record<string, string>> = {}) {
  const program = MockedProgram.start(ANSWERS, config);
  return { program, opts: <T extends object>(more: T) => ({ ...program.watched, ...more }) };
}
const ours = (declared: ReadonlyMap<string, unknown>) => [...declared.keys()].filter((urn) => urn.includes(OURS));

describe("a provider of ours", () => {
  it("keeps its settings under the names of the stack config, and secrets as secrets", async () => {
    const { program, opts } = started();
    new Provider("prod", { region: "eu-west-1", assumeRoles: ROLES, token: "t", accessKey: "a" }, opts({}));
    const inputs = (await program.declared()).get(`${OURS}::prod`) ?? assert.fail();
    assert.equal(inputs["aws:region"], "eu-west-1");
    assert.deepEqual(inputs["aws:assumeRoles"], ROLES);
    for (const secret of ["aws:token", "aws:accessKey"])
      assert.match(JSON.stringify(inputs[secret]), /4dabf18193072939/);
  });

  it("takes everything over from an aws provider", async () => {
    const { program, opts } = started();
    const provider = new aws.Provider("prod", { region: "eu-west-1", assumeRoles: ROLES, token: "t" }, opts({}));
    Provider.from("prod-keys", provider, opts({}));
    const inputs = (await program.declared()).get(`${OURS}::prod-keys`) ?? assert.fail();
    assert.equal(inputs["aws:region"], "eu-west-1");
    assert.deepEqual(inputs["aws:assumeRoles"], JSON.stringify(ROLES));
    assert.match(JSON.stringify(inputs["aws:token"]), /4dabf18193072939/);
  });

  it("takes the one role of an aws provider of version 6 over: it decides the account", async () => {
    const { program, opts } = started();
    const six = new AwsSix("six", { assumeRole: JSON.stringify(ROLES[0]) }, opts({}));
    Provider.from("six-keys", six, opts({}));
    const inputs = (await program.declared()).get(`${OURS}::six-keys`) ?? assert.fail();
    assert.deepEqual(inputs["aws:assumeRole"], JSON.stringify(ROLES[0]));
    assert.equal(inputs["aws:assumeRoles"], undefined);
  });

  it("knows every setting that the plugin reads, but for former names", () => {
    const settings = Object.keys(ROWS).filter((name) => !FORMER.includes(name)) as Setting[];
    // Judged by the compiler: each of the rows is an argument, and each argument has a row
    const names: readonly (keyof ProviderArgs)[] = settings;
    const rows: readonly Setting[] = names;
    assert.deepEqual(
      rows.filter((name) => "isFormer" in ROWS[name]),
      [],
    );
  });

  it("takes the place of the region in the stack config", async () => {
    const { program, opts } = started({ "aws:region": "us-east-1" });
    const provider = new Provider("prod", { region: "eu-west-1" }, opts({}));
    new RsaKeyPair("signer", { secretName: "a" }, opts({ provider }));
    assert.equal((await program.declared()).get(`${keys.RSA_KEY_PAIR}::signer`)?.["region"], undefined);
  });

  it("is made once from an aws provider, whoever is given it or inherits it", async () => {
    const { program, opts } = started();
    const provider = new aws.Provider("prod", {}, opts({}));
    const args = { partner: "acme", environment: "sandbox", apiKey: { generate: {} } } as const;
    new PartnerCredentials("one", args, opts({ provider }));
    const parent = new Component("parent", opts({ providers: { aws: provider } }));
    new PartnerCredentials("two", args, opts({ parent }));
    new RsaKeyPair("bare", { secretName: "a" }, opts({ parent }));
    assert.deepEqual(ours(await program.declared()), [`pulumi:providers:aws$${OURS}::prod-keys`]);
  });

  it("of its own is preferred to an inherited aws provider", async () => {
    const { program, opts } = started();
    const provider = new aws.Provider("prod", {}, opts({}));
    const own = new Provider("own", {}, opts({}));
    const parent = new Component("parent", opts({ providers: [provider, own] }));
    new RsaKeyPair("bare", { secretName: "a" }, opts({ parent }));
    assert.deepEqual(ours(await program.declared()), [`${OURS}::own`]);
  });

  it("is the nearest: an aws provider given further in wins over one of ours further out", async () => {
    const { program, opts } = started();
    const [outer, own] = [new aws.Provider("outer", {}, opts({})), new Provider("own", {}, opts({}))];
    const parent = new Component("parent", opts({ providers: [outer, own] }));
    const child = new Component("child", opts({ parent }));
    new RsaKeyPair("of-ours", { secretName: "a" }, opts({ parent: child }));
    const args = { partner: "acme", environment: "sandbox" } as const;
    new PartnerCredentials(
      "of-theirs",
      args,
      opts({ parent: child, provider: new aws.Provider("inner", {}, opts({})) }),
    );
    assert.deepEqual(
      ours(await program.declared()).sort(),
      [`${OURS}::own`, `pulumi:providers:aws$${OURS}::inner-keys`].sort(),
    );
  });

  it("is not made from what a remote component is given of an aws provider: the settings are not in it", () => {
    const { opts } = started();
    const reference = "urn:pulumi:dev::x::pulumi:providers:aws::eu::0d7b2d4e-0001-4000-8000-000000000000";
    const given = new pulumi.DependencyProviderResource(reference);
    const parent = new Component("parent", opts({ providers: [given] }));
    const refusal =
      /^Error: signer: the aws provider that a remote component was given shows none of its settings here, .+ providers=\[ProviderResource\("pulumi-nodejs", "keys", \{"aws:region": …\}\)\]$/;
    assert.throws(() => new RsaKeyPair("signer", { secretName: "a" }, opts({ parent })), refusal);
    assert.throws(() => Provider.from("signer", given, opts({})), refusal);
    const args = { partner: "acme", environment: "sandbox" } as const;
    assert.throws(() => new PartnerCredentials("two", args, opts({ parent })), /shows none of its settings here/);
    const own = new Component("own", opts({ providers: [given, new Provider("ours", {}, opts({}))] }));
    new RsaKeyPair("beside", { secretName: "a" }, opts({ parent: own }));
  });

  it("of another package is refused for a bare key, with the two right spellings", () => {
    const { opts } = started();
    const provider = new aws.Provider("prod", {}, opts({}));
    assert.throws(
      () => new RsaKeyPair("signer", { secretName: "a" }, opts({ provider })),
      /^Error: signer: its provider is one of package aws, allowed: \{ provider: new Provider\("<name>", .+\) \} or \{ provider: Provider.from\("<name>", awsProvider\) \}/,
    );
  });

  it("has to be the same for a key and its Activation", () => {
    const { opts } = started();
    const provider = new Provider("prod", {}, opts({}));
    const key = new RsaKeyPair("signer", { secretName: "a" }, opts({ provider }));
    const args = { secretArn: key.secretArn, candidate: key };
    assert.throws(
      () => new Activation("live", args, opts({})),
      /^Error: live: its provider is another one than that of its candidate/,
    );
    assert.doesNotThrow(() => new Activation("live", args, opts({ provider })));
  });
});

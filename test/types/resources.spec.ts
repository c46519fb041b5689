import * as assert from "node:assert/strict";
import { SnippetCompiler } from "../support/compiledSnippet";

const GOOD: readonly (readonly [string, string])[] = [
  ["the smallest key pair", `new RsaKeyPair("k", { secretName: "a" });`],
  [
    "a key pair with everything",
    `new RsaKeyPair("k", { secretName: "a", modulusLength: 4096, privateKeyFormat: "pkcs8", secretFormat: "json", keepers: { rotation: "1" }, rotateAfterDays: 90, publishAs: "pending", description: "d", kmsKeyId: "alias/a", tags: { team: "a" }, recoveryWindowInDays: 7, deletionProtection: true, adopt: false, region: "eu-west-1" }, { protect: true });`,
  ],
  ["a borrowed secret", `new RsaKeyPair("k", { secretId: pulumi.output("arn") });`],
  [
    "inputs that are outputs",
    `new RsaKeyPair("k", { secretName: pulumi.interpolate\`a/b\`, tags: { team: pulumi.output("a") }, deletionProtection: pulumi.output(true) });`,
  ],
  [
    "a generated API key",
    `new ApiKey("a", { secretName: "a", generate: { bytes: 32, encoding: "hex", prefix: "sk_" } });`,
  ],
  ["an API key with all defaults", `new ApiKey("a", { secretName: "a", generate: {} });`],
  [
    "an issued API key",
    `new ApiKey("a", { secretName: "a", issued: { env: "KEY" }, environment: "sandbox" }); new ApiKey("b", { secretName: "b", issued: { file: "apikey" } });`,
  ],
  [
    "an issued API key that looks damaged, and one that comes back",
    `const p = { partner: "p", environment: "sandbox" } as const; new ApiKey("a", { secretName: "a", issued: { env: "KEY", verbatim: true } }); new PartnerCredentials("p", { ...p, apiKey: { issued: { file: "apikey", allowPrevious: pulumi.output(true) } } });`,
  ],
  [
    "names that somebody else prescribes",
    `new RsaKeyPair("k", { secretName: "a", secretFields: { Username: { constant: pulumi.output("acme") }, PrivateKey: "privateKeyPem" } }); new ApiKey("k", { secretName: "a", generate: {}, secretFields: { api_key: "apiKey" } }); new PartnerCredentials("p", { partner: "p", environment: "sandbox", secretFields: { key: "privateKeyPem" } });`,
  ],
  [
    "outputs of other resources for a component's choices, and what its keys take",
    `declare const key: { readonly arn: pulumi.Output<string> }; new PartnerCredentials("p", { partner: "p", environment: pulumi.output("sandbox" as const), kmsKeyId: key.arn, tags: { key: key.arn }, region: key.arn, privateKeyFormat: "pkcs8", secretFormat: "json" });`,
  ],
  [
    "a key pair as candidate",
    `const k = new RsaKeyPair("k", { secretName: "a", publishAs: "pending" }); new Activation("l", { secretArn: k.secretArn, candidate: k });`,
  ],
  [
    "an API key as candidate",
    `const k = new ApiKey("k", { secretName: "a", generate: {} }); new Activation("l", { secretArn: k.secretArn, candidate: k, mode: "immediate" });`,
  ],
  [
    "an acknowledgement from optional config",
    `const k = new RsaKeyPair("k", { secretName: "a" }); new Activation("l", { secretArn: k.secretArn, candidate: k, acknowledgedFingerprint: new pulumi.Config().get("fingerprint"), retirePreviousAfterHours: 72 });`,
  ],
  [
    "outputs as they are documented",
    `const k = new RsaKeyPair("k", { secretName: "a" }); const texts: pulumi.Output<string>[] = [k.publicKeyPem, k.fingerprint, k.secretArn, k.versionId, k.createdAt, k.drift];`,
  ],
  [
    "an absent key id",
    `const k = new ApiKey("k", { secretName: "a", generate: {} }); const id: pulumi.Output<string | undefined> = k.keyId;`,
  ],
  [
    "a live key and maybe a pending one",
    `declare const l: Activation; const pem: pulumi.Output<string> = l.live.apply((key) => key.publicKeyPem ?? key.fingerprint); const f: pulumi.Output<string | undefined> = l.pending.apply((key) => key?.fingerprint);`,
  ],
  [
    "a signed request",
    `const sign: string = signRequest({ url: "u", timestamp: 1, privateKeyPem: "p", apiKey: "k", body: new Uint8Array() })["x-sign"]; const f: string = shortFingerprint("p");`,
  ],
  [
    "a public key in every form",
    `const texts: string[] = [publicKey.publicArtifact("p", "spki-base64"), publicKey.publicArtifact("p", { form: "openssh", comment: "c" }), publicKey.publicArtifact("p", { form: "jwk", alg: "RS256", use: "sig", kid: "k" }), publicKey.publicFingerprint("p", "spki-md5"), publicKey.publicJwk("p").kid, publicKey.rawPublicKey("p", "hex")];`,
  ],
  [
    "a key set of all keys of a secret",
    `declare const l: Activation; const set: pulumi.Output<string> = pulumi.all([l.live, l.pending]).apply((keys) => JSON.stringify(publicKey.publicJwks(keys.flatMap((key) => key?.publicKeyPem ?? []))));`,
  ],
];

/** What the types promise to refuse, and a part of what the compiler says. */
const BAD: readonly (readonly [string, string, RegExp])[] = [
  [
    "a modulus of 1024 bits",
    `new RsaKeyPair("k", { secretName: "a", modulusLength: 1024 });`,
    /Type '1024' is not assignable/,
  ],
  [
    "a modulus length as text",
    `new RsaKeyPair("k", { secretName: "a", modulusLength: "2048" });`,
    /Type 'string' is not assignable to type 'Input<2048 \| 3072 \| 4096>'/,
  ],
  [
    "an unknown private key format",
    `new RsaKeyPair("k", { secretName: "a", privateKeyFormat: "der" });`,
    /Type '"der"' is not assignable/,
  ],
  [
    "an unknown secret format",
    `new RsaKeyPair("k", { secretName: "a", secretFormat: "pkcs8" });`,
    /Type '"pkcs8"' is not assignable/,
  ],
  [
    "a value that a key pair does not have",
    `new RsaKeyPair("k", { secretName: "a", secretFields: { PrivateKey: "privateKey" } });`,
    /Type '"privateKey"' is not assignable/,
  ],
  [
    "a value that an API key does not have",
    `new ApiKey("k", { secretName: "a", generate: {}, secretFields: { api_key: "privateKeyPem" } });`,
    /Type '"privateKeyPem"' is not assignable/,
  ],
  [
    "an unknown input",
    `new RsaKeyPair("k", { secretName: "a", modulusLenght: 2048 });`,
    /'modulusLenght' does not exist/,
  ],
  [
    "a misspelt publishAs",
    `new RsaKeyPair("k", { secretName: "a", publishAs: "AWSPENDING" });`,
    /Type '"AWSPENDING"' is not assignable/,
  ],
  [
    "keepers that are no texts",
    `new RsaKeyPair("k", { secretName: "a", keepers: { rotation: 1 } });`,
    /Type 'number' is not assignable/,
  ],
  ["our hidden owner input", `new RsaKeyPair("k", { secretName: "a", owner: "p/s/k" });`, /'owner' does not exist/],
  [
    "a private key among the outputs",
    `new RsaKeyPair("k", { secretName: "a" }).privateKeyPem;`,
    /Property 'privateKeyPem' does not exist/,
  ],
  ["the value of an API key as input", `new ApiKey("a", { secretName: "a", value: "k" });`, /'value' does not exist/],
  [
    "the value of an API key among the outputs",
    `new ApiKey("a", { secretName: "a", generate: {} }).value;`,
    /Property 'value' does not exist/,
  ],
  [
    "an issued key in place of its source",
    `new ApiKey("a", { secretName: "a", issued: "key" });`,
    /Type 'string' is not assignable/,
  ],
  ["an issued key without a source", `new ApiKey("a", { secretName: "a", issued: {} });`, /not assignable/],
  [
    "an unknown encoding",
    `new ApiKey("a", { secretName: "a", generate: { encoding: "base32" } });`,
    /Type '"base32"' is not assignable/,
  ],
  [
    "an environment that is no text",
    `new ApiKey("a", { secretName: "a", generate: {}, environment: 1 });`,
    /Type 'number' is not assignable/,
  ],
  [
    "an activation without a candidate",
    `new Activation("l", { secretArn: "arn" });`,
    /Property 'candidate' is missing/,
  ],
  [
    "an activation without a secret",
    `declare const k: RsaKeyPair; new Activation("l", { candidate: k });`,
    /Property 'secretArn' is missing/,
  ],
  [
    "an unknown mode",
    `declare const k: RsaKeyPair; new Activation("l", { secretArn: "arn", candidate: k, mode: "auto" });`,
    /Type '"auto"' is not assignable/,
  ],
  [
    "a pending key taken for certain",
    `declare const l: Activation; l.pending.apply((key) => key.fingerprint);`,
    /possibly 'undefined'/,
  ],
  [
    "a request without an API key",
    `signRequest({ url: "u", timestamp: 1, privateKeyPem: "p" });`,
    /Property 'apiKey' is missing/,
  ],
  [
    "an unknown form of a public key",
    `publicKey.publicArtifact("p", "der");`,
    /Argument of type '"der"' is not assignable/,
  ],
  ["a comment on a JWK", `publicKey.publicArtifact("p", { form: "jwk", comment: "c" });`, /'comment' does not exist/],
  [
    "an unknown form of fingerprint",
    `publicKey.publicFingerprint("p", "sha1");`,
    /Argument of type '"sha1"' is not assignable/,
  ],
  [
    "an output overwritten",
    `new RsaKeyPair("k", { secretName: "a" }).fingerprint = pulumi.output("x");`,
    /read-only property/,
  ],
];

describe("the types of the package", function () {
  this.timeout(60_000);
  const compiler = new SnippetCompiler();

  for (const [what, snippet] of GOOD) {
    it(`take ${what}`, () => assert.deepEqual(compiler.errors(snippet), []));
  }

  for (const [what, snippet, message] of BAD) {
    it(`refuse ${what}`, () => {
      const errors = compiler.errors(snippet);
      assert.equal(errors.length, 1, errors.join("\n"));
      assert.match(errors[0] ?? "", message);
    });
  }
});

import * as assert from "node:assert/strict";
import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { publicArtifact, publicFingerprint, type FingerprintForm, type PublicArtifact } from "../../resources";
import { Scenario } from "../support/scenario";

interface Partner {
  readonly keyPair: object;
  readonly privateKeyFormat: string;
  readonly artifact: PublicArtifact;
  readonly fingerprintForm: FingerprintForm;
  /** How the stored private key begins. */
  readonly begins: RegExp;
}

/** A partner for each kind of key, with forms that differ as much as they can. */
const PARTNERS: Readonly<Record<string, Partner>> = {
  rsa: {
    keyPair: { rsa: { modulusLength: 2048 } },
    privateKeyFormat: "pkcs8-base64",
    artifact: "spki-base64",
    fingerprintForm: "spki-md5",
    begins: /^MII[A-Za-z0-9+/]+={0,2}$/,
  },
  p256: {
    keyPair: { ec: { namedCurve: "P-256" } },
    privateKeyFormat: "sec1",
    artifact: "spki-pem",
    fingerprintForm: "spki-sha256",
    begins: /^-----BEGIN EC PRIVATE KEY-----\n/,
  },
  p384: {
    keyPair: { ec: { namedCurve: "P-384" } },
    privateKeyFormat: "pkcs8-base64",
    artifact: { form: "jwk", alg: "ES384" },
    fingerprintForm: "jwk-thumbprint",
    begins: /^MI/,
  },
  p521: {
    keyPair: { ec: { namedCurve: "P-521" } },
    privateKeyFormat: "sec1",
    artifact: "openssh",
    fingerprintForm: "openssh-sha256",
    begins: /^-----BEGIN EC PRIVATE KEY-----\n/,
  },
  secp256k1: {
    keyPair: { ec: { namedCurve: "secp256k1" } },
    privateKeyFormat: "pkcs8",
    artifact: { form: "jwks", alg: "ES256K", kid: "acme" },
    fingerprintForm: "spki-md5",
    begins: /^-----BEGIN PRIVATE KEY-----\n/,
  },
  ed25519: {
    keyPair: { ed25519: {} },
    privateKeyFormat: "openssh",
    artifact: { form: "openssh", comment: "acme signer" },
    fingerprintForm: "openssh-sha256",
    begins: /^-----BEGIN OPENSSH PRIVATE KEY-----\n/,
  },
};
const NAMES = Object.keys(PARTNERS);

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { PartnerCredentials } from "pulumi-partner-keys/stacks";

const told: Record<string, object> = {};
for (const [name, args] of Object.entries(JSON.parse(process.env["PARTNERS"] ?? "{}"))) {
  const { publicKeyPem, pendingPublicKeyPem, upload, pendingUpload, handoff } = new PartnerCredentials(name, args as never);
  told[name] = { publicKeyPem, pendingPublicKeyPem, upload, pendingUpload, handoff };
}
export const partners = pulumi.jsonStringify(told);
`;

type Told = Readonly<Record<"publicKeyPem" | "pendingPublicKeyPem" | "upload" | "pendingUpload" | "handoff", string>>;
const secretOf = (name: string) => `${name}/production/private.pem`;

describe("engine: every kind of key pair, made, rotated, promoted, rolled back, changed and destroyed", () => {
  let scenario: Scenario;
  let first: Readonly<Record<string, Told>>;
  let second: Readonly<Record<string, Told>>;

  before(async () => {
    scenario = await Scenario.start({ program: PROGRAM, quick: true });
    await scenario.run(["stack", "init", "dev"]);
  });
  after(() => scenario.close());

  function env(more: (name: string, partner: Partner) => object = () => ({})): Record<string, string> {
    const partners = Object.entries(PARTNERS).map(([name, { begins: _begins, ...args }]) => {
      const shared = { partner: name, environment: "production", deletionProtection: true, recoveryWindowInDays: 7 };
      return [name, { ...shared, ...args, ...more(name, PARTNERS[name]!) }];
    });
    return { PARTNERS: JSON.stringify(Object.fromEntries(partners)), PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
  }
  const told = async () => JSON.parse(String((await scenario.project.outputs())["partners"])) as Record<string, Told>;
  const shown = (pem: string, name: string) => publicFingerprint(pem, PARTNERS[name]!.fingerprintForm);

  /** What AWS holds as live belongs to the public key that the stack tells. */
  async function assertLive(name: string, publicKeyPem: string): Promise<void> {
    const { value } = await scenario.readSecret(secretOf(name));
    if (value.includes("OPENSSH")) return; // OpenSSL reads none of these; ssh-keygen judges them in the unit tests
    const key = value.includes("-----")
      ? createPrivateKey(value)
      : createPrivateKey({ key: Buffer.from(value, "base64"), type: "pkcs8", format: "der" });
    const digest = createPublicKey(key).asymmetricKeyType === "ed25519" ? null : "sha256";
    assert.ok(verify(digest, Buffer.from("m"), publicKeyPem, sign(digest, Buffer.from("m"), key)), name);
  }

  it("makes each in its form, and tells exactly what is uploaded", async () => {
    await scenario.up(env());
    first = await told();
    assert.deepEqual(Object.keys(first).sort(), [...NAMES].sort());
    for (const [name, { publicKeyPem, upload, pendingUpload, handoff }] of Object.entries(first)) {
      const { begins, artifact } = PARTNERS[name]!;
      assert.match((await scenario.readSecret(secretOf(name))).value, begins, name);
      assert.equal(upload, publicArtifact(publicKeyPem, artifact));
      assert.equal(pendingUpload, "");
      assert.ok(handoff.includes(shown(publicKeyPem, name)), handoff);
      await assertLive(name, publicKeyPem);
    }
  });

  it("makes no AWS call and shows no diff when nothing changed", async () => {
    const { output } = await scenario.up(env());
    assert.deepEqual(scenario.operations(), []);
    assert.doesNotMatch(output, /[~+-] +pulumi-nodejs:/);
  });

  it("stages a rotation of each, and the live key stays", async () => {
    await scenario.up(env(() => ({ rotation: "2" })));
    second = await told();
    for (const [name, { publicKeyPem, pendingPublicKeyPem, pendingUpload, handoff }] of Object.entries(second)) {
      assert.equal(publicKeyPem, first[name]!.publicKeyPem);
      assert.equal(pendingUpload, publicArtifact(pendingPublicKeyPem, PARTNERS[name]!.artifact));
      assert.ok(handoff.includes(shown(pendingPublicKeyPem, name)), handoff);
      await assertLive(name, publicKeyPem);
    }
  });

  it("promotes each by the fingerprint that its partner shows", async () => {
    await scenario.up(env((name) => ({ rotation: "2", ...acknowledge(name, second[name]!.pendingPublicKeyPem) })));
    for (const [name, { publicKeyPem, pendingUpload }] of Object.entries(await told())) {
      assert.equal(publicKeyPem, second[name]!.pendingPublicKeyPem);
      assert.equal(pendingUpload, "");
      await assertLive(name, publicKeyPem);
    }
  });

  it("rolls each back", async () => {
    await scenario.up(env((name) => ({ rotation: "2", ...acknowledge(name, first[name]!.publicKeyPem) })));
    for (const [name, { publicKeyPem }] of Object.entries(await told())) {
      assert.equal(publicKeyPem, first[name]!.publicKeyPem);
      await assertLive(name, publicKeyPem);
    }
  });

  const acknowledge = (name: string, pem: string) => ({ acknowledgedFingerprint: shown(pem, name) });
  /** Each partner asks for the kind of the next one from now on. */
  const changed = (name: string): Partner => PARTNERS[NAMES[(NAMES.indexOf(name) + 1) % NAMES.length]!]!;
  const ofNext = (name: string) => {
    const { keyPair, privateKeyFormat, artifact, fingerprintForm } = changed(name);
    return { rotation: "2", keyPair, privateKeyFormat, artifact, fingerprintForm };
  };

  it("tells in the preview that a key of another kind is a rotation in the same secret", async () => {
    const { output } = await scenario.run(["preview"], env(ofNext));
    assert.match(output, /a new EC key pair takes its place/);
    assert.match(output, /a new Ed25519 key pair takes its place/);
    assert.match(output, /a new RSA key pair takes its place/);
    assert.match(output, /a new key is made and stays pending; SHA256:\S+ stays live until/);
  });

  it("stages a key of another kind in the same secret: the live one stays, under deletionProtection too", async () => {
    const secrets = await scenario.secretNames();
    await scenario.up(env(ofNext));
    assert.deepEqual(await scenario.secretNames(), secrets);
    assert.ok(!scenario.operations().includes("CreateSecret"), "the ARN is known: no name is tried");
    assert.ok(!scenario.operations().includes("DeleteSecret"));
    for (const [name, { publicKeyPem, pendingUpload, pendingPublicKeyPem }] of Object.entries(await told())) {
      assert.equal(publicKeyPem, first[name]!.publicKeyPem);
      assert.equal(pendingUpload, publicArtifact(pendingPublicKeyPem, changed(name).artifact));
      await assertLive(name, publicKeyPem);
    }
  });

  it("finds nothing to do then, and makes no AWS call", async () => {
    await scenario.up(env(ofNext));
    assert.deepEqual(scenario.operations(), []);
  });

  it("promotes a key of another kind when it is acknowledged", async () => {
    const { [NAMES[0]!]: _, ...waiting } = await told();
    const all = await told();
    await scenario.up(
      env((name) => ({
        ...ofNext(name),
        acknowledgedFingerprint: publicFingerprint(all[name]!.pendingPublicKeyPem, changed(name).fingerprintForm),
      })),
    );
    assert.ok(Object.keys(waiting).length > 0);
    for (const [name, { publicKeyPem }] of Object.entries(await told())) {
      assert.equal(publicKeyPem, all[name]!.pendingPublicKeyPem);
      assert.match((await scenario.readSecret(secretOf(name))).value, changed(name).begins);
      await assertLive(name, publicKeyPem);
    }
  });

  for (const [what, args, message] of [
    [
      "pkcs1 for EC",
      { keyPair: { ec: { namedCurve: "P-256" } }, privateKeyFormat: "pkcs1" },
      /privateKeyFormat: "pkcs1" is not allowed, allowed: "pkcs8", "sec1", "pkcs8-base64"/,
    ],
    [
      "secp256k1 as SSH key",
      { keyPair: { ec: { namedCurve: "secp256k1" } }, artifact: "openssh" },
      /artifact: writing public key for SSH: it is a key of type secp256k1/,
    ],
    [
      "Qredo's digits for EC",
      { keyPair: { ec: { namedCurve: "P-256" } }, fingerprintForm: "qredo" },
      /fingerprintForm: .*it is a key of type P-256, and the 4 digits are Qredo's/,
    ],
    [
      "an unknown curve",
      { keyPair: { ec: { namedCurve: "P-224" } } },
      /keyPair: .* is not allowed, allowed: ec: an object whose namedCurve is "P-256"/,
    ],
    ["two kinds at once", { keyPair: { rsa: {}, ed25519: {} } }, /keyPair: .* allowed: exactly one of \{ rsa/],
  ] as const) {
    it(`refuses ${what} in one line, and nothing is made`, async () => {
      const one = { partner: "bad", environment: "sandbox", ...args };
      const { code, output } = await scenario.attempt(["up", "--yes", "--skip-preview"], {
        ...env(),
        PARTNERS: JSON.stringify({ ...(JSON.parse(env(ofNext)["PARTNERS"]!) as object), bad: one }),
      });
      assert.notEqual(code, 0);
      assert.match(output, message);
      assert.ok(!(await scenario.secretNames()).some((name) => name.startsWith("bad/")));
    });
  }

  it("destroys all of them", async () => {
    await scenario.up(env((name) => ({ ...ofNext(name), deletionProtection: false })));
    await scenario.run(["destroy", "--yes", "--skip-preview"]);
    assert.deepEqual(await scenario.secretNames(), []);
  });
});

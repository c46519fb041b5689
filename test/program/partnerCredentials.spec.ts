import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { PartnerCredentials, type PartnerCredentialsArgs } from "../../stacks";
import { ARGUMENTS, type Argument, type ArgumentName } from "../../stacks/arguments";
import { judgeArgs, judgedLater } from "../../stacks/judgeArgs";
import { publicKeyFingerprint } from "../../resources/crypto/publicKey/fingerprint";
import { makeSigningRequest } from "../../resources/crypto/x509/signingRequest";
import { publicFingerprint } from "../../resources/partners/fingerprintForms";
import * as keys from "../support/declaredKeys";
import { MockedProgram, plain } from "../support/mockedProgram";
import { selfSigned } from "../support/selfSigned";

const COMPONENT = "partnerkeys:index:PartnerCredentials";
const BASE = { partner: "qredo", apiKey: { issued: { env: "PARTNER_API_KEY" } } } as const;
const SANDBOX: PartnerCredentialsArgs = { ...BASE, environment: "sandbox" };
const PRODUCTION: PartnerCredentialsArgs = { ...BASE, environment: "production" };

function declare(args: PartnerCredentialsArgs, config: Record<string, string> = {}) {
  const program = MockedProgram.start(keys.KEY_ANSWERS, config);
  const credentials = new PartnerCredentials("partner", args, program.watched);
  const inputsOf = async (type: string, name: string) => {
    const declared = await program.declared();
    return (
      declared.get(`${COMPONENT}$${type}::${name}`) ??
      assert.fail(`no ${type} ${name} among ${[...declared.keys()].join(", ")}`)
    );
  };
  return {
    program,
    credentials,
    apiKey: () => inputsOf(keys.API_KEY, "partner-api-key"),
    keyPair: () => inputsOf(keys.RSA_KEY_PAIR, "partner-key-pair"),
    activation: () => inputsOf(keys.ACTIVATION, "partner-activation"),
    apiKeyActivation: () => inputsOf(keys.ACTIVATION, "partner-api-key-activation"),
  };
}

describe("PartnerCredentials", () => {
  it("declares an API key, a key pair and an activation of each as its children, and nothing else", async () => {
    assert.deepEqual([...(await declare(SANDBOX).program.declared()).keys()].sort(), [
      `${COMPONENT}$${keys.ACTIVATION}::partner-activation`,
      `${COMPONENT}$${keys.ACTIVATION}::partner-api-key-activation`,
      `${COMPONENT}$${keys.API_KEY}::partner-api-key`,
      `${COMPONENT}$${keys.RSA_KEY_PAIR}::partner-key-pair`,
      `${COMPONENT}::partner`,
    ]);
  });

  it("takes a kind of key pair beside one that is absent", async () => {
    const keyPair = { ec: undefined, rsa: { modulusLength: 3072 } } as PartnerCredentialsArgs["keyPair"] & object;
    assert.equal((await declare({ ...SANDBOX, keyPair }).keyPair())["modulusLength"], 3072);
  });

  describe("refuses, before it declares anything, in one message", () => {
    const rows: readonly (readonly [string, object, RegExp])[] = [
      [
        "an environment that is none",
        { environment: "Production" },
        /environment: "Production" is not allowed, allowed: sandbox, production or another name/,
      ],
      ["no partner", { partner: undefined }, /partner: missing/],
      ["an empty partner", { partner: "" }, /partner: "" is not allowed/],
      [
        "a name that is none",
        { rotateAfterDay: 90 },
        /rotateAfterDay: unknown argument, did you mean rotateAfterDays\? allowed: partner, environment/,
      ],
      [
        "an artifact with a comment of two lines",
        { artifact: { form: "openssh", comment: "a\nb" } },
        /artifact: .* is not allowed, allowed: an object whose comment is one line of at most 200 characters/,
      ],
      [
        "an artifact with an empty kid",
        { artifact: { form: "jwk", kid: "" } },
        /artifact: .* allowed: an object whose kid is one line of at most 200 characters/,
      ],
      [
        "an artifact of another use",
        { artifact: { form: "jwks", use: "sign" } },
        /allowed: an object whose use is "sig", "enc"/,
      ],
      ["two kinds of key pair", { keyPair: { rsa: {}, ed25519: {} } }, /keyPair: .* allowed: exactly one of/],
      [
        "a rotation that is a number",
        { rotation: 202611 },
        /^ {2}rotation: a value of type number is not allowed, allowed: a text, in quotes/m,
      ],
      [
        "a rotation that is a boolean",
        { rotation: true },
        /^ {2}rotation: a value of type boolean is not allowed, allowed: a text, in quotes/m,
      ],
      ["an inherited name", { constructor: 1 }, /constructor: unknown argument/],
      [
        "an API key in place of its source",
        { apiKey: "0f8fad5b-d9cb-469f-a165-70867728950e" },
        /apiKey: a value of type string \(36 characters\) is not allowed, allowed: \{ issued \}/,
      ],
      [
        "a kind of key that is an output",
        { keyPair: pulumi.output({ ec: { namedCurve: "P-256" } }) },
        /keyPair: an output is/,
      ],
      [
        "one that is a promise",
        { keyPair: Promise.resolve({ ed25519: {} }) },
        /an output is not allowed, allowed: a plain value/,
      ],
      ["an API key of null", { apiKey: null }, /apiKey: null is not allowed, allowed: \{ issued \} or \{ generate \}/],
    ];
    for (const [what, wrong, told] of rows)
      it(what, async () => {
        const program = MockedProgram.start(keys.KEY_ANSWERS);
        const args = { ...PRODUCTION, ...wrong };
        assert.throws(() => new PartnerCredentials("partner", args, program.watched), told);
        assert.deepEqual([...(await program.declared()).keys()], [`${COMPONENT}::partner`]);
      });

    it("all that is wrong at once, and no long text", () => {
      MockedProgram.start(keys.KEY_ANSWERS);
      const args = { environment: "x".repeat(100), surprise: 1 } as object as PartnerCredentialsArgs;
      assert.throws(
        () => new PartnerCredentials("partner", args),
        (error: Error) => {
          assert.deepEqual(error.message.match(/^ {2}\w+/gm), ["  environment", "  surprise", "  partner"]);
          return !error.message.includes("x".repeat(61));
        },
      );
    });
  });

  it("has no default name where an output says nothing: the check of the key then asks for one", async () => {
    const nothing = pulumi.output(undefined as never);
    const { keyPair, apiKey } = declare({ ...BASE, environment: nothing });
    for (const inputs of [await keyPair(), await apiKey()]) assert.equal(inputs["secretName"], undefined);
  });

  it("takes any text for a partner", async () => {
    const { keyPair } = declare({ ...SANDBOX, partner: "Acme Bank", privateKeySecretName: "acme/key" });
    assert.equal((await keyPair())["secretName"], "acme/key");
  });

  it("guards every environment but a sandbox as production is", async () => {
    for (const environment of ["staging", "uat-2", pulumi.output("production")]) {
      const { activation, keyPair, apiKey } = declare({ ...BASE, environment });
      assert.equal((await activation())["mode"], "acknowledged");
      for (const inputs of [await keyPair(), await apiKey()]) assert.equal(inputs["deletionProtection"], true);
    }
    const { keyPair } = declare({ ...BASE, environment: "staging" });
    assert.equal((await keyPair())["secretName"], "qredo/staging/private.pem");
  });

  it("takes no environment but a sandbox for one, also where it is an output", async () => {
    MockedProgram.start(keys.KEY_ANSWERS);
    const environment = pulumi.output("a/b");
    const judged = judgeArgs("partner", { ...BASE, environment }).environment;
    await assert.rejects(plain(judged), /environment: "a\/b" is not allowed/);
  });

  it("refuses a rotation that turns out to be a number under the name that was written", async () => {
    MockedProgram.start(keys.KEY_ANSWERS);
    for (const rotation of [pulumi.output(202611), Promise.resolve(202611)]) {
      const judged = judgedLater("partner", "rotation", rotation as unknown as pulumi.Output<string>);
      await assert.rejects(
        plain(pulumi.output(judged)),
        /rotation: a value of type number is not allowed, allowed: a text, in quotes/,
      );
    }
    assert.equal(await plain(pulumi.output(judgedLater("partner", "rotation", pulumi.output("2026")))), "2026");
  });

  it("of a sandbox is immediate and can be deleted", async () => {
    const { apiKey, keyPair, activation } = declare(SANDBOX);
    assert.deepEqual(await apiKey(), {
      issued: { env: "PARTNER_API_KEY" },
      environment: "sandbox",
      publishAs: "pending",
      secretName: "qredo/sandbox/apikey",
      description: "API key for qredo (sandbox)",
      deletionProtection: false,
      owner: "partner-keys/test/partner-api-key",
      __provider: keys.PROVIDER_TEXT("ApiKey"),
    });
    assert.deepEqual(await keyPair(), {
      secretName: "qredo/sandbox/private.pem",
      description: "RSA private key that signs requests to qredo (sandbox)",
      publishAs: "pending",
      deletionProtection: false,
      owner: "partner-keys/test/partner-key-pair",
      __provider: keys.PROVIDER_TEXT("RsaKeyPair"),
    });
    assert.deepEqual(await activation(), {
      secretArn: keys.PRIVATE_KEY_ARN,
      candidate: { ...keys.PENDING, createdAt: "2030-01-01T00:00:00.000Z" },
      mode: "immediate",
      owner: "partner-keys/test/partner-activation",
      __provider: keys.PROVIDER_TEXT("Activation"),
    });
  });

  it("of production wants an acknowledgement and is protected", async () => {
    const { apiKey, keyPair, activation } = declare(PRODUCTION);
    assert.equal((await apiKey())["deletionProtection"], true);
    assert.equal((await keyPair())["deletionProtection"], true);
    assert.equal((await keyPair())["secretName"], "qredo/production/private.pem");
    assert.equal((await activation())["mode"], "acknowledged");
  });

  it("lets the config decide against both defaults", async () => {
    const { apiKey, keyPair, activation } = declare({
      ...PRODUCTION,
      activation: "immediate",
      deletionProtection: false,
    });
    assert.deepEqual([(await apiKey())["deletionProtection"], (await keyPair())["deletionProtection"]], [false, false]);
    assert.equal((await activation())["mode"], "immediate");
  });

  it("hands every choice to the resource it is for", async () => {
    const secret = { kmsKeyId: "alias/partner", tags: { team: "a" }, recoveryWindowInDays: 7 };
    const { apiKey, keyPair, activation } = declare({
      ...PRODUCTION,
      ...secret,
      apiKey: { generate: { bytes: 16 } },
      privateKeySecretName: "one",
      apiKeySecretName: "two",
      modulusLength: 4096,
      privateKeyFormat: "pkcs8",
      secretFormat: "json",
      region: "eu-west-1",
      rotation: "2030-01",
      rotateAfterDays: 90,
      acknowledgedFingerprint: "a8d4",
      retirePreviousAfterHours: 72,
    });
    const pick = (inputs: Readonly<Record<string, unknown>>, expected: object) =>
      assert.deepEqual(Object.fromEntries(Object.keys(expected).map((name) => [name, inputs[name]])), expected);
    pick(await apiKey(), {
      ...secret,
      secretName: "two",
      region: "eu-west-1",
      generate: { bytes: 16 },
      issued: undefined,
      keepers: undefined,
    });
    pick(await keyPair(), {
      ...secret,
      secretName: "one",
      modulusLength: 4096,
      privateKeyFormat: "pkcs8",
      secretFormat: "json",
      region: "eu-west-1",
      rotateAfterDays: 90,
      keepers: { rotation: "2030-01" },
    });
    pick(await activation(), {
      acknowledgedFingerprint: "a8d4",
      retirePreviousAfterHours: 72,
      region: "eu-west-1",
    });
  });

  /** A value of each argument that goes to a child as it is, and the children that have to get it. */
  const HANDED: Readonly<
    Partial<Record<ArgumentName, readonly [value: unknown, ...children: Argument["goesTo"] & object]>>
  > = {
    environment: ["production", "apiKey"],
    modulusLength: [4096, "keyPair"],
    issued: [{ env: "ACME_PRIVATE_KEY" }, "keyPair"],
    privateKeyFormat: ["pkcs8", "keyPair"],
    secretFormat: ["json", "keyPair"],
    secretFields: [{ user: { constant: "acme" }, private_key: "privateKeyPem" }, "keyPair"],
    certificate: [{ subject: { commonName: "a" }, validityDays: 365 }, "keyPair"],
    signingRequest: [{ subject: { commonName: "a" } }, "keyPair"],
    rotateAfterDays: [90, "keyPair"],
    standby: [true, "keyPair"],
    acknowledgedFingerprint: ["a8d4", "keyPairActivation"],
    acknowledgedStandbyFingerprint: ["a8d4", "keyPairActivation"],
    acknowledgedKeyId: ["a-kid", "keyPairActivation"],
    jwksUrl: ["https://keys.example.com/jwks.json", "keyPairActivation"],
    publishedForHours: [48, "keyPairActivation"],
    retirePreviousAfterHours: [72, "keyPairActivation"],
    retirePreviousWhenUnreadForDays: [30, "keyPairActivation"],
    adoptVersionId: ["f".repeat(36), "apiKeyActivation", "keyPairActivation"],
    discardVersionId: ["f".repeat(36), "apiKeyActivation", "keyPairActivation"],
    compromised: [[`SHA256:${"A".repeat(43)}=`], "keyPair", "keyPairActivation"],
    recoveryWindowInDays: [7, "apiKey", "keyPair"],
    kmsKeyId: ["alias/partner", "apiKey", "keyPair"],
    tags: [{ team: "a" }, "apiKey", "keyPair"],
    region: ["eu-west-1", "apiKey", "apiKeyActivation", "keyPair", "keyPairActivation"],
  };

  it("hands on what its table says", () => {
    const handed = Object.entries<Argument>(ARGUMENTS).filter(([, { goesTo }]) => goesTo !== undefined);
    assert.deepEqual(handed.map(([name]) => name).sort(), Object.keys(HANDED).sort());
  });

  for (const [name, [value, ...children]] of Object.entries(HANDED))
    it(`hands ${name} to ${children.join(", ")}, and to nothing else`, async () => {
      // Not issued, so that no child has an issued of its own
      const apiKeySource = { generate: {} };
      const { apiKey, apiKeyActivation, keyPair, activation } = declare({
        ...{ ...PRODUCTION, apiKey: apiKeySource },
        [name]: value,
      });
      const inputs = { apiKey, apiKeyActivation, keyPair, keyPairActivation: activation };
      for (const [child, inputsOf] of Object.entries(inputs)) {
        const expected = children.some((one) => one === child) ? value : undefined;
        assert.deepEqual((await inputsOf())[name], expected, child);
      }
    });

  it("takes the region from the config of the AWS provider", async () => {
    const { apiKey, keyPair, activation } = declare(SANDBOX, { "aws:region": "eu-west-1" });
    for (const inputs of [await apiKey(), await keyPair(), await activation()])
      assert.equal(inputs["region"], "eu-west-1");
  });

  it("publishes the live key and the pending one, none of it as a secret", async () => {
    const { credentials } = declare({ ...PRODUCTION, rotateAfterDays: 90 });
    assert.equal(await plain(credentials.publicKeyPem), keys.LIVE.publicKeyPem);
    assert.equal(await plain(credentials.publicKeyFingerprint), keys.LIVE.fingerprint);
    assert.equal(await plain(credentials.pendingPublicKeyPem), keys.PENDING.publicKeyPem);
    assert.equal(await plain(credentials.pendingFingerprint), keys.PENDING.fingerprint);
    assert.equal(await plain(credentials.privateKeySecretArn), keys.PRIVATE_KEY_ARN);
    assert.equal(await plain(credentials.apiKeySecretArn), keys.API_KEY_ARN);
    assert.equal(await plain(credentials.rotationDueAt), "2030-04-01T00:00:00.000Z");
    const handoff = await plain(credentials.handoff);
    assert.match(handoff, /^Upload the pending key of qredo production to the partner\.\n/);
    assert.ok(handoff.includes(`\n${keys.PENDING.publicKeyPem}`), handoff);
    assert.ok(
      handoff.includes(`acknowledgedFingerprint of PartnerCredentials "partner" to "${keys.PENDING.fingerprint}"`),
    );
  });

  it("says in handoff alone that the live key is known by tags alone", async () => {
    const activation = keys.KEY_ANSWERS[keys.ACTIVATION] ?? assert.fail();
    const program = MockedProgram.start({
      ...keys.KEY_ANSWERS,
      [keys.ACTIVATION]: (inputs) => ({ ...activation(inputs), knownByTagsAlone: true }),
    });
    const marked = new PartnerCredentials("partner", PRODUCTION, program.watched);
    assert.match(await plain(marked.handoff), /^The live key \S+ .*is known by tags alone/m);
    assert.equal(await plain(marked.publicKeyPem), keys.LIVE.publicKeyPem);
    assert.equal(await plain(marked.upload), keys.LIVE.publicKeyPem);
  });

  it("takes outputs of other resources for every choice, and declares the same", async () => {
    const args: PartnerCredentialsArgs = {
      ...{ partner: "qredo", environment: "production", kmsKeyId: "alias/partner", tags: { team: "a" } },
      ...{ recoveryWindowInDays: 7, rotation: "2030-01", rotateAfterDays: 90, privateKeySecretName: "one" },
      ...{ apiKeySecretName: "two", activation: "acknowledged", acknowledgedFingerprint: "a8d4" },
    };
    const asOutputs = Object.fromEntries(Object.entries(args).map(([name, value]) => [name, pulumi.output(value)]));
    const apiKey = { generate: {} };
    const plainly = declare({ ...args, apiKey });
    const declared = [await plainly.apiKey(), await plainly.keyPair(), await plainly.activation()];
    const lifted = declare({ ...(asOutputs as unknown as PartnerCredentialsArgs), apiKey });
    assert.deepEqual([await lifted.apiKey(), await lifted.keyPair(), await lifted.activation()], declared);
  });

  it("does without an API key", async () => {
    const { program, credentials } = declare({ partner: "qredo", environment: "production" });
    assert.deepEqual(
      [...(await program.declared()).keys()].filter((name) => name.includes("api-key")),
      [],
    );
    for (const output of [credentials.apiKeySecretArn, credentials.apiKeyVersionId, credentials.apiKeyFingerprint])
      assert.equal(await plain(output), "");
  });

  it("publishes the live versions, the facts of the API key and the key to roll back to", async () => {
    const { credentials } = declare(PRODUCTION);
    assert.equal(await plain(credentials.privateKeyVersionId), keys.LIVE.versionId);
    assert.equal(await plain(credentials.previousFingerprint), "");
    assert.equal(await plain(credentials.previousPublicKeyPem), "");
    assert.notEqual(await plain(credentials.apiKeyVersionId), "");
    assert.match(await plain(credentials.apiKeyFingerprint), /^SHA256:/);
  });

  it("names in hand-off and overview an API key that was generated, and no other", async () => {
    for (const [apiKey, isNamed] of [
      [{ generate: {} }, true],
      [{ issued: { env: "PARTNER_API_KEY" } }, false],
    ] as const) {
      const { credentials } = declare({ ...PRODUCTION, apiKey });
      const texts = [await plain(credentials.handoff), await plain(credentials.overview)];
      const arn = await plain(credentials.apiKeySecretArn);
      assert.deepEqual(
        texts.map((text) => text.includes(arn)),
        [isNamed, isNamed],
        texts.join("\n"),
      );
    }
  });

  it("throws nowhere under the plain mocks of a user's own unit test, which answer with the inputs", async () => {
    await pulumi.runtime.setMocks(
      { newResource: ({ name, inputs }) => ({ id: name, state: inputs as object }), call: () => ({}) },
      "users-project",
      "test",
    );
    const credentials = new PartnerCredentials("partner", { ...PRODUCTION, rotateAfterDays: 90 });
    const outputs = Object.values(credentials).filter((value) => pulumi.Output.isInstance(value));
    assert.ok(outputs.length >= 14);
    for (const output of outputs) {
      const value: unknown = await plain(output);
      assert.ok(typeof value === "string", JSON.stringify(value));
    }
    assert.equal(await plain(credentials.publicKeyPem), "");
    assert.equal(await plain(credentials.rotationDueAt), "");
    assert.equal(await plain(credentials.handoff), "");
  });

  it("publishes empty texts where nothing is pending and nothing falls due", async () => {
    const { credentials } = declare(SANDBOX);
    assert.equal(await plain(credentials.publicKeyPem), keys.PENDING.publicKeyPem);
    for (const output of [credentials.pendingPublicKeyPem, credentials.pendingFingerprint, credentials.rotationDueAt]) {
      assert.equal(await plain(output), "");
    }
  });

  describe("with a certificate and a signing request", () => {
    const subject = { commonName: "signer", organization: pulumi.output("Acme Ltd") };
    const asked = { certificate: { subject, validityDays: 365 }, signingRequest: { subject } };
    const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const publicKeyPem = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
    const certificatePem = selfSigned(pair.privateKey, new Date("2030-01-01T00:00:00Z"), 365);
    const signingRequestPem = makeSigningRequest(pair.privateKey, { subject: { commonName: "signer" } });
    const made = { ...keys.PENDING, fingerprint: publicKeyFingerprint(publicKeyPem), publicKeyPem, certificatePem };
    const declareMade = (args: Partial<PartnerCredentialsArgs>, live: object) => {
      const program = MockedProgram.start({
        ...keys.KEY_ANSWERS,
        [keys.RSA_KEY_PAIR]: () => ({ ...made, signingRequestPem, secretArn: keys.PRIVATE_KEY_ARN, drift: "" }),
        [keys.ACTIVATION]: () => live,
      });
      return new PartnerCredentials("partner", { ...PRODUCTION, ...asked, ...args }, program.watched);
    };

    it("publishes those of the live key, and uploads them", async () => {
      for (const [artifact, upload] of [
        ["x509-pem", certificatePem],
        ["csr-pem", signingRequestPem],
      ] as const) {
        const credentials = declareMade({ artifact }, { live: made });
        assert.equal(await plain(credentials.certificatePem), certificatePem);
        assert.equal(await plain(credentials.certificateEndsAt), "2031-01-01T00:00:00.000Z");
        assert.equal(await plain(credentials.pendingCertificatePem), "");
        assert.equal(await plain(credentials.signingRequestPem), signingRequestPem);
        assert.equal(await plain(credentials.upload), upload);
        assert.equal(await plain(credentials.pendingUpload), "");
      }
    });

    it("publishes those of the pending key, and of a live one that is known by tags alone none", async () => {
      const pending = { live: keys.LIVE, pending: made };
      for (const [artifact, upload] of [
        ["x509-pem", certificatePem],
        ["csr-pem", signingRequestPem],
      ] as const) {
        const credentials = declareMade({ artifact }, pending);
        for (const output of [credentials.certificatePem, credentials.certificateEndsAt, credentials.upload])
          assert.equal(await plain(output), "");
        assert.equal(await plain(credentials.pendingCertificatePem), certificatePem);
        assert.equal(await plain(credentials.pendingUpload), upload);
      }
      const { handoff } = declareMade({ fingerprintForm: "x509-sha1" }, pending);
      assert.ok((await plain(handoff)).includes(publicFingerprint(certificatePem, "x509-sha1")));
    });

    it("gives the activation the certificate, and nothing where there is none", async () => {
      const candidateOf = async (args: Partial<PartnerCredentialsArgs>, answer: object) => {
        const program = MockedProgram.start({ ...keys.KEY_ANSWERS, [keys.RSA_KEY_PAIR]: () => answer });
        new PartnerCredentials("partner", { ...PRODUCTION, ...args }, program.watched);
        return (await program.declared()).get(`${COMPONENT}$${keys.ACTIVATION}::partner-activation`)?.["candidate"];
      };
      assert.deepEqual(await candidateOf(asked, { ...made, signingRequestPem }), made);
      assert.deepEqual(await candidateOf({}, keys.PENDING), keys.PENDING);
    });

    for (const [given, needed] of [
      [{ artifact: "x509-pem" }, 'artifact: "x509-pem" needs certificate, which is missing'],
      [{ artifact: "x509-der-base64" }, 'artifact: "x509-der-base64" needs certificate, which is missing'],
      [{ artifact: "csr-pem" }, 'artifact: "csr-pem" needs signingRequest, which is missing'],
      [{ fingerprintForm: "x509-sha256" }, 'fingerprintForm: "x509-sha256" needs certificate, which is missing'],
      [
        { certificate: pulumi.output({}) as never },
        "certificate: an output is not allowed, allowed: a plain value: an object with subject",
      ],
      [
        { signingRequest: "CN=a" as never },
        "signingRequest: a value of type string (4 characters) is not allowed, allowed: an object with subject",
      ],
    ] as const)
      it(`is missed by ${needed}`, () => {
        const args = { ...PRODUCTION, ...given } as PartnerCredentialsArgs;
        assert.throws(() => declare(args), { message: `PartnerCredentials partner:\n  ${needed}` });
      });
  });

  it("is known by its class, and a key is not", () => {
    const { credentials } = declare(SANDBOX);
    assert.equal(PartnerCredentials.__pulumiType, "partnerkeys:index:PartnerCredentials");
    assert.ok(PartnerCredentials.isInstance(credentials));
    assert.ok(!PartnerCredentials.isInstance(new pulumi.ComponentResource("acme:index:Other", "other")));
    assert.ok(!PartnerCredentials.isInstance(undefined));
  });
});

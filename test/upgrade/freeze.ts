/**
 * Freezes the state that today's version leaves behind, for the upgrade tests of all later ones. Once per release:
 *
 *     npm run build && node -r ts-node/register/transpile-only test/upgrade/freeze.ts
 */
import { generateKeyPairSync } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as sdk from "@aws-sdk/client-secrets-manager";
import { JwksPartner } from "../support/jwksPartner";
import { issuedKey } from "../support/programs";
import { Scenario } from "../support/scenario";
import { StandInAws } from "../support/standInAws";
import { REPOSITORY } from "../../workbench/repository";
import {
  ACKNOWLEDGED_FILE,
  BORROWED,
  CERTIFIED_FILE,
  describeSecret,
  FROZEN_FILE,
  STACK,
  UNDER_AWS_FILE,
  type FrozenState,
} from "./frozenState";

const PROGRAM = `import { ApiKey, RsaKeyPair } from "pulumi-partner-keys";
import { PartnerCredentials } from "pulumi-partner-keys/stacks";

const rotation = process.env["ROTATION"] ?? "";
const acknowledgedFingerprint = process.env["ACKNOWLEDGED"];
const owned = { keepers: { rotation }, tags: { team: "payments" }, description: "frozen", recoveryWindowInDays: 7 };

const plain = new RsaKeyPair("plain", { secretName: "acme/plain.pem" });
const signer = new RsaKeyPair("signer", { ...owned, secretName: "acme/owned.pem", modulusLength: 3072 });
const borrower = new RsaKeyPair("borrower", {
  secretId: "${BORROWED}",
  keepers: { rotation },
  secretFormat: "json",
  privateKeyFormat: "pkcs8",
});
const generated = new ApiKey("generated", {
  ...owned,
  secretName: "acme/generated",
  generate: { bytes: 24, encoding: "hex", prefix: "sk_" },
});
const issued = new ApiKey("issued", {
  secretName: "acme/issued",
  issued: { env: "PARTNER_API_KEY" },
  environment: "sandbox",
});
const credentials = new PartnerCredentials("partner", {
  partner: "acme",
  environment: "production",
  apiKey: { generate: {} },
  rotation,
  deletionProtection: false,
  recoveryWindowInDays: 7,
  ...(acknowledgedFingerprint === undefined ? {} : { acknowledgedFingerprint }),
});

export const fingerprints = [plain, signer, borrower, generated, issued].map((key) => key.fingerprint);
export const publicKeyPem = credentials.publicKeyPem;
export const publicKeyFingerprint = credentials.publicKeyFingerprint;
export const pendingFingerprint = credentials.pendingFingerprint;
`;

/** One resource each that is given, and that inherits, an aws provider. */
const UNDER_AWS = `import * as aws from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { RsaKeyPair } from "pulumi-partner-keys";
import { PartnerCredentials } from "pulumi-partner-keys/stacks";

const provider = new aws.Provider("prod", { region: "us-east-1" });
const args = { environment: "sandbox", apiKey: { generate: {} }, recoveryWindowInDays: 7 } as const;
new PartnerCredentials("given", { partner: "given", ...args }, { provider });
const parent = new pulumi.ComponentResource("acme:index:Team", "team", {}, { providers: { aws: provider } });
new PartnerCredentials("inherited", { partner: "inherited", ...args }, { parent });
new RsaKeyPair("bare", { secretName: "acme/bare", recoveryWindowInDays: 7 }, { parent });
`;

/** A key with all that its private key signs, staged once, and one that was taken over. */
const CERTIFIED = `import { EcKeyPair, RsaKeyPair } from "pulumi-partner-keys";
import { PartnerCredentials } from "pulumi-partner-keys/stacks";

const acknowledgedFingerprint = process.env["ACKNOWLEDGED"];
const subject = { country: "DE", organization: "Acme Ltd", commonName: "acme-signer" };
const credentials = new PartnerCredentials("partner", {
  partner: "acme",
  environment: "production",
  privateKeyFormat: "pkcs8",
  secretFormat: "json",
  rotation: process.env["ROTATION"] ?? "",
  certificate: { subject, validityDays: 7300, dnsNames: ["signer.example.com"] },
  signingRequest: { subject: [{ commonName: "acme-signer" }, { organization: "Acme Ltd" }] },
  artifact: "x509-pem",
  fingerprintForm: "x509-sha1",
  deletionProtection: false,
  recoveryWindowInDays: 7,
  ...(acknowledgedFingerprint === undefined ? {} : { acknowledgedFingerprint }),
});
const taken = new RsaKeyPair("taken", { secretName: "acme/taken.pem", issued: { env: "TAKEN_PRIVATE_KEY" } });
const curve = new EcKeyPair("curve", {
  secretName: "acme/curve.pem",
  namedCurve: "P-384",
  certificate: { subject: { commonName: "curve" }, validityDays: 7300 },
});

export const { publicKeyFingerprint, pendingFingerprint, certificatePem, pendingCertificatePem } = credentials;
export const { signingRequestPem } = credentials;
export const fingerprints = [taken, curve].map((key) => key.fingerprint);
export const curveCertificatePem = curve.certificatePem;
`;

/** A live key with the id that the partner gave it, beside a pending one; and a pending key that was seen in its document. */
const ACKNOWLEDGED = `import { PartnerCredentials } from "pulumi-partner-keys/stacks";

const args = {
  environment: "production",
  keyPair: { ec: { namedCurve: "P-256" } },
  rotation: process.env["ROTATION"] ?? "",
  deletionProtection: false,
  recoveryWindowInDays: 7,
} as const;
const acknowledgedFingerprint = process.env["ACKNOWLEDGED"];
const acknowledgedKeyId = process.env["KEY_ID"];
const assigned = new PartnerCredentials("assigned", {
  partner: "assigned",
  ...args,
  ...(acknowledgedFingerprint === undefined ? {} : { acknowledgedFingerprint }),
  ...(acknowledgedKeyId === undefined ? {} : { acknowledgedKeyId }),
});
const published = new PartnerCredentials("published", {
  partner: "published",
  ...args,
  activation: "published",
  jwksUrl: process.env["JWKS_URL"] ?? "",
  publishedForHours: 24,
});

export const { publicKeyFingerprint, pendingFingerprint, keyId } = assigned;
export const { publicKeyFingerprint: publishedLive, pendingFingerprint: publishedPending, jwks } = published;
`;

/** Where in which file a resource was declared, on the machine that froze it. */
function withoutPlaces(key: string, value: unknown): unknown {
  return ["sourcePosition", "stackTrace"].includes(key) ? undefined : value;
}

async function freeze(): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8")) as { version: string };
  const file = (name: string) => join(__dirname, `v${version}`, name);
  const missing = [FROZEN_FILE, UNDER_AWS_FILE, CERTIFIED_FILE, ACKNOWLEDGED_FILE].filter(
    (name) => !existsSync(file(name)),
  );
  if (missing.length === 0)
    throw new Error(`freezing ${version}: it is frozen, and a frozen state is never made again`);
  mkdirSync(dirname(file(FROZEN_FILE)), { recursive: true });
  if (missing.includes(FROZEN_FILE)) await freezeKeys(file(FROZEN_FILE));
  if (missing.includes(UNDER_AWS_FILE)) await freezeUnderAws(file(UNDER_AWS_FILE));
  if (missing.includes(CERTIFIED_FILE)) await freezeCertified(file(CERTIFIED_FILE));
  if (missing.includes(ACKNOWLEDGED_FILE)) await freezeAcknowledged(file(ACKNOWLEDGED_FILE));
}

async function freezeKeys(file: string): Promise<void> {
  const scenario = await Scenario.start({ program: PROGRAM });
  try {
    await scenario.outOfBand.send(new sdk.CreateSecretCommand({ Name: BORROWED, SecretString: "not ours".repeat(4) }));
    await scenario.run(["stack", "init", STACK]);
    await scenario.up({ ROTATION: "1", PARTNER_API_KEY: issuedKey({ sandbox: true }) });
    const env = { ROTATION: "2" };
    await scenario.up(env); // an earlier version of each, and a pending key that waits
    await write(file, scenario, PROGRAM, env);
  } finally {
    await scenario.close();
  }
}

async function freezeUnderAws(file: string): Promise<void> {
  const standIn = new StandInAws();
  const scenario = await Scenario.start({ program: UNDER_AWS, binFolder: standIn.folder });
  try {
    await scenario.run(["stack", "init", STACK]);
    await scenario.up();
    await write(file, scenario, UNDER_AWS, {});
  } finally {
    standIn.remove();
    await scenario.close();
  }
}

async function freezeCertified(file: string): Promise<void> {
  const scenario = await Scenario.start({ program: CERTIFIED });
  try {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 3072 });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    await scenario.run(["stack", "init", STACK]);
    await scenario.up({ ROTATION: "1", TAKEN_PRIVATE_KEY: pem });
    const env = { ROTATION: "2" };
    await scenario.up(env); // a pending key that waits; the variable of the taken one is gone
    await write(file, scenario, CERTIFIED, env);
  } finally {
    await scenario.close();
  }
}

async function freezeAcknowledged(file: string): Promise<void> {
  const partner = await JwksPartner.start();
  const scenario = await Scenario.start({ program: ACKNOWLEDGED });
  try {
    const JWKS_URL = `${partner.url}/jwks.json`;
    const output = async (name: string) => String((await scenario.project.outputs())[name]);
    await scenario.run(["stack", "init", STACK]);
    await scenario.up({ ROTATION: "1", JWKS_URL });
    const env = { ROTATION: "2", JWKS_URL, ACKNOWLEDGED: await output("publicKeyFingerprint"), KEY_ID: "key-1" };
    await scenario.up(env); // the live key has its id, and a pending one waits
    partner.document = await output("jwks");
    await scenario.up(env); // the document was seen
    await write(file, scenario, ACKNOWLEDGED, env);
  } finally {
    await scenario.close();
    await partner.stop();
  }
}

async function write(file: string, scenario: Scenario, program: string, env: FrozenState["env"]): Promise<void> {
  const { stdout } = await scenario.run(["stack", "export"]);
  const secrets = await Promise.all((await scenario.secretNames()).map((name) => describeSecret(scenario, name)));
  const state = JSON.parse(stdout, withoutPlaces) as FrozenState["state"];
  const frozen: FrozenState = { program: program.split("\n"), env, secrets, state };
  const text = JSON.stringify(frozen, undefined, 2) + "\n";
  const places = [scenario.project.folder, REPOSITORY.slice(1)];
  if (places.some((place) => text.includes(place))) throw new Error("freezing: the state names a path of this machine");
  // Only the state: a tag of the secret holds a public key, whose modulus is part of the private PEM too
  scenario.sentinel.watchText(file, stdout);
  scenario.sentinel.assertNothingLeaked();
  writeFileSync(file, text);
  console.log(`wrote ${file}: ${state.deployment.resources.length} resources, ${secrets.length} secrets`);
}

freeze().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import type { PolicyResource, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { policies } from "../../../resources/policies";
import { acknowledged } from "../../../resources/policies/acknowledged";
import { certificateEnds } from "../../../resources/policies/certificateEnds";
import { keySize } from "../../../resources/policies/keySize";
import { kmsKey } from "../../../resources/policies/kmsKey";
import { overdue } from "../../../resources/policies/overdue";
import { pendingTooLong } from "../../../resources/policies/pendingTooLong";
import { profileNamed } from "../../../resources/policies/profileNamed";
import { protectedKeys } from "../../../resources/policies/protectedKeys";
import { rotates } from "../../../resources/policies/rotates";

interface Given {
  readonly parent?: PolicyResource;
  readonly dependencies?: readonly PolicyResource[];
  readonly protect?: boolean;
}

function resource(type: string, props: object, { parent, dependencies = [], protect = false }: Given = {}) {
  const name = `a-${type.toLowerCase()}`;
  const seen = { type, name, props, urn: `urn:${name}`, opts: { protect }, parent, dependencies };
  return seen as unknown as PolicyResource;
}
const dynamic = (type: string, props: object, given?: Given) =>
  resource(`pulumi-nodejs:dynamic/partnerkeys:${type}`, props, given);
const component = (props: object) => resource("partnerkeys:index:PartnerCredentials", props);

/** The settings of a policy as the engine fills them in, then those that are given. */
function configOf({ configSchema }: ResourceValidationPolicy | StackValidationPolicy, given: object): object {
  const defaults = Object.entries(configSchema?.properties ?? {}).map(([name, row]) => [name, row.default]);
  return { ...(Object.fromEntries(defaults) as object), ...given };
}

/** What a policy reports about these resources. */
async function reported(
  policy: ResourceValidationPolicy | StackValidationPolicy,
  resources: readonly PolicyResource[],
  config: object = {},
): Promise<string[]> {
  const found: string[] = [];
  const report = (message: string) => void found.push(message);
  const getConfig = () => configOf(policy, config);
  if ("validateStack" in policy) {
    await policy.validateStack({ resources, getConfig } as never, report);
  } else {
    const judge = policy.validateResource as (args: unknown, report: unknown) => unknown;
    for (const one of resources) await judge({ ...one, getConfig }, report);
  }
  return found;
}

const { publicKey: RSA_2048 } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const DAY = 24 * 60 * 60 * 1000;
const NOW = new Date("2026-11-30T00:00:00.000Z");
const now = () => NOW;
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY).toISOString();
const PRODUCTION = component({ environment: "production" });
const SANDBOX = component({ environment: "sandbox" });
const KEY = dynamic("RsaKeyPair", { publishAs: "pending" });
const API_KEY = dynamic("ApiKey", {});

describe("policies", () => {
  const rows: readonly (readonly [
    string,
    ResourceValidationPolicy | StackValidationPolicy,
    PolicyResource,
    object,
    readonly RegExp[],
  ])[] = [
    ["a key that never falls due", rotates, dynamic("EcKeyPair", {}), {}, [/^it never falls due: give it .* 365$/]],
    [
      "a key that falls due late",
      rotates,
      dynamic("ApiKey", { rotateAfterDays: 91 }),
      { maxDays: 90 },
      [/91 days: .* 90$/],
    ],
    ["a key that falls due in time", rotates, dynamic("RsaKeyPair", { rotateAfterDays: 365 }), {}, []],
    ["an issued key, which its issuer rotates", rotates, dynamic("ApiKey", { issued: { env: "A" } }), {}, []],
    ["a resource of somebody else", rotates, resource("aws:rds/instance:Instance", {}), {}, []],
    ["a short RSA key", keySize, KEY, { minModulusLength: 3072 }, [/^it has 2048 bits, give it .* 3072$/]],
    ["an RSA key of the least size", keySize, KEY, { minModulusLength: 2048 }, []],
    [
      "an issued RSA key, by the key itself",
      keySize,
      dynamic("RsaKeyPair", { issued: { env: "A" }, publicKeyPem: RSA_2048 }),
      { minModulusLength: 4096 },
      [/it has 2048 bits/],
    ],
    [
      "an issued RSA key that is not read yet",
      keySize,
      dynamic("RsaKeyPair", { issued: {} }),
      { minModulusLength: 4096 },
      [],
    ],
    [
      "a curve that is not allowed",
      keySize,
      dynamic("EcKeyPair", { namedCurve: "secp256k1" }),
      { allowed: ["P-256"] },
      [/is a secp256k1 key, allowed: P-256$/],
    ],
    ["a kind that is allowed", keySize, dynamic("Ed25519KeyPair", {}), { allowed: ["Ed25519"] }, []],
    ["a secret under AWS's own key", kmsKey, API_KEY, {}, [/^its secret is encrypted by AWS's own key/]],
    ["a secret under a key of one's own", kmsKey, dynamic("ApiKey", { kmsKeyId: "alias/a" }), {}, []],
    ["a borrowed secret", kmsKey, dynamic("ApiKey", { secretId: "a" }), {}, []],
    ["an immediate activation in production", acknowledged, activation(PRODUCTION, KEY), {}, [/goes live unasked/]],
    ["an immediate activation in a sandbox", acknowledged, activation(SANDBOX, KEY), {}, []],
    [
      "an immediate activation in a sandbox that is guarded too",
      acknowledged,
      activation(SANDBOX, KEY),
      { unguarded: [] },
      [/goes live unasked/],
    ],
    ["an immediate activation that stands alone", acknowledged, activation(undefined, KEY), {}, [/goes live unasked/]],
    ["the activation of an API key", acknowledged, activation(PRODUCTION, API_KEY), {}, []],
    ["a key that is live when it is made", acknowledged, dynamic("RsaKeyPair", {}), {}, [/live as soon as it is made/]],
    ["a key that is made pending", acknowledged, KEY, {}, []],
    [
      "an unprotected key in production",
      protectedKeys,
      dynamic("ApiKey", { deletionProtection: false }, { parent: PRODUCTION }),
      {},
      [/set deletionProtection to true$/],
    ],
    ["a protected key", protectedKeys, dynamic("ApiKey", { deletionProtection: true }, { parent: PRODUCTION }), {}, []],
    ["a key that Pulumi protects", protectedKeys, dynamic("ApiKey", {}, { protect: true }), {}, []],
    [
      "a certificate that ends soon",
      certificateEnds(now),
      dynamic("RsaKeyPair", { certificateEndsAt: daysAgo(-29) }),
      {},
      [/ends at 2026-12-29T00:00:00.000Z, rotate the key$/],
    ],
    [
      "a certificate that holds",
      certificateEnds(now),
      dynamic("RsaKeyPair", { certificateEndsAt: daysAgo(-31) }),
      {},
      [],
    ],
    ["a key without certificate", certificateEnds(now), KEY, {}, []],
    ["a partner without profile", profileNamed, component({ profile: "" }), {}, [/its partner has no profile/]],
    ["a partner with a profile", profileNamed, component({ profile: "okta" }), {}, []],
    [
      "a key that is pending for long",
      pendingTooLong(now),
      dynamic("Activation", { pending: { createdAt: daysAgo(15) } }),
      {},
      [/for 15 days/],
    ],
    [
      "a key that is pending since yesterday",
      pendingTooLong(now),
      dynamic("Activation", { pending: { createdAt: daysAgo(1) } }),
      {},
      [],
    ],
    ["no pending key", pendingTooLong(now), dynamic("Activation", { pending: null }), {}, []],
    [
      "an overdue key",
      overdue(now),
      dynamic("ApiKey", { createdAt: daysAgo(31), rotateAfterDays: 30 }),
      {},
      [/due since 2026-11-29T00:00:00.000Z/],
    ],
    [
      "a key that is not due yet",
      overdue(now),
      dynamic("ApiKey", { createdAt: daysAgo(29), rotateAfterDays: 30 }),
      {},
      [],
    ],
  ];

  for (const [what, policy, given, config, expected] of rows) {
    it(`${policy.name}: ${what} is ${expected.length === 0 ? "left alone" : "reported"}`, async () => {
      const found = await reported(policy, [given], config);
      assert.equal(found.length, expected.length, found.join("\n"));
      expected.forEach((form, at) => assert.match(found[at] ?? "", form));
    });
  }

  for (const policy of policies) {
    it(`${policy.name}: has a default for each setting, and can except a resource by its name`, async () => {
      const properties = Object.entries(policy.configSchema?.properties ?? {});
      for (const [name, { default: byDefault, description }] of properties) {
        assert.notEqual(byDefault, undefined, name);
        assert.match(description ?? "", /\.$/, name);
      }
      for (const [, of, given, config, expected] of rows) {
        if (of.name !== policy.name || expected.length === 0) continue;
        assert.deepEqual(await reported(of, [given], { ...config, except: [given.name] }), []);
      }
    });
  }
});

function activation(parent: PolicyResource | undefined, key: PolicyResource): PolicyResource {
  return dynamic("Activation", { mode: "immediate" }, { dependencies: [key], ...(parent && { parent }) });
}

import * as assert from "node:assert/strict";
import type { PartnerScheme } from "../../emulator/partner";
import { aboutText, KEY_ID } from "../../resources/secrets/about";
import { ABOUT_TAGS } from "../../resources/secrets/tags";
import { LeakSentinel } from "../support/leakSentinel";
import { auditorsEnvironment, partnerKeys } from "../support/partnerKeys";
import { keyOfScheme } from "../support/signer/keyOfScheme";
import { API_KEY, LocalRotation } from "../support/signer/localRotation";
import { optionFlags, SCHEME_OPTIONS } from "../support/signer/schemeFlags";
import { ASSERTIONS } from "../support/signer/schemeRows";

interface Document {
  readonly scheme: string;
  readonly verdict: string;
  readonly acknowledgedFingerprint: string | null;
  readonly pending: { readonly fingerprint: string } | null;
  readonly requests: readonly { readonly role: string; readonly outcome: string }[];
}

/** Profile of the partner, and the flags that this one needs. */
const ASKED: Readonly<Record<PartnerScheme, readonly [profile: string, flags: (world: LocalRotation) => string[]]>> = {
  qredo: ["qredo", ({ apiKeySecretArn, partner }) => ["--api-key-secret-arn", apiKeySecretArn, ...at(partner.url)]],
  oci: ["oracle-oci", ({ partner }) => at(partner.url)],
  okta: ["okta", () => ["--scope", "okta.users.read"]],
  entra: ["microsoft-entra", () => ["--scope", "https://graph.microsoft.com/.default"]],
  snowflake: ["snowflake", ({ partner }) => at(partner.url)],
  salesforce: ["salesforce", () => []],
  netsuite: ["netsuite", () => ["--key-id", "key-2"]],
};
const at = (url: string) => ["--url", `${url}/v1/company?of=us`];
const PATHS = Object.fromEntries(ASSERTIONS.map(({ partner, path }) => [partner, path]));

const CONTROL = ["pending accepted", "control refused"];
/** Which of the two keys the partner is given, in this order; slots; flags; the verdict and what was sent. */
const ROWS = [
  ["has both", ["live", "pending"], 2, [], "both", [...CONTROL, "live accepted"]],
  ["has one slot and the pending key", ["live", "pending"], 1, [], "one-slot", [...CONTROL, "live refused"]],
  ["has the live key alone", ["live"], 1, [], "not-uploaded", ["pending refused", "live accepted"]],
  ["has neither", [], 1, [], "none", ["pending refused", "live refused"]],
  ["locks out", ["live", "pending"], 2, ["--locks-out"], "unproven", ["pending accepted"]],
  ["has the live key, asked daily", ["live"], 1, ["--live"], "live-accepted", ["live accepted"]],
  ["lost the live key, asked daily", [], 1, ["--live"], "live-refused", ["live refused"]],
] as const;

describe("partner-keys probe: a partner of each scheme", () => {
  const sentinel = new LeakSentinel();
  sentinel.learn(API_KEY);
  after(() => sentinel.assertNothingLeaked());

  for (const scheme of Object.keys(ASKED) as PartnerScheme[]) {
    describe(scheme, () => {
      let world: LocalRotation;
      const [live, pending] = [keyOfScheme(scheme), keyOfScheme(scheme)];
      for (const { value } of [live, pending]) sentinel.learn(value);
      afterEach(() => world.stop());

      for (const [what, uploads, slots, flags, verdict, sent] of ROWS)
        it(`${what}: ${verdict}`, async () => {
          world = await LocalRotation.start(live.value, { scheme, slots });
          await world.tag({
            [ABOUT_TAGS.live]: aboutText({ versionId: await world.live(), facts: { [KEY_ID]: "key-1" } })!,
          });
          await world.stage(pending.value);
          for (const which of uploads) world.partner.upload({ live, pending }[which].uploaded);
          const [partner, more] = ASKED[scheme];
          const options = SCHEME_OPTIONS[scheme]?.(world.partner.url + (PATHS[scheme] ?? "")) ?? {};
          const args = ["probe", "--partner", partner, "--private-key-secret-arn", world.privateKeySecretArn];
          const run = await partnerKeys(
            [...args, ...optionFlags(options), ...more(world), ...flags, "--json"],
            auditorsEnvironment(world.server.url),
          );
          for (const [name, text] of Object.entries({ stdout: run.stdout, stderr: run.stderr }))
            sentinel.watchText(`${name} of ${scheme}`, text);
          assert.equal(run.stderr, "");
          const told = JSON.parse(run.stdout) as Document;
          assert.deepEqual(
            [told.scheme, told.verdict, told.requests.map(({ role, outcome }) => `${role} ${outcome}`)],
            [scheme, verdict, sent],
          );
          const isProven = verdict === "both" || verdict === "one-slot";
          assert.equal(told.acknowledgedFingerprint, isProven ? told.pending!.fingerprint : null);
          assert.equal(world.partner.refused, sent.filter((one) => one.endsWith("refused")).length);
        });
    });
  }
});

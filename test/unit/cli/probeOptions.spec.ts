import * as assert from "node:assert/strict";
import { probeOptions } from "../../../cli/probe/options";
import { askedUrl } from "../../../cli/probe/requests";
import { PROFILES } from "../../../resources/partners/knownProfiles";
import type { PartnerProfile } from "../../../resources/partners/profile";
import { optionFlags, SCHEME_OPTIONS } from "../../support/signer/schemeFlags";
import { API_KEY_ARN, PRIVATE_KEY_ARN } from "../../support/signer/rotationWorld";

const KEY = ["--private-key-secret-arn", PRIVATE_KEY_ARN];
const API_KEY = ["--api-key-secret-arn", API_KEY_ARN];
const URL = ["--url", "https://api.example.com/v1"];
const TOKEN = "https://o.example.com/t";
const optionsOf = (scheme: string) => optionFlags(SCHEME_OPTIONS[scheme]!(TOKEN));

describe("the flags of a probe", () => {
  const rows: readonly (readonly [what: string, args: readonly string[], message: RegExp])[] = [
    ["no API key for qredo", [...KEY, ...URL], /--api-key-secret-arn: is missing, allowed: the full ARN/],
    ["no URL for a scheme that signs requests", [...KEY, "--scheme", "oci", ...optionsOf("oci")], /--url: is missing/],
    ["no URL for bearer tokens", [...KEY, "--scheme", "snowflake", ...optionsOf("snowflake")], /--url: is missing/],
    ["no scope for a token of Okta", [...KEY, "--scheme", "okta", ...optionsOf("okta")], /--scope: is missing/],
    [
      "a scope that another scheme has among its options",
      [...KEY, "--scheme", "netsuite", ...optionsOf("netsuite"), "--scope", "rest"],
      /--scope: .*allowed: not with scheme netsuite/,
    ],
    [
      "a status for a scheme that knows refusals",
      [...KEY, "--scheme", "oci", ...optionsOf("oci"), ...URL, "--refused-status", "403"],
      /--refused-status: .*allowed: not with scheme oci, which knows how the partner refuses/,
    ],
    [
      "an id for a scheme that needs none",
      [...KEY, "--scheme", "oci", ...optionsOf("oci"), ...URL, "--key-id", "k"],
      /--key-id: scheme oci names no key by an id/,
    ],
    ["a scheme that nobody has", [...KEY, "--scheme", "acme", ...URL], /--scheme: "acme" .*"qredo", "oci", "okta"/],
    ["a partner that nobody has", [...KEY, ...API_KEY, ...URL, "--partner", "acme"], /--partner: "acme" .*"binance"/],
    [
      "a partner and a scheme",
      [...KEY, ...API_KEY, ...URL, "--partner", "qredo", "--scheme", "qredo"],
      /--partner and --scheme exclude each other/,
    ],
    [
      "an option that is not one of the scheme",
      [...KEY, ...URL, "--scheme", "oci", "--scheme-option", "tenacy=ocid1.tenancy.oc1..a"],
      /making the scheme of Oracle OCI: .*tenacy/,
    ],
    [
      "options of a scheme that has none",
      [...KEY, ...API_KEY, ...URL, "--scheme-option", "a=b"],
      /--scheme-option: scheme qredo has none/,
    ],
    [
      "a private key as an option",
      [...KEY, ...URL, "--scheme-option", "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC"],
      /--scheme-option: a private key \(not shown\) is not allowed/,
    ],
  ];
  for (const [what, args, message] of rows)
    it(`refuses ${what}`, () => {
      assert.throws(() => probeOptions(args), { code: "ERR_INVALID_INPUT", message });
    });

  for (const { name, ...profile } of PROFILES as readonly PartnerProfile[])
    if (profile.scheme === undefined)
      it(`refuses ${name}, which has no scheme, with the way out`, () => {
        assert.throws(() => probeOptions([...KEY, "--partner", name]), {
          message:
            /--partner: the signer has no scheme for \S+; the function probe\(\{ attempt, refused \}\) of pulumi-partner-keys\/probe /,
        });
      });
    else
      it(`takes ${name} by its scheme`, () => {
        const byName = (scheme: string) => [
          ...(scheme === "qredo" ? API_KEY : optionsOf(scheme)),
          ...(["qredo", "oci", "snowflake"].includes(scheme) ? URL : []),
          ...(["okta", "entra"].includes(scheme) ? ["--scope", "s"] : []),
        ];
        const known = Object.keys(SCHEME_OPTIONS).concat("qredo");
        const fitting = known.filter((scheme) => {
          try {
            return probeOptions([...KEY, "--partner", name, ...byName(scheme)]).asked.question.name === scheme;
          } catch {
            return false;
          }
        });
        assert.equal(fitting.length, 1, "its scheme, and no other, takes these options");
      });

  it("asks for a token where the options of the scheme say, or at the URL that is named", () => {
    const asked = (scheme: string, ...more: string[]) =>
      askedUrl(probeOptions([...KEY, "--scheme", scheme, ...optionsOf(scheme), ...more]).asked.question);
    assert.equal(asked("okta", "--scope", "s"), TOKEN);
    assert.equal(asked("salesforce"), "https://o.example.com/services/oauth2/token");
    assert.equal(asked("netsuite", ...URL), "https://api.example.com/v1");
  });

  it("sends no control to a partner whose profile locks out", () => {
    const [profile] = (PROFILES as readonly PartnerProfile[]).filter(({ name }) => name === "qredo");
    for (const [locksOut, expected] of [
      [true, true],
      [false, false],
      ["unknown", false],
    ] as const) {
      const { asked } = probeOptions([...KEY, ...API_KEY, ...URL, "--partner", "qredo"], [{ ...profile!, locksOut }]);
      assert.equal(asked.locksOut, expected);
    }
    assert.equal(probeOptions([...KEY, ...API_KEY, ...URL, "--locks-out"]).asked.locksOut, true);
  });
});

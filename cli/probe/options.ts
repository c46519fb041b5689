import { regionOfSecret } from "../../resources/aws/arn";
import { PROFILES } from "../../resources/partners/knownProfiles";
import type { PartnerProfile } from "../../resources/partners/profile";
import { oneOf, text, type Reading } from "../../resources/rules/rule";
import { writtenNumber } from "../../resources/rules/written";
import { checkOptions } from "../../resources/signer/options";
import { CREDENTIALS_FLAGS, Flags, refused, type AwsFlags } from "../flags";
import { namedScheme, SCHEME_FLAGS, schemeOf, type NamedScheme } from "../schemes/schemeFlags";
import { SCHEME_OF, type SchemeName } from "../schemes/schemes";
import type { ProbeFlags } from "./ask";
import { askedUrl, hasTokenUrl, takesScope } from "./requests";
import { partnerUrl, secretArn } from "./rules";

export interface ProbeCommand {
  readonly aws: AwsFlags;
  readonly asked: ProbeFlags;
  readonly isJson: boolean;
}

const FLAGS = {
  ...CREDENTIALS_FLAGS,
  "private-key-secret-arn": { type: "string" },
  "api-key-secret-arn": { type: "string" },
  partner: { type: "string" },
  ...SCHEME_FLAGS,
  url: { type: "string" },
  scope: { type: "string" },
  "key-id": { type: "string" },
  "refused-status": { type: "string" },
  "locks-out": { type: "boolean" },
  live: { type: "boolean" },
  json: { type: "boolean" },
} as const;

/** Everything of the command line is judged before anything is asked. @throws PartnerKeysError `ERR_INVALID_INPUT` */
export function probeOptions(args: readonly string[], profiles: readonly PartnerProfile[] = PROFILES): ProbeCommand {
  const flags = Flags.parse(args, FLAGS);
  const privateKeySecretArn = flags.need("private-key-secret-arn", secretArn);
  const partner = flags.read("partner", oneOf(...profiles.map(({ name }) => name)));
  const profile = profiles.find(({ name }) => name === partner);
  const named = namedScheme(flags);
  const name = profile === undefined ? (named.name ?? "qredo") : schemeOfProfile(profile, named);
  const apiKey = name === "qredo" ? flags.need("api-key-secret-arn", secretArn) : undefined;
  const apiKeySecretArn = apiKey ?? flags.read("api-key-secret-arn", secretArn);
  const url = hasTokenUrl(name) ? flags.read("url", partnerUrl) : flags.need("url", partnerUrl);
  const scope = takesScope(name)
    ? flags.need("scope", text("what the token is for, as the partner calls it"))
    : flags.read("scope", ofOthers(name, "names no scope here"));
  const isByStatus = name === "qredo";
  const refusedStatus = flags.read(
    "refused-status",
    isByStatus ? writtenNumber(300, 599) : ofOthers(name, "knows how the partner refuses"),
  );
  const keyId = flags.read("key-id", text("the id that the partner shows"));
  const locksOut = flags.isSet("locks-out") || profile?.locksOut === true;
  const aws = { ...flags.aws(), regions: [regionOfSecret(privateKeySecretArn) ?? ""] };
  flags.assertRight();
  const scheme = schemeOf(name, named, "probe");
  if (keyId !== undefined && scheme.needsKeyId !== true)
    throw refused([`--key-id: scheme ${name} names no key by an id that the partner assigned`], "probe");
  const question = { name, url, options: named.options, scope };
  const arns = { privateKeySecretArn, ...(apiKeySecretArn && { apiKeySecretArn }) };
  checkOptions({ ...arns, origin: new URL(askedUrl(question)).origin });
  const asked = { ...arns, question, scheme, refusedStatus, keyId, live: flags.isSet("live"), locksOut };
  return { aws, asked, isJson: flags.isSet("json") };
}

/** A flag that says nothing with this scheme. */
const ofOthers = (name: SchemeName, why: string) => (): Reading<never> => ({
  allowed: `not with scheme ${name}, which ${why}`,
});

/** @throws PartnerKeysError `ERR_INVALID_INPUT` for a partner that nothing of ours signs for, and for two schemes */
function schemeOfProfile({ name, scheme }: PartnerProfile, { name: other }: NamedScheme): SchemeName {
  if (other !== undefined) throw refused(["--partner and --scheme exclude each other"], "probe");
  const known: Readonly<Record<string, SchemeName>> = SCHEME_OF;
  const found = scheme === undefined ? undefined : known[scheme];
  if (found !== undefined) return found;
  const way =
    "the function probe({ attempt, refused }) of pulumi-partner-keys/probe sends any request (docs/commands.md)";
  throw refused([`--partner: the signer has no scheme for ${name}; ${way}`], "probe");
}

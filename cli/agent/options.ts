import { isAbsolute } from "node:path";
import { regionOfSecret } from "../../resources/aws/arn";
import { oneOrMore } from "../../resources/aws/settings/settingRules";
import { text, type Rule } from "../../resources/rules/rule";
import { writtenNumber } from "../../resources/rules/written";
import { checkOptions } from "../../resources/signer/options";
import { CREDENTIALS_FLAGS, Flags, refused, type AwsFlags } from "../flags";
import { secretArn } from "../probe/rules";
import { namedScheme, SCHEME_FLAGS, schemeOf } from "../schemes/schemeFlags";
import type { CommandScheme, SchemeName } from "../schemes/schemes";
import type { AgentOptions, AgentPlace } from "./serve";

/** Bytes of `sun_path` without its end (unix(7)); macOS has 103. */
const LONGEST_PATH = 103;

const socketPath: Rule<string> = (given) =>
  typeof given === "string" && isAbsolute(given) && Buffer.byteLength(given) <= LONGEST_PATH
    ? { value: given }
    : { allowed: `an absolute path of at most ${LONGEST_PATH} bytes` };

const FLAGS = {
  ...CREDENTIALS_FLAGS,
  "private-key-secret-arn": { type: "string" },
  "api-key-secret-arn": { type: "string" },
  origin: { type: "string", multiple: true },
  ...SCHEME_FLAGS,
  "key-ids": { type: "boolean" },
  forward: { type: "boolean" },
  socket: { type: "string" },
  group: { type: "string" },
  port: { type: "string" },
  "token-file": { type: "string" },
  "max-age": { type: "string" },
} as const;

/** Everything of the command line is judged before anything is asked or bound. @throws PartnerKeysError `ERR_INVALID_INPUT` */
export function agentOptions(args: readonly string[]): { readonly aws: AwsFlags; readonly options: AgentOptions } {
  const flags = Flags.parse(args, FLAGS);
  const privateKeySecretArn = flags.need("private-key-secret-arn", secretArn);
  const apiKeySecretArn = flags.read("api-key-secret-arn", secretArn);
  const named = namedScheme(flags);
  const name = named.name ?? "qredo";
  const origin = flags.read("origin", oneOrMore("origins", text("https://host"))) ?? [];
  const maxAge = flags.read("max-age", writtenNumber(1, 86_400)) ?? 300;
  const place = placeOf(flags);
  const aws = { ...flags.aws(), regions: [regionOfSecret(privateKeySecretArn) ?? ""] };
  flags.assertRight();
  const scheme = schemeOf(name, named, "agent");
  const signer = { privateKeySecretArn, ...(apiKeySecretArn === undefined ? {} : { apiKeySecretArn }), origin, maxAge };
  const forwards = flags.isSet("forward");
  assertFit(name, scheme, { hasApiKey: apiKeySecretArn !== undefined, hasOrigin: origin.length > 0, forwards });
  const { origins } = checkOptions(signer);
  const keyIds = flags.isSet("key-ids") || scheme.needsKeyId === true;
  return { aws, options: { place, scheme, keyIds, forwards, origins, signer } };
}

function placeOf(flags: Flags): AgentPlace {
  const port = flags.read("port", writtenNumber(1, 65_535));
  if (port !== undefined) {
    for (const name of ["socket", "group"]) flags.read(name, () => ({ allowed: "not together with --port" }));
    return { port, tokenFile: flags.need("token-file", text("the path of a file with a token")) };
  }
  flags.read("token-file", () => ({ allowed: "together with --port" }));
  const path = flags.need("socket", socketPath);
  return { path, group: flags.read("group", text("the name of a group", /^[A-Za-z_][A-Za-z0-9_.-]{0,31}$/)) };
}

/** What of the other flags a scheme needs, and what says nothing with it. */
function assertFit(
  name: SchemeName,
  { needsApiKey, signs }: CommandScheme,
  given: { readonly hasApiKey: boolean; readonly hasOrigin: boolean; readonly forwards: boolean },
): void {
  const problems: string[] = [];
  if (needsApiKey === true && !given.hasApiKey)
    problems.push(`--api-key-secret-arn: is missing, scheme ${name} sends the API key`);
  const isAssertion = signs === "assertion";
  if (isAssertion && given.hasOrigin)
    problems.push(`--origin: scheme ${name} signs no request, its options name the URL`);
  if (!isAssertion && !given.hasOrigin) problems.push("--origin: is missing, allowed: https://host");
  if (isAssertion && given.forwards)
    problems.push(`--forward: scheme ${name} signs no request that could be forwarded`);
  if (problems.length > 0) throw refused(problems, "agent");
}

import { parseArn } from "../../aws/arn";
import type { CheckFailure } from "../../rules/checkFailure";
import * as rules from "../../rules/inputs";
import { meantRegion } from "../../rules/regions";
import { shownName } from "../../rules/rule";
import type { LocalContext } from "../context";
import type { Props } from "../../rules/inputTable";

const WHERE_TO_SET = "run `pulumi config set aws:region <region>`, or export AWS_REGION, or pass region";

/**
 * The region a resource lives in. What the program or the stack config says counts; where neither does, the region in
 * state does, and only a new resource asks its provider and the environment: running from another machine, or with
 * another provider, must not move a key.
 *
 * `told`: what state told of the resource in this run. When it is replaced, the engine checks its inputs a second time
 * without the old ones.
 */
export async function resolveRegion(
  told: Props,
  news: Props,
  {
    awsSettings,
    readEnvironment,
    profileRegion,
  }: Pick<LocalContext, "awsSettings" | "readEnvironment" | "profileRegion">,
): Promise<CheckFailure | { readonly region: unknown }> {
  if (news["region"] !== undefined) return { region: news["region"] };
  const known = typeof told["region"] === "string" ? told["region"] : undefined;
  const ofProvider = awsSettings().settings.region;
  if (known !== undefined && ofProvider !== undefined && known !== ofProvider) {
    const reason =
      `region: the key is in ${known}, but its provider names ${ofProvider}; ` +
      `give the provider region ${known}, or move the key: pass region: "${ofProvider}" to the resource`;
    return { property: "region", reason };
  }
  const named = [known, ofProvider, readEnvironment("AWS_REGION"), readEnvironment("AWS_DEFAULT_REGION")];
  const region = named.find((name) => name !== undefined && name !== "") ?? (await profileRegion());
  return region === undefined ? { property: "region", reason: `region: not set, ${WHERE_TO_SET}` } : { region };
}

/**
 * A misspelt region has no host: the SDK asks for its name again and again, and its answer reads like a lost connection.
 * What state has stays: somebody may answer as AWS there.
 */
export function regionFailures(told: Props, { region }: Props): CheckFailure[] {
  if (typeof region !== "string" || region === told["region"] || "allowed" in rules.region(region)) return [];
  const meant = meantRegion(region);
  if (meant === undefined) return [];
  const where =
    "correct it where it stands: in the config (aws:region), AWS_REGION, the profile or the argument region";
  const reason = `region: AWS has no region ${region}, did you mean ${meant}? ${where}`;
  return [{ property: "region", reason }];
}

/** An ARN names its region, and with it its partition: asked in another one, AWS knows no such secret. */
export function arnFailures(property: "secretArn" | "secretId", inputs: Props): CheckFailure[] {
  const { [property]: arn, region } = inputs;
  const actual = otherRegionIn(arn, region);
  if (actual === undefined) return [];
  const reason = `${property}: the ARN given is in region ${actual}, allowed: a secret of region ${String(region)} (or set region: "${actual}")`;
  return [{ property, reason }];
}

/**
 * Secrets Manager encrypts with a KMS key of the secret's own region (its user guide, "Secret encryption and decryption").
 * What state has stays: it is no change, and whoever answered as AWS took it.
 */
export function kmsKeyFailures(told: Props, { kmsKeyId, region }: Props): CheckFailure[] {
  const actual = otherRegionIn(kmsKeyId, region);
  if (actual === undefined || (told["kmsKeyId"] === kmsKeyId && told["region"] === region)) return [];
  const reason =
    `kmsKeyId: the ARN given is in region ${actual}, allowed: a KMS key of region ${String(region)}, where the ` +
    "secret is (the replica there of a multi-Region key has an ARN of its own)";
  return [{ property: "kmsKeyId", reason }];
}

/**
 * The region an ARN names where that is another one than `region`, as a message shows it; what is no ARN names none.
 * Nothing is compared with a region that its own rule refuses: that rule tells it, and masks what may be a key.
 */
function otherRegionIn(arn: unknown, region: unknown): string | undefined {
  if (typeof arn !== "string" || "allowed" in rules.region(region)) return undefined;
  const actual = parseArn(arn)?.region;
  return actual === undefined || actual === "" || actual === region ? undefined : shownName(actual);
}

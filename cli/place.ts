import { openClient, type OpenClient } from "../resources/aws/client";
import { prepareProcess } from "../resources/aws/prepareProcess";
import { profileSetting } from "../resources/aws/profileSetting";
import { explain } from "../resources/aws/reasons";
import { firstOf, type AwsSettings } from "../resources/aws/settings/awsSettings";
import { readSettings } from "../resources/aws/settings/readSettings";
import { failure } from "../resources/errors";
import type { World } from "./command";
import type { AwsFlags } from "./flags";

/** Where a command looks. The account is known, and is the one that was asked for. */
export interface Place {
  readonly account: string;
  readonly regions: readonly { readonly region: string; readonly open: OpenClient }[];
}

/** A look at thousands of secrets is throttled more than once, and a deployment of the same account goes first. */
const PATIENCE = { retryMode: "adaptive", maxRetries: 10 } as const;

/**
 * Opens AWS as the environment, the profile and the flags say, and asks whose credentials these are. Nothing else is asked
 * before.
 *
 * @throws PartnerKeysError for settings that are wrong, credentials that are missing, and another account than `--account`
 */
export async function openPlace(flags: AwsFlags, { voice, environment }: World): Promise<Place> {
  const { settings, problems } = readSettings(
    (key) => (key === "aws:profile" ? flags.profile : undefined),
    environment,
  );
  if (problems.length > 0)
    throw failure("ERR_INVALID_INPUT", { doing: "reading the AWS settings", what: problems.join("; ") });
  prepareProcess(settings, environment);
  const variable = (name: string) => environment[name];
  const patient = { ...(await patience(variable)), ...settings };
  const regions = (await regionsOf(flags, variable)).map((region) => ({
    region,
    open: openClient(region, patient, variable, (line) => voice.note(line)),
  }));
  return { account: await accountOf(regions, flags.account), regions };
}

async function regionsOf({ regions }: AwsFlags, variable: (name: string) => string | undefined) {
  if (regions.length > 0) return regions;
  const named = firstOf(variable, "AWS_REGION", "AWS_DEFAULT_REGION") ?? (await profileSetting("region", variable));
  if (named !== undefined) return [named];
  const advice = "pass --region, or set AWS_REGION, or a region in the profile";
  throw failure("ERR_INVALID_INPUT", { doing: "looking for the region", what: "none is set", advice });
}

/** What the person set stays. */
async function patience(variable: (name: string) => string | undefined): Promise<Partial<AwsSettings>> {
  const mode = firstOf(variable, "AWS_RETRY_MODE") ?? (await profileSetting("retry_mode", variable));
  const attempts = firstOf(variable, "AWS_MAX_ATTEMPTS") ?? (await profileSetting("max_attempts", variable));
  return {
    ...(mode === undefined ? { retryMode: PATIENCE.retryMode } : {}),
    ...(attempts === undefined ? { maxRetries: PATIENCE.maxRetries } : {}),
  };
}

async function accountOf([first]: Place["regions"], wanted: string | undefined): Promise<string> {
  const doing = "asking whose AWS credentials these are";
  let account: string;
  try {
    account = (await first?.open.account()) ?? "";
  } catch (cause) {
    throw explain({ doing, endpoint: "STS", reader: "of a command" }, cause);
  }
  if (wanted === undefined || wanted === account) return account;
  throw failure("ERR_STORE_DENIED", {
    doing,
    what: `they are of account ${account}, and --account names ${wanted}; nothing else was asked`,
    advice: "use the credentials of the right account (--profile, AWS_PROFILE)",
  });
}

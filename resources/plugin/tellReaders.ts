import { accountIn } from "../aws/arn";
import { PartnerKeysError } from "../errors";
import { foreignReaders } from "../iam/foreignReaders";
import type { SecretDescription } from "../secrets/secretStore";
import type { Context } from "./context";
import type { FoundSecrets } from "./run/foundSecrets";

/** Longer lists are cut: whoever wrote the policy decides how long it is. */
const NAMED = 10;
const LONGEST = 200;

/**
 * Of a secret that exists and that state knows nothing of: who may read it by its resource policy, besides principals of
 * its own account. It is asked for once a run. It is advice: where it cannot be read, the run says so and goes on.
 */
export async function tellReaders(
  { arn, name }: SecretDescription,
  { openStore, tell }: Context,
  found: FoundSecrets,
): Promise<void> {
  if (!found.isFirst(arn)) return;
  const notRead = (why: string) =>
    tell(`secret ${name}: its resource policy was not read, so nobody knows here who else may read it; ${why}`);
  try {
    const policy = await openStore().resourcePolicy(arn);
    if (policy === undefined) return;
    const readers = foreignReaders(policy, accountIn(arn) ?? "");
    if (readers === undefined) notRead("what AWS answered is no policy");
    else if (readers.length > 0)
      tell(`secret ${name}: its resource policy names readers besides the account's own: ${inOneLine(readers)}`);
  } catch (error) {
    if (!(error instanceof PartnerKeysError)) throw error;
    const permission = error.code === "ERR_STORE_DENIED" ? "secretsmanager:GetResourcePolicy reads it; " : "";
    notRead(`${permission}${error.message}`);
  }
}

function inOneLine(readers: readonly string[]): string {
  const shown = readers.slice(0, NAMED).map((reader) => reader.replace(/[^\x20-\x7e]/g, "?").slice(0, LONGEST));
  return [...shown, ...(readers.length > NAMED ? [`${readers.length - NAMED} more`] : [])].join(", ");
}

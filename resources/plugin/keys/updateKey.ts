import { isDeepStrictEqual } from "node:util";
import { PartnerKeysError } from "../../errors";
import type { Context } from "../context";
import { CURRENT, holderOf, LATEST, type SecretDescription } from "../store/secretStore";
import type { KeyInputs, KeyState } from "./keyInputs";
import { lookAgain } from "./lookAgain";
import { OWNER_TAG } from "./ownership";
import { reconcileMetadata } from "./reconcileMetadata";

/** Inputs that live on the secret; a change of any other is a matter of state only. */
const ON_THE_SECRET = ["description", "kmsKeyId", "tags", "owner"] as const satisfies (keyof KeyInputs)[];

/** Changes what can be changed without a new key, and puts back what drifted. Each step can be repeated. */
export async function updateKey<I extends KeyInputs>(
  olds: KeyState<I>,
  news: I,
  context: Context,
): Promise<KeyState<I>> {
  const touchesSecret = ON_THE_SECRET.some((property) => !isDeepStrictEqual(olds[property], news[property]));
  if (touchesSecret || olds.drift !== "") await repair(olds, news, context);
  const { fingerprint, secretArn, versionId, createdAt } = olds;
  const { publicKeyPem, keyId } = olds as { publicKeyPem?: string; keyId?: string };
  // How this version was published is a fact of the past: a changed publishAs is for the next key
  const { publishAs: _next, ...rest } = news;
  return {
    ...(rest as I),
    ...(olds.publishAs === undefined ? {} : { publishAs: olds.publishAs }),
    fingerprint,
    ...(publicKeyPem === undefined ? {} : { publicKeyPem }),
    ...(keyId === undefined ? {} : { keyId }),
    secretArn,
    versionId,
    createdAt,
    drift: "",
  };
}

async function repair<I extends KeyInputs>(olds: KeyState<I>, news: I, context: Context): Promise<void> {
  const { store, tell } = context;
  const secret = await lookAgain(() => store.describe(olds.secretArn), Boolean, context);
  if (secret === undefined) {
    throw new PartnerKeysError(
      "ERR_SECRET_NOT_FOUND",
      `updating secret ${olds.secretArn}: it does not exist any more; run pulumi refresh, then pulumi up`,
    );
  }
  if (olds.secretName !== undefined) assertNotAdopted(secret, olds, news);
  if (secret.scheduledForDeletion) await restore(secret, olds, context);
  if (olds.secretName !== undefined) await reconcileMetadata(secret, olds, news, store);
  if (olds.drift !== "" && olds.publishAs !== "pending") await putBackCurrent(secret, olds.versionId, { store, tell });
}

/** An edited tag is drift; with a newer version that we did not write, somebody took the secret over: it is theirs. */
function assertNotAdopted(secret: SecretDescription, olds: KeyState<KeyInputs>, news: KeyInputs): void {
  const owner = secret.tags[OWNER_TAG];
  if (owner === undefined || owner === olds.owner || owner === news.owner) return;
  if ([undefined, olds.versionId].includes(holderOf(secret, LATEST))) return;
  throw new PartnerKeysError(
    "ERR_SECRET_NOT_OURS",
    `updating secret ${secret.arn}: ${owner} took it over and added a version, nothing was changed; ` +
      "take the resource out of the program (the secret stays), or replace it with adopt: true to take the secret back",
  );
}

async function restore(secret: SecretDescription, olds: KeyState<KeyInputs>, { store, tell }: Context): Promise<void> {
  if (olds.secretName === undefined) {
    throw new PartnerKeysError(
      "ERR_SECRET_SCHEDULED_FOR_DELETION",
      `updating secret ${secret.arn}: its owner scheduled it for deletion; restore it there, or choose another secretId`,
    );
  }
  await store.restore(secret.arn);
  tell(`secret ${secret.name} was scheduled for deletion: restored with the same key`);
}

async function putBackCurrent(
  secret: SecretDescription,
  versionId: string,
  { store, tell }: Pick<Context, "store" | "tell">,
): Promise<void> {
  const from = holderOf(secret, CURRENT);
  if (from === versionId) return;
  await store.moveStage({ arn: secret.arn, stage: CURRENT, to: versionId, ...(from === undefined ? {} : { from }) });
  tell(`secret ${secret.name}: ${CURRENT} moved back from version ${String(from)} to ${versionId}`);
}

import { CURRENT, PENDING, PREVIOUS, holderOf } from "../../secrets/labels";
import { isLiveRecordStale, toLiveRecord } from "../../secrets/liveRecord";
import type { SecretDescription } from "../../secrets/secretStore";
import { moveThere } from "../../secrets/settled";
import type { Context } from "../context";
import type { KnownKeys } from "./activationState";

/**
 * Puts the labels where `keys` says they belong, each by compare-and-swap on what was just seen: if somebody moves a
 * label meanwhile, AWS refuses and nothing is forced. Every step can be repeated after a kill.
 *
 * `retired`: a version that loses AWSPREVIOUS; AWS may then discard it, and nobody reads it by label any more.
 */
export async function reconcileLabels(
  secret: SecretDescription,
  owner: string,
  keys: KnownKeys,
  retired: string | undefined,
  context: Pick<Context, "store" | "wait" | "now">,
): Promise<void> {
  const holders = new Map([CURRENT, PREVIOUS, PENDING].map((stage) => [stage, holderOf(secret, stage)] as const));
  const put = async (stage: string, to: string | undefined) => {
    const from = holders.get(stage);
    if (from === to) return;
    const move = { ...(to === undefined ? {} : { to }), ...(from === undefined ? {} : { from }) };
    await moveThere({ arn: secret.arn, stage, ...move }, context);
    holders.set(stage, to);
    if (stage === CURRENT) holders.set(PREVIOUS, from); // AWS moves it by itself
  };

  await put(CURRENT, keys.live?.versionId);
  if (keys.previous !== undefined) await put(PREVIOUS, keys.previous.versionId);
  else if (retired !== undefined && holders.get(PREVIOUS) === retired) await put(PREVIOUS, undefined);
  if (keys.pending !== undefined) await put(PENDING, keys.pending.versionId);
  // A version that went live is pending no more. Somebody else's pending version is left alone
  else if (holders.get(PENDING) === keys.live?.versionId) await put(PENDING, undefined);

  if (keys.live !== undefined && isLiveRecordStale(secret.tags, owner, keys)) {
    await context.store.tag(secret.arn, toLiveRecord(keys.live));
  }
}

import { CURRENT, PENDING, PREVIOUS } from "../../secrets/labels";
import { isLiveRecordStale, toLiveRecord } from "../../secrets/liveRecord";
import type { SecretDescription } from "../../secrets/secretStore";
import type { Sheet } from "../../secrets/sheet";
import type { Step } from "../steps";
import { aboutTags } from "./aboutTags";
import { factsOfLive } from "./factsOfLive";
import type { ActivationPlan } from "./plan";

/**
 * Puts the labels where the plan says they belong, each by compare-and-swap on what was just seen: if somebody moves a
 * label meanwhile, AWS refuses and nothing is forced. A retired version loses AWSPREVIOUS; AWS may then discard it, and
 * nobody reads it by label any more. So does a compromised one, whatever the label: first the live one, which is one call,
 * since AWS lets AWSCURRENT never stand on nothing (docs/decisions/0056). Pure.
 *
 * @param acknowledged - what acknowledged the key that is live then, as it was given
 */
export function labelSteps(
  secret: SecretDescription,
  sheet: Sheet,
  owner: string,
  plan: ActivationPlan,
  acknowledged?: string,
): Step[] {
  const { keys, retired, compromised } = plan;
  const isDead = (versionId: string | undefined) => compromised.some((key) => key.versionId === versionId);
  const about = aboutTags(secret, owner, sheet.live, { keys });
  const steps: Step[] = Object.keys(about).length === 0 ? [] : [{ do: "tag", tags: about }];
  const holders = new Map([
    [CURRENT, sheet.live],
    [PREVIOUS, sheet.previous],
    [PENDING, sheet.pending],
  ]);
  const put = (stage: string, to: string | undefined) => {
    const from = holders.get(stage);
    if (from === to) return;
    steps.push({ do: "move", stage, ...(to === undefined ? {} : { to }), ...(from === undefined ? {} : { from }) });
    holders.set(stage, to);
    if (stage === CURRENT) holders.set(PREVIOUS, from); // AWS moves it by itself
  };

  put(CURRENT, keys.live.versionId);
  if (keys.previous !== undefined) put(PREVIOUS, keys.previous.versionId);
  else if (retired !== undefined && holders.get(PREVIOUS) === retired.versionId) put(PREVIOUS, undefined);
  else if (isDead(holders.get(PREVIOUS))) put(PREVIOUS, undefined);
  if (keys.pending !== undefined) put(PENDING, keys.pending.versionId);
  // A version that went live is pending no more. Somebody else's pending version is left alone
  else if (holders.get(PENDING) === keys.live.versionId || isDead(holders.get(PENDING))) put(PENDING, undefined);
  for (const { versionId } of compromised)
    for (const stage of secret.stages[versionId] ?? [])
      if (!holders.has(stage)) steps.push({ do: "move", stage, from: versionId });

  if (isLiveRecordStale(secret.tags, owner, keys)) {
    const record = toLiveRecord(keys.live);
    const facts = factsOfLive({ ...secret.tags, ...about, ...record }, plan, acknowledged);
    steps.push({ do: "tag", tags: { ...record, ...facts } });
  }
  return steps;
}

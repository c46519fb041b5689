import { versionIsThereAtLast } from "../../secrets/presence";
import type { SecretDescription } from "../../secrets/secretStore";
import { withLive } from "../../secrets/settled";
import { sheetOf, type Sheet } from "../../secrets/sheet";
import { timeAtAws } from "../../secrets/timeAtAws";
import type { KeyVersion } from "../../words/keyVersion";
import type { Context } from "../context";
import type { ForeignVersion } from "../foreignVersion";
import type { FoundSecrets } from "../run/foundSecrets";
import type { Run } from "../run/run";
import { tellReaders } from "../tellReaders";
import type { ActivationInputs } from "./activationInputs";
import { knownKeys, type ActivationState, type KnownKeys } from "./activationState";
import type { JwksAnswer } from "./jwksDocument";
import { keyOfVersion, markOf, tellKnownByTagsAlone } from "./knownByTags";
import { jwksQuestion, type JwksQuestion } from "./published";
import { foreignLive } from "./readActivation";
import { asksForReads } from "./retirement";
import { describeUsable } from "./usableSecret";

/** All that an activation decides by. */
export interface Seen {
  readonly secret: SecretDescription;
  readonly sheet: Sheet;
  /** What state knows of the keys; of a secret that it does not know, what labels and tags tell. */
  readonly before: Partial<ActivationState>;
  /** The keys of `before` whose versions are there. */
  readonly known: KnownKeys;
  /** The live version, where somebody else made it after the one that is live by `before`. */
  readonly foreign: ForeignVersion | undefined;
  /** `before.previousReadAt` is of this very run. */
  readonly readsLooked?: boolean;
  /** What the published JWKS was asked, and what it answered; absent where it was not asked. */
  readonly jwks?: { readonly question: JwksQuestion; readonly answer: JwksAnswer };
}

/**
 * Looks at the secret once, and changes nothing but that it brings back one that is scheduled for deletion.
 * `compromisedKeys`: those of the state, also where it knows another secret.
 */
export async function look(
  inputs: ActivationInputs,
  olds: ActivationState | undefined,
  compromisedKeys: readonly KeyVersion[] | undefined,
  context: Context,
  run: Run,
): Promise<Seen> {
  const { live, promotedAt, drift = "" } = olds ?? {};
  const shown = await describeUsable(inputs, context);
  // A refresh that found the label elsewhere has looked already
  const secret = live && drift === "" ? await withLive(shown, live.versionId, promotedAt, context) : shown;
  const sheet = sheetOf(secret);
  // Others took its labels and AWS discarded it: what is live now is kept, as on a secret that this state does not know
  const isGone = live && !(await versionIsThereAtLast(secret, live.versionId, context));
  const before =
    olds === undefined || isGone
      ? {
          ...(await asFound(secret, sheet, inputs, context, run.found)),
          compromisedKeys: [...recordedCompromised(sheet, inputs), ...(compromisedKeys ?? [])],
        }
      : olds;
  const known = await withoutPruned(secret, before, context);
  const foreign = await foreignLive(secret, before, inputs.candidate, context, run.keys.ofUs());
  const readsLooked = asksForReads(inputs, known, before, timeAtAws(context));
  const looked = readsLooked && known.previous ? await withReads(secret, before, known.previous, context) : before;
  const question = foreign === undefined ? jwksQuestion(inputs, known, before, timeAtAws(context)) : undefined;
  const jwks = question && { question, answer: await context.askJwks(question.url) };
  return { secret, sheet, before: looked, known, foreign, readsLooked, ...(jwks ? { jwks } : {}) };
}

async function withReads(
  { arn }: SecretDescription,
  { previousReadAt: _, ...before }: Partial<ActivationState>,
  { versionId }: KeyVersion,
  { openStore }: Context,
): Promise<Partial<ActivationState>> {
  const at = await openStore().lastRead(arn, versionId);
  return { ...before, ...(at === undefined ? {} : { previousReadAt: at.toISOString() }) };
}

/** The tags may name a key that was live once, and that nobody else knows any more. */
function recordedCompromised({ recorded }: Sheet, { compromised = [] }: ActivationInputs): KeyVersion[] {
  return recorded !== undefined && compromised.includes(recorded.fingerprint) ? [recorded] : [];
}

/** What is live on a secret that state does not know is kept, unless the mode or an acknowledgement says otherwise. */
async function asFound(
  secret: SecretDescription,
  sheet: Sheet,
  inputs: ActivationInputs,
  context: Context,
  found: FoundSecrets,
): Promise<Partial<ActivationState>> {
  if (sheet.live === undefined) return {};
  const { candidate } = inputs;
  const live = keyOfVersion(sheet, sheet.live, candidate);
  const mark = markOf(live, inputs);
  if (mark.knownByTagsAlone) {
    tellKnownByTagsAlone(secret, live, candidate, context);
    await tellReaders(secret, context, found);
  }
  // A candidate that was live before an older key was rolled back to does not wait for an acknowledgement again
  const wasLive = sheet.previous === candidate.versionId;
  return { live, ...mark, ...(wasLive ? { previous: candidate } : {}) };
}

/**
 * AWS may have discarded a version that lost its label: a previous one that was retired, or a pending one whose label
 * went to a newer key in this run. Then it cannot go live any more.
 */
async function withoutPruned(
  secret: SecretDescription,
  before: Partial<ActivationState>,
  context: Context,
): Promise<KnownKeys> {
  const { live, ...others } = knownKeys(before);
  const kept: [string, KeyVersion][] = [];
  for (const [name, key] of Object.entries(others)) {
    if (await versionIsThereAtLast(secret, key.versionId, context)) kept.push([name, key]);
  }
  return { ...(live ? { live } : {}), ...Object.fromEntries(kept) };
}

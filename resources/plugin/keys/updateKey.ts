import { failure } from "../../errors";
import { CURRENT, LATEST, holderOf } from "../../secrets/labels";
import type { SecretDescription } from "../../secrets/secretStore";
import { restoreThere } from "../../secrets/settled";
import { OWNER_TAG } from "../../secrets/tags";
import { scheduledByOwner } from "../../words/scheduled";
import type { Context } from "../context";
import { changedInputs, inputsThat, type Props } from "../../rules/inputTable";
import type { KeyInputs, KeyState } from "../../kinds/keyInputs";
import type { KeyKind } from "../../kinds/keyKind";
import { assertDecided } from "../foreignVersion";
import { carryOut } from "../steps";
import { assertNamed } from "./namelessKey";
import { foreignOf, tellsOfDeletion } from "./readKey";
import { adopt } from "./adopt";
import { putBackLabel } from "./putBackLabel";
import { secretToUpdate } from "./secretToUpdate";
import { updateSpare } from "./updateSpare";
import { metadataSteps } from "./metadata";

/** Facts that each update finds anew. */
const FOUND_ANEW = ["foreignVersionId", "standbyKey"];

/** Changes what can be changed without a new key, and puts back what drifted. Each step can be repeated. */
export async function updateKey<I extends KeyInputs>(
  kind: KeyKind<I>,
  olds: KeyState<I>,
  news: I,
  context: Context,
): Promise<KeyState<I>> {
  assertNamed("updating", olds);
  const { inputs, outputs } = kind;
  const onSecret = inputsThat("onSecret", inputs);
  const touchesSecret = changedInputs(inputs, olds as object as Props, news as object as Props).some((input) =>
    onSecret.includes(input),
  );
  const adopted = touchesSecret || olds.drift !== "" ? await repair(olds, news, context) : undefined;
  const standbyKey = await updateSpare(kind, olds, news, context);
  // State is inputs and facts: what is no input is a fact of this very key, and so is how its version was published
  const isFact = (name: string) => !Object.hasOwn(inputs, name) || inputs[name]?.ofVersion === true;
  const declared = Object.entries(news).filter(([name]) => inputs[name]?.ofVersion !== true);
  const facts = Object.entries(olds).filter(([name]) => isFact(name) && !FOUND_ANEW.includes(name));
  const ofKey = adopted === undefined ? facts : [...facts.filter(([name]) => !outputs.includes(name)), ...adopted];
  const standby = standbyKey === undefined ? {} : { dueFrom: olds.dueFrom ?? olds.createdAt, standbyKey };
  return { ...Object.fromEntries([...ofKey, ...declared]), ...standby, drift: "" } as KeyState<I>;
}

/** @returns the facts of the version that was adopted; `undefined`: none was */
async function repair<I extends KeyInputs>(
  olds: KeyState<I>,
  news: I,
  context: Context,
): Promise<[string, unknown][] | undefined> {
  const seen = await secretToUpdate(olds.secretArn, context, olds.createdAt);
  if (olds.secretName !== undefined) assertNotAdopted(seen, olds, news);
  // What is shown now may be older than what the refresh saw; to restore what is not scheduled changes nothing
  const isScheduled =
    seen.scheduledForDeletion !== undefined || (olds.secretName !== undefined && tellsOfDeletion(olds.drift));
  const secret = isScheduled ? await restore(seen, olds, context) : seen;
  if (olds.secretName !== undefined) await carryOut(secret.arn, metadataSteps(secret, olds, news), context);
  if (olds.publishAs === "pending") return undefined;
  const foreign = await foreignOf(secret, olds, context);
  if (foreign !== undefined && news.adoptVersionId === foreign.versionId) return adopt(foreign, secret, olds, context);
  assertDecided(`updating secret ${secret.arn}`, news, foreign?.versionId);
  if (olds.drift !== "" || foreign !== undefined) await putBackLabel(secret, CURRENT, olds.versionId, context);
  return undefined;
}

/** An edited tag is drift; with a newer version that we did not write, somebody took the secret over: it is theirs. */
function assertNotAdopted(secret: SecretDescription, olds: KeyState<KeyInputs>, news: KeyInputs): void {
  const owner = secret.tags[OWNER_TAG];
  if (owner === undefined || owner === olds.owner || owner === news.owner) return;
  if ([undefined, olds.versionId].includes(holderOf(secret, LATEST))) return;
  throw failure("ERR_SECRET_NOT_OURS", {
    doing: `updating secret ${secret.arn}`,
    what: `${owner} took it over and added a version, nothing was changed`,
    advice:
      "take the resource out of the program (the secret stays, and so does the live key of its new owner); " +
      "docs/refactor.md has how to take the secret back",
  });
}

async function restore(
  secret: SecretDescription,
  olds: KeyState<KeyInputs>,
  context: Context,
): Promise<SecretDescription> {
  if (olds.secretName === undefined && secret.scheduledForDeletion !== undefined) {
    throw failure("ERR_SECRET_SCHEDULED_FOR_DELETION", {
      doing: `updating secret ${secret.arn}`,
      what: scheduledByOwner(secret.scheduledForDeletion),
      advice: "restore it there, or choose another secretId",
    });
  }
  const restored = await restoreThere(secret.arn, context);
  context.tell(`secret ${secret.name} was scheduled for deletion: restored with the same key`);
  return restored;
}

import { certificateEnd } from "../../words/certificateEnd";
import { dueAt } from "../../words/dueDate";
import { changedInputs, type OnChange, type Props } from "../../rules/inputTable";
import { isCompromised, type KeyInputs, type StandbyKey } from "../../kinds/keyInputs";
import { isOfKind, type KeyKind } from "../../kinds/keyKind";
import { standbyWords, successorOf } from "./standby";

export interface Diff {
  readonly changes: boolean;
  readonly replaces: string[];
  readonly deleteBeforeReplace: false;
  /**
   * What no changed input shows, for the person who reads the preview: a key fell due, drift is repaired, a certificate ends;
   * "" else.
   */
  readonly plan: string;
  /** The spare that takes the place of the key; absent: none does. */
  readonly successor?: StandbyKey;
}

/**
 * What a change of inputs (or time, or drift) asks for: pure, and the only place where "a new key" is decided.
 * `olds` are old outputs, which echo the inputs; what no table row names (`__provider` above all) changes nothing.
 */
export function diffKey<I extends KeyInputs>(kind: KeyKind<I>, olds: Props, news: Props, now: Date): Diff {
  const drift = typeof olds["drift"] === "string" ? olds["drift"] : "";
  const changed = changedInputs(kind.inputs, olds, news);
  const ask = (what: OnChange) => changed.filter((name) => kind.inputs[name]?.onChange === what);
  const replaces = ask("replace");
  const days = news["rotateAfterDays"];
  const createdAt = olds["dueFrom"] ?? olds["createdAt"];
  const isDue = typeof days === "number" && typeof createdAt === "string" && dueAt(createdAt, days) <= now;
  if (isDue) replaces.push("rotateAfterDays");
  if (kind.isAnother?.(olds, news) === true) replaces.push("issued");
  const compromised = isCompromised(news, olds["fingerprint"]);
  if (compromised) replaces.push("compromised");
  const isOfItsKind = isOfKind(kind, olds);
  if (!isOfItsKind) replaces.push("publicKeyPem");
  const successor = successorOf(olds, news, replaces);
  const comes = successor === undefined ? "a new one is made" : `the spare ${successor.fingerprint} takes its place`;
  const standby = replaces.length > 0 ? "" : standbyWords(olds, news);
  const plan = [
    isOfItsKind ? "" : `the key is of another kind: a new ${kind.label} takes its place`,
    isDue
      ? `the ${kind.label} ${olds["dueFrom"] === undefined ? "made at" : "that serves since"} ${createdAt} is older than ${days} days (rotateAfterDays): ${comes}`
      : "",
    compromised ? `the ${kind.label} ${String(olds["fingerprint"])} is named in compromised: ${comes}` : "",
    successor !== undefined && !isDue && !compromised ? comes : "",
    standby,
    drift === "" ? "" : `drift${wayOut(olds, news)}: ${drift}`,
    replaces.length > 0 ? "" : certificateEnd(olds["certificateEndsAt"], now),
  ];
  return {
    changes: drift !== "" || standby !== "" || ask("update").length > 0 || replaces.length > 0,
    replaces,
    deleteBeforeReplace: false,
    plan: plan.filter((part) => part !== "").join("; "),
    ...(successor === undefined ? {} : { successor }),
  };
}

/** What becomes of a drift. Only a person decides about a version that somebody else put live. */
function wayOut({ foreignVersionId }: Props, { adoptVersionId, discardVersionId }: Props): string {
  if (foreignVersionId === undefined || foreignVersionId === discardVersionId) return ", put back by up";
  return foreignVersionId === adoptVersionId ? ", adopted by up" : "";
}

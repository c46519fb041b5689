import { aboutText, CERTIFICATE_ENDS, PROMOTED } from "../../secrets/about";
import { CURRENT, PENDING } from "../../secrets/labels";
import { toLiveRecord } from "../../secrets/liveRecord";
import { ABOUT_TAGS } from "../../secrets/tags";
import type { KeyInputs, KeyMaterial } from "../../kinds/keyInputs";
import type { NewSpare } from "./putSpare";

/** A key that is made, and in no secret yet. */
export interface NewVersion {
  readonly inputs: KeyInputs;
  readonly material: KeyMaterial;
  /** Value of the tag that says what the secret holds. */
  readonly holds: string;
  /** One for all attempts, so that a lost answer never makes two versions: AWS takes it for the version id. */
  readonly token: string;
  /** RFC 3339. */
  readonly madeAt: string;
  /** The spare beside it; absent: none is declared. */
  readonly spare?: NewSpare | undefined;
}

/** The label that tells how the version is read. */
export function stageOf({ publishAs }: KeyInputs): string {
  return publishAs === "pending" ? PENDING : CURRENT;
}

/** With `pending` an Activation decides what is live, and has to know the first version even if this run is killed. */
export function firstVersionRecord({ inputs, material, token, madeAt }: NewVersion): Record<string, string> {
  if (inputs.publishAs !== "pending") return {};
  const { certificateEndsAt: ends }: Readonly<Record<string, unknown>> = material.outputs;
  const certificate = typeof ends === "string" ? { [CERTIFICATE_ENDS]: ends } : {};
  // AWS makes the first version of a secret live
  const about = aboutText({ versionId: token, facts: { [PROMOTED]: madeAt, ...certificate } }) ?? "";
  return { ...toLiveRecord({ versionId: token, ...material.outputs }), [ABOUT_TAGS.live]: about };
}

import { CURRENT, PENDING } from "../../secrets/labels";
import { toLiveRecord } from "../../secrets/liveRecord";
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
  /** The spare beside it; absent: none is declared. */
  readonly spare?: NewSpare | undefined;
}

/** The label that tells how the version is read. */
export function stageOf({ publishAs }: KeyInputs): string {
  return publishAs === "pending" ? PENDING : CURRENT;
}

/** With `pending` an Activation decides what is live, and has to know the first version even if this run is killed. */
export function firstVersionRecord({ inputs, material, token }: NewVersion): Record<string, string> {
  return inputs.publishAs === "pending" ? toLiveRecord({ versionId: token, ...material.outputs }) : {};
}

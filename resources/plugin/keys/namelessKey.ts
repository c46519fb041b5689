import { failure } from "../../errors";
import type { KeyInputs, KeyState } from "../../kinds/keyInputs";

/**
 * State of a key that names no version of a secret: something else than AWS answered when it was made, and earlier
 * versions of this package took that for an answer.
 */
export function isNameless({ secretArn, versionId }: Pick<KeyState<KeyInputs>, "secretArn" | "versionId">): boolean {
  return secretArn === "" || versionId === "";
}

/** Throws where nobody can tell which key the state means. `doing` is a gerund. */
export function assertNamed(doing: string, state: KeyState<KeyInputs>): void {
  if (!isNameless(state)) return;
  throw failure("ERR_SECRET_NOT_FOUND", {
    doing: `${doing} the key of ${state.owner}`,
    what: "state names no version of a secret for it, because something else than AWS answered when it was made; whether its private key was stored is not known",
    advice:
      "do not use its public key; run pulumi state delete --target-dependents '<urn of the key>', then pulumi up, " +
      "which makes it anew (docs/recover.md)",
  });
}

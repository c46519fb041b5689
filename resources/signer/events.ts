import type { Stage } from "../secrets/labels";
import type { KeyRef } from "./signingKey";

/** What a signer reports: ids, labels, fingerprints and a status. It has no URL, header, body or value. */
export type SignerEvent =
  | {
      /** The partner accepted another key. That proves that it has the key, so `to.fingerprint` can be acknowledged. */
      readonly type: "switched";
      /** The key that signed until now. */
      readonly from: KeyRef;
      /** The key that signs from now on. */
      readonly to: KeyRef;
    }
  | {
      /** `AWSCURRENT` moved to another version, which signs from now on. */
      readonly type: "followed";
      /** The key that signed until now. */
      readonly from: KeyRef;
      /** The key that signs from now on. */
      readonly to: KeyRef;
    }
  | {
      /** A request ends with the partner's refusal. */
      readonly type: "refused";
      /** The keys it was signed with, one after the other. */
      readonly tried: readonly KeyRef[];
      /** HTTP status of the answer. With `run`, it is undefined if the answer has no `status` that is a number. */
      readonly status: number | undefined;
      /** Seconds by which this machine's clock is ahead of the `Date` of the answer, negative if it is behind. Only of `fetch`. */
      readonly clockSkewSeconds: number | undefined;
      /** Whether a bound of the signer left out a key, or a read of the labels. */
      readonly heldBack: boolean;
    }
  | {
      /** A read failed and the signer went on without it. Reported once, until that read succeeds again. */
      readonly type: "unreadable";
      /** The secret that was read. */
      readonly secretArn: string;
      /** The label that was named. */
      readonly stage: Stage;
      /** What happened and what to do, in the words of an error of this package. */
      readonly reason: string;
    };

export type Tell = (event: SignerEvent) => void;

/**
 * Keeps a listener's own error away from the request, which may have been executed by then. What it threw is not shown:
 * nobody knows what is in it.
 */
export function safely(listener: Tell | undefined): Tell {
  return (event) => {
    const warn = () =>
      process.emitWarning(
        `the onEvent of a signer threw on "${event.type}"; the request went on`,
        "PartnerKeysWarning",
      );
    try {
      // An async one rejects later, and would end the process
      void Promise.resolve(listener?.(event)).catch(warn);
    } catch {
      warn();
    }
  };
}

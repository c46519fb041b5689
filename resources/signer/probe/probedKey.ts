import type { KeyObject } from "node:crypto";
import type { SigningKey } from "../signingKey";
import type { ProbedKeyRole } from "./plan";

/** What an attempt of a probe signs with. `inspect` and `JSON.stringify` show no key and no API key. */
export interface ProbedKey {
  /** Which key it is. */
  readonly role: ProbedKeyRole;
  /** Version of the secret; of a control `control`. */
  readonly versionId: string;
  /** `SHA256:` and the base64 of the digest of its public key. */
  readonly fingerprint: string;
  /** The private key, for `crypto.sign`, `jose`, TLS and whatever else takes a `KeyObject`. Never the PEM. */
  readonly privateKey: KeyObject;
  /** The certificate of this very key, where its secret is JSON and holds one; else, and of a control, `undefined`. PEM. */
  readonly certificatePem: string | undefined;
  /** The id that the partner gave this key, where `read` returns one. A control has that of the key in whose place it stands. */
  readonly keyId: string | undefined;
  /** The API key, `undefined` without `apiKeySecretArn`. */
  readonly apiKey: string | undefined;
  /** Headers as `sign` of a signer's key makes them, with a fresh timestamp. */
  readonly sign: SigningKey["sign"];
}

/** Under its role: the label that a signer reads it by is not that of the key. */
export class KeyUnderRole implements ProbedKey {
  readonly versionId: string;
  readonly fingerprint: string;
  readonly certificatePem: string | undefined;
  readonly keyId: string | undefined;
  readonly #key: SigningKey;

  constructor(
    readonly role: ProbedKeyRole,
    key: SigningKey,
  ) {
    ({ versionId: this.versionId, fingerprint: this.fingerprint } = key);
    ({ certificatePem: this.certificatePem, keyId: this.keyId } = key);
    this.#key = key;
  }

  get privateKey(): KeyObject {
    return this.#key.privateKey;
  }

  get apiKey(): string | undefined {
    return this.#key.apiKey;
  }

  sign(request: Parameters<SigningKey["sign"]>[0]): ReturnType<SigningKey["sign"]> {
    return this.#key.sign(request);
  }
}

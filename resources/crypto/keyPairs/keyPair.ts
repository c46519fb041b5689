import { createPublicKey, type KeyObject } from "node:crypto";
import { failure } from "../../errors";
import { fingerprintOf } from "../publicKey/fingerprint";
import type { KeyPairKind } from "./keyPairKind";
import { PRIVATE_FORMS, type PrivateForm } from "./privateForm";
import { assertPairWorks } from "./selfTest";

/** A key pair, fresh or taken over. `privateKey` must never leave the process except into Secrets Manager. */
export interface KeyPairMaterial {
  /** In the form that was asked for. */
  readonly privateKey: string;
  /** SPKI PEM. */
  readonly publicKeyPem: string;
  readonly fingerprint: string;
}

/**
 * Makes a key pair and sees it work: what is pushed can never be read back.
 *
 * @throws {@link PartnerKeysError} `ERR_KEY_GENERATION` when generation or the self-test of the pair fails
 */
export async function generateKeyPair<Size, Form extends PrivateForm>(
  kind: KeyPairKind<Size, Form>,
  size: Size,
  form: Form,
): Promise<KeyPairMaterial> {
  const pair = await kind.generate(size).catch((cause: unknown) => {
    const [doing, what] = [`generating ${kind.label}`, `OpenSSL refused ${kind.named(size)}`];
    const advice = "check the OpenSSL policy of this machine";
    throw failure("ERR_KEY_GENERATION", { doing, what, advice }, { cause });
  });
  return written(kind, size, pair, form);
}

/**
 * The same of a private key that exists already: written in the form that is asked for, and seen to work.
 *
 * @param key a private key of the kind, of a size that {@link KeyPairKind.sizeOf} tells
 * @throws {@link PartnerKeysError} `ERR_KEY_GENERATION` when its self-test fails
 */
export function takenKeyPair<Size, Form extends PrivateForm>(
  kind: KeyPairKind<Size, Form>,
  size: Size,
  key: KeyObject,
  form: Form,
): Promise<KeyPairMaterial> {
  return written(kind, size, { privateKey: key, publicKey: createPublicKey(key) }, form);
}

async function written<Size, Form extends PrivateForm>(
  kind: KeyPairKind<Size, Form>,
  size: Size,
  pair: { readonly privateKey: KeyObject; readonly publicKey: KeyObject },
  form: Form,
): Promise<KeyPairMaterial> {
  const privateKey = PRIVATE_FORMS[form].write(pair.privateKey);
  const publicKeyPem = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
  await assertPairWorks(kind, size, { form, privateKey, publicKeyPem });
  const fingerprint = fingerprintOf(pair.publicKey.export({ type: "spki", format: "der" }));
  return { privateKey, publicKeyPem, fingerprint };
}

import { sign, verify } from "node:crypto";
import { failure } from "../../errors";
import type { KeyPairKind } from "./keyPairKind";
import { PRIVATE_FORMS, type PrivateForm } from "./privateForm";

const MESSAGE = Buffer.from("pulumi-partner-keys self-test");

/** A pair as it will be stored and published. */
export interface WrittenPair<Form extends PrivateForm> {
  readonly form: Form;
  readonly privateKey: string;
  readonly publicKeyPem: string;
}

/**
 * Signs with the private key as it will be stored and verifies with the public PEM as it will be published (OpenSSL);
 * then an independent implementation says whether they are a pair. What is pushed has been seen to work: it can never
 * be read back.
 *
 * @throws {@link PartnerKeysError} `ERR_KEY_GENERATION` when the two are not a pair, or one of them cannot be read
 */
export async function assertPairWorks<Size, Form extends PrivateForm>(
  kind: KeyPairKind<Size, Form>,
  size: Size,
  pair: WrittenPair<Form>,
): Promise<void> {
  if (await isPair(kind, size, pair)) return;
  throw failure("ERR_KEY_GENERATION", {
    doing: `generating ${kind.label}`,
    what: "the new pair failed its self-test, nothing was stored",
    advice: "run pulumi up again",
  });
}

async function isPair<Size, Form extends PrivateForm>(
  kind: KeyPairKind<Size, Form>,
  size: Size,
  { form, privateKey, publicKeyPem }: WrittenPair<Form>,
): Promise<boolean> {
  try {
    const key = PRIVATE_FORMS[form].read(privateKey);
    const signature = sign(kind.digest, MESSAGE, key);
    if (!verify(kind.digest, MESSAGE, publicKeyPem, signature)) return false;
    return await kind.verify({ privateKey: key, publicKeyPem, message: MESSAGE, signature }, size);
  } catch {
    return false; // what cannot be read, or a signature that cannot be decoded; the cause could quote a key
  }
}

import { failure } from "../../errors";
import { fingerprintOf } from "../publicKey/fingerprint";
import type { KeyPairKind } from "./keyPairKind";
import { PRIVATE_FORMS, type PrivateForm } from "./privateForm";
import { assertPairWorks } from "./selfTest";

/** A fresh key pair. `privateKey` must never leave the process except into Secrets Manager. */
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
  const privateKey = PRIVATE_FORMS[form].write(pair.privateKey);
  const publicKeyPem = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
  await assertPairWorks(kind, size, { form, privateKey, publicKeyPem });
  const fingerprint = fingerprintOf(pair.publicKey.export({ type: "spki", format: "der" }));
  return { privateKey, publicKeyPem, fingerprint };
}

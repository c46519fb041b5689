import { createPublicKey, type KeyObject } from "node:crypto";
import type { KeyPairKind } from "../crypto/keyPairs/keyPairKind";
import type { PrivateForm } from "../crypto/keyPairs/privateForm";
import { readPrivateKey, whatItIs } from "../crypto/privateKey";
import { fingerprintOf } from "../crypto/publicKey/fingerprint";
import { keyTypeOf } from "../crypto/publicKey/keyTypes";
import { failure } from "../errors";
import { readIssuedKey, sourceOf, type IssuedSource } from "./issuedSource";
import type { KindContext } from "./keyKind";

/** A private key that was read, or what keeps us from taking it. Nothing of the text is in it. */
export type TakenKey<Size> =
  { readonly key: KeyObject; readonly size: Size; readonly fingerprint: string } | { readonly refused: string };

/** Reads the private key in a text, in every form and wrapping, and judges whether it is one of the kind. */
export function takenKey<Size>(kind: KeyPairKind<Size, PrivateForm>, text: string): TakenKey<Size> {
  const key = readPrivateKey(text);
  if (key === undefined)
    return { refused: `it holds ${whatItIs(text)}, allowed: one unencrypted private key, as PEM, Base64 or OpenSSH` };
  const publicKey = createPublicKey(key);
  const type = keyTypeOf(publicKey).name;
  if (!kind.types.includes(type))
    return {
      refused: `it holds a private key of type ${type}, and this is an ${kind.label}: declare the kind of the key`,
    };
  const sized = kind.sizeOf(publicKey);
  if ("refused" in sized) return { refused: `it holds ${sized.refused}` };
  return { key, size: sized.size, fingerprint: fingerprintOf(publicKey.export({ type: "spki", format: "der" })) };
}

/** The key again, to be stored. It is read once more: nothing of it is kept between the two. */
export async function readTakenKey<Size>(
  kind: KeyPairKind<Size, PrivateForm>,
  issued: IssuedSource,
  expected: string | undefined,
  context: KindContext,
): Promise<{ readonly key: KeyObject; readonly size: Size }> {
  const read = await readIssuedKey(issued, context);
  const from = sourceOf(issued);
  const gone = (what: string, advice: string) =>
    failure("ERR_ISSUED_KEY", { doing: `storing the issued private key of ${from}`, what, advice });
  if ("absent" in read) throw gone("it is gone since it was checked", "provide it and run pulumi up again");
  const taken = takenKey(kind, read.value);
  if ("refused" in taken || (expected !== undefined && taken.fingerprint !== expected))
    throw gone("it changed while pulumi was running", "run pulumi up again");
  return taken;
}

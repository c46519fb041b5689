import { QREDO } from "../partners/qredo";
import type { RequestScheme, SchemeKey, SchemeRequest } from "../partners/schemes/scheme";
import { signRequest } from "../partners/signRequest";
import { invalidInput, SIGNING } from "./invalidInput";

/** Qredo's Partner API: what signs where no scheme is given. */
export function qredoScheme(now: () => number) {
  return {
    name: QREDO.name,
    signsWith: QREDO.scheme.keyType,
    fits: ({ asymmetricKeyType }) => asymmetricKeyType === QREDO.scheme.keyType,
    headers({ url, body }: Pick<SchemeRequest, "url" | "body">, { privateKey, apiKey }: SchemeKey) {
      if (apiKey === undefined) {
        throw invalidInput(SIGNING, [
          "apiKeySecretArn: createSigner was given none, and this scheme sends the API key",
        ]);
      }
      return { ...signRequest({ url, body, timestamp: Math.floor(now() / 1000), privateKeyPem: privateKey, apiKey }) };
    },
  } satisfies RequestScheme;
}

import { generateKeyPair } from "node:crypto";
import { availableParallelism } from "node:os";
import { promisify } from "node:util";
import { PartnerKeysError } from "../../errors";
import { publicKeyFingerprint } from "../publicKey/fingerprint";
import { Gate } from "./gate";
import { assertPairWorks } from "./selfTest";

export type ModulusLength = 2048 | 3072 | 4096;
export type PrivateKeyFormat = "pkcs1" | "pkcs8";

/** A fresh key pair. `privateKeyPem` must never leave the process except into Secrets Manager. */
export interface RsaKeyPairMaterial {
  readonly privateKeyPem: string;
  readonly publicKeyPem: string;
  readonly fingerprint: string;
}

const generate = promisify(generateKeyPair);

// One key in flight per core is the best throughput there is; more only adds latency. Three at most, so that one of
// libuv's four pool threads stays free for DNS look-ups of the AWS client.
const gate = new Gate(Math.max(1, Math.min(availableParallelism(), 3)));

/**
 * Makes an RSA key pair (public exponent 65537) on a pool thread: the event loop is never blocked.
 *
 * @throws {@link PartnerKeysError} `ERR_KEY_GENERATION` when generation or the self-test of the pair fails.
 */
export async function generateRsaKeyPair(
  modulusLength: ModulusLength,
  privateKeyFormat: PrivateKeyFormat,
): Promise<RsaKeyPairMaterial> {
  const pair = await gate
    .run(() =>
      generate("rsa", {
        modulusLength,
        publicExponent: 65537,
        privateKeyEncoding: { type: privateKeyFormat, format: "pem" },
        publicKeyEncoding: { type: "spki", format: "pem" },
      }),
    )
    .catch((cause: unknown) => {
      throw new PartnerKeysError(
        "ERR_KEY_GENERATION",
        `generating RSA key pair: OpenSSL refused ${modulusLength} bits; check the OpenSSL policy of this machine`,
        { cause },
      );
    });
  assertPairWorks(pair.privateKey, pair.publicKey);
  return {
    privateKeyPem: pair.privateKey,
    publicKeyPem: pair.publicKey,
    fingerprint: publicKeyFingerprint(pair.publicKey),
  };
}

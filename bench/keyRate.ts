// keyRate.ts <seconds>: the most RSA-2048 keys this machine makes in a second, in a process that does nothing else.
// Prints one line of JSON.
import { generateKeyPair } from "node:crypto";
import { availableParallelism } from "node:os";
import { promisify } from "node:util";

export interface KeyRate {
  readonly inFlight: number;
  readonly keys: number;
  readonly seconds: number;
  readonly perSecond: number;
}

const generate = promisify(generateKeyPair);
const milliseconds = Number(process.argv[2]) * 1000;
// As many as the product keeps in flight (resources/crypto/rsaKeyPair.ts)
const inFlight = Math.max(1, Math.min(availableParallelism(), 3));

async function measure(): Promise<KeyRate> {
  const started = performance.now();
  let keys = 0;
  async function work(): Promise<void> {
    while (performance.now() - started < milliseconds) {
      await generate("rsa", {
        modulusLength: 2048,
        publicExponent: 65537,
        privateKeyEncoding: { type: "pkcs1", format: "pem" },
        publicKeyEncoding: { type: "spki", format: "pem" },
      });
      keys++;
    }
  }
  await Promise.all(Array.from({ length: inFlight }, work));
  const seconds = (performance.now() - started) / 1000;
  return { inFlight, keys, seconds, perSecond: keys / seconds };
}

void measure().then((rate) => console.log(JSON.stringify(rate)));

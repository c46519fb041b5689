// keyRate.ts <kind> <seconds>: the most keys this machine makes in a second, in a process that does nothing else.
// Prints one line of JSON.
import { availableParallelism } from "node:os";
import { KINDS, type KindName } from "./kinds";

export interface KeyRate {
  readonly inFlight: number;
  readonly keys: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly cpuSecondsPerKey: number;
}

const kind = KINDS[process.argv[2] as KindName];
const milliseconds = Number(process.argv[3]) * 1000;
// As many as the product keeps in flight (resources/crypto/keyPairs/)
const inFlight = Math.max(1, Math.min(availableParallelism(), 3));

async function measure(): Promise<KeyRate> {
  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  let keys = 0;
  async function work(): Promise<void> {
    while (performance.now() - started < milliseconds) {
      await kind.make();
      keys++;
    }
  }
  await Promise.all(Array.from({ length: inFlight }, work));
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { inFlight, keys, seconds, perSecond: keys / seconds, cpuSecondsPerKey: (user + system) / 1e6 / keys };
}

void measure().then((rate) => console.log(JSON.stringify(rate)));

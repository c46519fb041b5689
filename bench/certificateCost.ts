// A process of its own: what the first certificate costs can be measured once. Prints one line of JSON.
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { join } from "node:path";
import type { signWithKey as SignWithKey } from "../resources/kinds/signedWithKey";
import { REPOSITORY } from "../workbench/repository";

/** What one certificate with a signing request costs. */
export interface CertificateCost {
  readonly milliseconds: number;
  readonly cpuMilliseconds: number;
}

export interface CertificateCosts {
  /** Files of the library that are loaded before a certificate is asked for, and after. */
  readonly files: { readonly before: number; readonly after: number };
  /** What the heap of the process keeps of the first one. */
  readonly bytes: number;
  readonly first: CertificateCost;
  /** The median of those after it. */
  readonly further: CertificateCost;
}

const FURTHER = 50;
const subject = { country: "DE", organization: "Acme Ltd", commonName: "acme-signer" };
const ASKED = { certificate: { subject, validityDays: 365 }, signingRequest: { subject } };

function measure(): CertificateCosts {
  // What the plugin runs, so that no compiler is measured
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { signWithKey } = require(join(REPOSITORY, "dist/resources/kinds/signedWithKey")) as {
    signWithKey: typeof SignWithKey;
  };
  const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const make = () => costOf(() => signWithKey(key, ASKED, { now: () => new Date(), randomBytes }));
  signWithKey(key, {}, { now: () => new Date(), randomBytes });
  const [before, bytes] = [filesOfLibrary(), heapBytes()];
  const first = make();
  const grown = heapBytes() - bytes;
  const further = Array.from({ length: FURTHER }, make).sort((a, b) => a.cpuMilliseconds - b.cpuMilliseconds);
  return { files: { before, after: filesOfLibrary() }, bytes: grown, first, further: further[FURTHER / 2]! };
}

function costOf(work: () => unknown): CertificateCost {
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  work();
  const { user, system } = process.cpuUsage(cpu);
  return { milliseconds: performance.now() - started, cpuMilliseconds: (user + system) / 1000 };
}

/** Without what is garbage. The flag `--expose-gc` gives the function. */
function heapBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

function filesOfLibrary(): number {
  return Object.keys(require.cache).filter((path) => /node_modules\/(?:@peculiar|asn1js|pv\w+)\//.test(path)).length;
}

console.log(JSON.stringify(measure()));

import type { ProbeReport, ProbeRequest } from "../../resources/signer/probe";
import { VERDICTS } from "./verdicts";

/** Of the JSON: a field that changes its meaning, or goes, makes it another one. New fields do not. */
const SCHEMA = 1;

const CANNOT_KNOW = [
  "which other keys the partner has",
  "whether another URL or method would be answered in the same way",
  "the key that AWSPREVIOUS names: it is not sent",
];

/** Where and what was asked. The URL may hold more than an origin may show. */
export interface Asked {
  readonly account: string;
  readonly region: string;
  readonly secretArn: string;
  /** How it was signed. */
  readonly scheme: string;
  readonly origin: string;
}

/** The fingerprint that `acknowledgedFingerprint` takes, where the partner has shown that it has this key. */
export function acknowledged({ verdict, pending }: ProbeReport): string | undefined {
  return VERDICTS[verdict].proves === true ? pending?.fingerprint : undefined;
}

export function probeDocument(asked: Asked, report: ProbeReport, at: Date): string {
  const { verdict, pending, live, requests } = report;
  const { means, toDo, exit } = VERDICTS[verdict];
  const document = {
    schema: SCHEMA,
    command: "probe",
    ...asked,
    verdict,
    means,
    toDo: toDo ?? null,
    isProven: exit !== "incomplete",
    acknowledgedFingerprint: acknowledged(report) ?? null,
    pending: pending ?? null,
    live,
    requests: requests.map((one) => ({ ...one, status: one.status ?? null, ...more(one) })),
    askedAt: at.toISOString(),
    cannotKnow: CANNOT_KNOW,
  };
  return `${JSON.stringify(document)}\n`;
}

const more = ({ thrown, clockSkewSeconds }: ProbeRequest) => ({
  thrown: thrown ?? null,
  clockSkewSeconds: clockSkewSeconds ?? null,
});

import type { ProbeReport, ProbeRequest } from "../../resources/signer/probe";
import { plain } from "../plain";
import { acknowledged, type Asked } from "./document";
import { VERDICTS } from "./verdicts";

/** A clock that is a second off is as right as the `Date` of an answer can tell. */
const SKEW = 2;

/** What a probe prints for a person: a line for each request, the verdict, what to do. */
export function probePage({ secretArn, origin }: Asked, report: ProbeReport): string {
  const { verdict, requests } = report;
  const { means, toDo } = VERDICTS[verdict];
  const fingerprint = acknowledged(report);
  const lines = [
    ...(requests.length === 0 ? [] : [`${secretArn} at ${origin}`, ...requests.map((one) => line(one, report)), ""]),
    `${verdict}: ${means}`,
    ...(fingerprint === undefined ? [] : [`acknowledgedFingerprint: ${fingerprint}`]),
    ...skewOf(requests),
    ...(toDo === undefined ? [] : [`to do: ${toDo}`]),
  ];
  return `\n${lines.map(plain).join("\n")}\n`;
}

/** What a daily run prints: one line. */
export function liveLine({ verdict, requests, live }: ProbeReport): string {
  const { means, toDo } = VERDICTS[verdict];
  const answers = requests.map((one) => answered(one)).join(", ");
  const what = `${verdict}: ${means}: ${live.fingerprint} (${answers})`;
  return `${plain(toDo === undefined ? what : `${what}; ${toDo}`)}\n`;
}

function line(request: ProbeRequest, { pending, live }: ProbeReport): string {
  const key =
    request.role === "control"
      ? "a key made for this probe"
      : (request.role === "pending" ? pending : live)?.fingerprint;
  return `  ${request.role.padEnd(7)}  ${request.outcome.padEnd(8)}  ${answered(request).padEnd(8)}  ${key ?? ""}`;
}

function answered({ status, thrown }: ProbeRequest): string {
  if (thrown !== undefined) return `no answer: ${thrown}`;
  return status === undefined ? "no status" : `status ${status}`;
}

function skewOf(requests: readonly ProbeRequest[]): readonly string[] {
  const [skew = 0] = requests.flatMap(({ clockSkewSeconds }) => clockSkewSeconds ?? []);
  if (Math.abs(skew) < SKEW) return [];
  return [`clock: this machine is ${Math.abs(skew)} s ${skew > 0 ? "ahead of" : "behind"} the partner`];
}

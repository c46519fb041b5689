import { notAnObject } from "../../crypto/asked";
import { unknownName } from "../../crypto/names";
import { boolean } from "../../rules/rule";
import { invalidInput } from "../invalidInput";
import { checkOptions, type SignerOptions } from "../options";
import { ownOf } from "../ownOf";
import { NEEDED, readOptions } from "../readOptions";
import type { ProbedKey } from "./probedKey";

/** What `probe` takes. */
export interface ProbeOptions<T> extends Pick<
  SignerOptions,
  "privateKeySecretArn" | "apiKeySecretArn" | "origin" | "read"
> {
  /** Sends one harmless request with the key it is given, and gives the answer. What it throws makes the probe `unclear`. */
  readonly attempt: (key: ProbedKey) => Promise<T>;
  /**
   * "The partner did not take this signature, and did nothing." Of another answer that has a `status`, only 200 to 299 is an
   * acceptance; of an answer without one, everything that is not refused is.
   */
  readonly refused: (answer: T) => boolean | Promise<boolean>;
  /** Sends the live key and nothing else. Default false: the pending key is asked about, with a control. */
  readonly live?: boolean;
  /** The partner locks a caller out after refused signatures: no control is sent, and the first answer ends the run. Default false. */
  readonly locksOut?: boolean;
}

/** The options as a probe uses them. */
export interface CheckedProbe<T> extends Required<Pick<ProbeOptions<T>, "attempt" | "refused" | "live" | "locksOut">> {
  readonly read: ProbeOptions<T>["read"];
  /** Of the signers that a probe makes. */
  readonly signer: SignerOptions;
  /** Of the ARNs. */
  readonly region: string;
}

const OF_SIGNER = ["privateKeySecretArn", "apiKeySecretArn", "origin"] as const;
const SWITCH = { rule: boolean };
const KNOWN = [...OF_SIGNER, "read", "attempt", "refused", "live", "locksOut"];

/** @throws PartnerKeysError `ERR_INVALID_INPUT`, before anything is read */
export function checkProbe<T>(given: ProbeOptions<T>): CheckedProbe<T> {
  const instead = notAnObject(given);
  if (instead !== undefined) throw refusal([`options: ${instead}, allowed: an object with ${KNOWN.join(", ")}`]);
  const { attempt, refused, live = false, locksOut = false, ...others } = ownOf(given);
  const unknown = Object.keys(others).filter((name) => !KNOWN.includes(name));
  const problems = [...unknown.map((name) => unknownName(name, "option of probe", KNOWN))];
  readOptions(
    { attempt: NEEDED, refused: NEEDED, live: SWITCH, locksOut: SWITCH },
    { attempt, refused, live, locksOut },
    problems,
  );
  if (problems.length > 0) throw refusal(problems);
  const checked = checkOptions(others);
  const signer = Object.fromEntries(OF_SIGNER.flatMap((name) => (name in checked ? [[name, checked[name]]] : [])));
  const { region, read } = checked;
  return { attempt, refused, live, locksOut, read, signer: signer as unknown as SignerOptions, region };
}

const refusal = (problems: readonly string[]) => invalidInput("probing", problems);

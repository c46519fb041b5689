import type { KeyPairKind } from "../crypto/keyPairs/keyPairKind";
import type { PrivateForm } from "../crypto/keyPairs/privateForm";
import { holdsPrivateKey } from "../crypto/shown";
import { looksLikeKey } from "../partners/issued/looksLikeKey";
import { issuedPairRule } from "../rules/issued";
import { changedInputs, type InputTable, type Props } from "../rules/inputTable";
import { shown } from "../rules/rule";
import { isUnknown } from "../rules/unknown";
import { GivenSource, refusedKeyItself } from "./givenSource";
import { textOf, type IssuedSource } from "./issuedSource";
import type { CheckedState, Findings, KindContext } from "./keyKind";
import { compromisedProblem, compromisedStoredProblem, found, replacedProblem } from "./replacedKeys";
import { takenKey } from "./takenKey";

/** What a kind of key pair is judged by where its private key is issued. */
export interface IssuedPair<Size> {
  readonly kind: KeyPairKind<Size, PrivateForm>;
  readonly table: InputTable;
  /** Name of the input that is the size; absent: the kind has one size. */
  readonly sizeInput: string | undefined;
}

/**
 * A key pair whose private key exists already: it is read, judged and turned into its fingerprint, which is what state
 * keeps. The fingerprint stays after the source, or the argument, is gone: the key is the same.
 */
export async function checkIssuedPair<Size>(
  pair: IssuedPair<Size>,
  state: CheckedState,
  inputs: Props,
  context: KindContext,
): Promise<Findings> {
  const { olds, told } = state;
  const { issued } = inputs;
  if (issued === undefined || isUnknown(issued)) return kept(pair, state, inputs);
  if ("allowed" in issuedPairRule(issued)) return found(told); // told by the rule itself

  const source = issued as IssuedSource;
  const text = textOf(source);
  if (holdsPrivateKey(text) || looksLikeKey(text)) return refusedKeyItself("looks like the key itself");
  const given = new GivenSource(source);
  const read = await given.read(context);
  if ("unreadable" in read) return given.refused(read.unreadable);
  if ("absent" in read) {
    if (olds["issuedFingerprint"] === undefined) return given.missing(read.absent);
    const compromised = compromisedStoredProblem(inputs, olds["issuedFingerprint"], read.absent);
    return compromised === undefined
      ? kept(pair, state, inputs)
      : given.refused(`${compromised}, or take issued out and pulumi makes one`);
  }
  const taken = takenKey(pair.kind, read.value);
  if ("refused" in taken) return given.refused(taken.refused);
  const problem = problemOf(pair, taken, source, state, inputs);
  if (problem !== undefined) return given.refused(problem);
  const findings = found(told, taken.fingerprint);
  return { ...findings, inputs: { ...findings.inputs, ...sizeOf(pair, taken.size) } };
}

/** The resource goes on with the key that it has; one that takes its place has to make another. */
function kept<Size>({ sizeInput }: IssuedPair<Size>, { olds, told }: CheckedState, inputs: Props): Findings {
  const findings = found(told, olds["issuedFingerprint"]);
  if (olds["issuedFingerprint"] === undefined || sizeInput === undefined) return findings;
  if (inputs[sizeInput] !== undefined) return findings;
  return { ...findings, inputs: { ...findings.inputs, [sizeInput]: olds[sizeInput] } };
}

function sizeOf<Size>({ sizeInput }: IssuedPair<Size>, size: Size): Props {
  return sizeInput === undefined ? {} : { [sizeInput]: size };
}

function problemOf<Size>(
  { table, sizeInput }: IssuedPair<Size>,
  { size, fingerprint }: { readonly size: Size; readonly fingerprint: string },
  source: IssuedSource,
  { olds, told }: CheckedState,
  inputs: Props,
): string | undefined {
  const compromised = compromisedProblem(inputs, fingerprint);
  if (compromised !== undefined) return `${compromised}, or take issued out and pulumi makes one`;
  const declared = sizeInput === undefined ? undefined : inputs[sizeInput];
  if (declared !== undefined && !isUnknown(declared) && declared !== size)
    return `its key has ${String(sizeInput)} ${String(size)}, and ${shown(declared)} is given: take ${String(sizeInput)} out, or give that of the key`;
  if (fingerprint !== told["issuedFingerprint"]) return replacedProblem(told, fingerprint, source);
  // The engine checks what takes the place of a resource without its state
  const isReplacement = Object.keys(olds).length === 0;
  const asking = changedInputs(table, told, inputs).filter((name) => table[name]?.onChange === "replace");
  if (!isReplacement || asking.some((name) => name !== "keepers" && name !== sizeInput)) return undefined;
  return (
    "it holds the key that is stored already, and this run asks for a new one (keepers, rotateAfterDays or a forced " +
    "replace): provide another key there, or take issued out and pulumi makes one"
  );
}

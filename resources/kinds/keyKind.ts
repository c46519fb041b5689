import type { CheckFailure } from "../rules/checkFailure";
import type { LocalContext } from "../plugin/context";
import type { InputTable, Props } from "../rules/inputTable";
import type { KeyInputs, KeyMaterial } from "./keyInputs";

/** What a kind's own check found: failures, and inputs that stand for what it saw. */
export interface Findings {
  readonly inputs: Props;
  readonly failures: readonly CheckFailure[];
}

/** What is known of the resource that is checked. */
export interface CheckedState {
  /** Its inputs in state. The engine checks a replacement without them. */
  readonly olds: Props;
  /** The same, or where the engine did not give them what state told earlier in this run; empty: not told. */
  readonly told: Props;
}

/** What makes one kind of key differ from another; the life of a key is shared. */
export interface KeyKind<I extends KeyInputs> {
  /** For messages: "RSA key pair". */
  readonly label: string;
  /** What a secret of this kind holds, as its tag says. Kinds that may take each other's place hold the same. */
  readonly holds: "key-pair" | "api-key";
  /** Every input, {@link KEY_INPUTS} among them. */
  readonly inputs: InputTable;
  /** What no single rule can judge. Changes nothing it is given. */
  readonly check?: (state: CheckedState, inputs: Props, context: LocalContext) => Promise<Findings>;
  /**
   * Whether the key in a state is of this kind. With an alias, a resource of one kind takes the place of one of another:
   * then its key is replaced whatever its inputs say. Absent: nothing takes the place of another kind.
   */
  readonly isOfKind?: (state: Props) => boolean;
  /** Makes a fresh key; what it tells of it becomes part of the state. */
  readonly make: (inputs: I, context: LocalContext) => Promise<KeyMaterial>;
}

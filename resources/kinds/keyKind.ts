import { keyTypeOfPem } from "../crypto/publicKey/keyTypes";
import type { CheckFailure } from "../rules/checkFailure";
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
  /** Its inputs in state. Where the engine did not give them, what state told earlier in this run; empty: not told. */
  readonly told: Props;
}

/** What a kind asks of the world around it. */
export interface KindContext {
  readonly now: () => Date;
  readonly randomBytes: (size: number) => Buffer;
  readonly readEnvironment: (name: string) => string | undefined;
  /** Reads a variable that holds an API key: no child of this process inherits it from then on. */
  readonly readSecretVariable: (name: string) => string | undefined;
  readonly readFile: (path: string) => Promise<string | undefined>;
  /** One line for the person who runs the command; the engine shows it as a diagnostic of the stack. */
  readonly tell: (line: string) => void;
}

/** What makes one kind of key differ from another; the life of a key is shared. */
export interface KeyKind<I extends KeyInputs, Output extends string = string> {
  /** For messages: "RSA key pair". */
  readonly label: string;
  /** What a secret of this kind holds, as its tag says. Kinds that may take each other's place hold the same. */
  readonly holds: "key-pair" | "api-key";
  /** Every input, {@link KEY_INPUTS} among them. */
  readonly inputs: InputTable;
  /** The outputs that it has besides those of all keys. */
  readonly outputs: readonly Output[];
  /**
   * The types of its public key, as `keyTypes.ts` names them. With an alias, a resource of one kind takes the place of one of
   * another: then its key is replaced whatever its inputs say. Absent: nothing takes the place of another kind.
   */
  readonly publicTypes?: readonly string[];
  /** What no single rule can judge. Changes nothing it is given. */
  readonly check?: (state: CheckedState, inputs: Props, context: KindContext) => Promise<Findings>;
  /** Whether inputs name another key than the one in state, where no row of theirs can tell. */
  readonly isAnother?: (olds: Props, news: Props) => boolean;
  /** Whether a fresh key is one that the partner has to be given as it is: an API key that the partner has not issued. */
  readonly isToGive?: (inputs: I) => boolean;
  /** Makes a fresh key, or reads the issued one; what it tells of it becomes part of the state. */
  readonly make: (inputs: I, context: KindContext) => Promise<KeyMaterial<Output>>;
}

/** Whether the key in a state is of a kind. A state that tells no public key is of the kind its resource has. */
export function isOfKind({ publicTypes }: Pick<KeyKind<KeyInputs>, "publicTypes">, { publicKeyPem }: Props): boolean {
  if (publicTypes === undefined || typeof publicKeyPem !== "string" || publicKeyPem === "") return true;
  return publicTypes.includes(keyTypeOfPem(publicKeyPem).name);
}

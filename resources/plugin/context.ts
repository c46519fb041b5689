import type { SecretStore } from "./store/secretStore";

/** The effects of one operation: everything that is not a pure function of its inputs. */
export interface Context {
  readonly store: SecretStore;
  now(): Date;
  /** A fresh UUID: ClientRequestToken, and so the version id. */
  newToken(): string;
  randomBytes(size: number): Buffer;
  readEnvironment(name: string): string | undefined;
  readFile(path: string): Promise<string | undefined>;
  wait(milliseconds: number): Promise<void>;
  /** One line for the person who runs the command; the engine shows it as a diagnostic of the stack. */
  tell(line: string): void;
}

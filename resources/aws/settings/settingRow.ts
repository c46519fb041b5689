import type { Rule } from "../../rules/rule";

export interface StaticKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Everything there is to know of one setting of the aws provider. */
export interface SettingRow<T = unknown> {
  readonly rule: Rule<T>;
  /** Encrypted in the state of a provider. */
  readonly isSecret?: true;
  /** Says whose account, which credentials or which place: a name that is nearly this one is refused. */
  readonly decides?: true;
  /** Empty it would guard nothing, so it is refused then. */
  readonly isGuard?: true;
  /** A number, a switch or a word of a few: a message may show such a value, and no other. */
  readonly shown?: true;
  /** Where its value goes, if that is no setting of its own name. Nowhere: it is read only to be refused. */
  readonly goesTo?: readonly [] | readonly ["assumeRoles"] | readonly ["keys", keyof StaticKeys];
  /** A name of earlier versions of the aws provider, which no provider of ours takes. */
  readonly isFormer?: true;
  /** What the page on configuration says: the forms that are read besides a secret of each, and what is done. */
  readonly page: readonly [forms: string, effect: string];
  /** Variables that say the same where the setting is absent. */
  readonly variables?: readonly string[];
  /**
   * The SDK can only be told it by the first of `variables`, because its providers hand no options on: a profile's region and
   * endpoints, and the shared files (SSO inside a profile reads them again).
   */
  readonly isOfProcess?: true;
}

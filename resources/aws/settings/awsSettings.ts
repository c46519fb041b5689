import type { Role } from "./roles";
import type { Service } from "./endpoints";
import type { ROWS, SettingRow } from "./rows";
import type { StaticKeys } from "./settingRow";

type Rows = typeof ROWS;
type Value<R> = R extends SettingRow<infer T> ? T : never;
/** The settings that stand for themselves, under the names that the aws provider has for them. */
type Whole = {
  readonly [Name in keyof Rows as Rows[Name] extends { readonly goesTo: unknown } ? never : Name]?: Value<Rows[Name]>;
};

/**
 * Everything that decides account, credentials and the way to AWS, checked. What is absent is left to the variables
 * and shared files that the AWS SDK reads by itself.
 */
export interface AwsSettings extends Whole {
  readonly keys?: StaticKeys;
  /** A chain: each role is assumed with the credentials of the one before it. */
  readonly assumeRoles: readonly Role[];
  readonly endpoints: Readonly<Partial<Record<Service, string>>>;
}

export type ReadEnvironment = (name: string) => string | undefined;

/** The first of some variables that is set; an empty one is not. */
export function firstOf(environment: ReadEnvironment, ...names: readonly string[]): string | undefined {
  return names.map(environment).find((value) => value !== undefined && value !== "");
}

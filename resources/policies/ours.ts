import { UnknownValueError, type PolicyResource } from "@pulumi/policy";
import { KEY_PAIRS } from "../rules/keyPairs";

type Props = Readonly<Record<string, unknown>>;

/** What a policy sees of a resource, whether alone or in its stack. */
export type Seen = Pick<PolicyResource, "type" | "name" | "props">;

const DYNAMIC = "pulumi-nodejs:dynamic/partnerkeys:";
const KEY_PAIR_TYPES: readonly string[] = Object.values(KEY_PAIRS).map(({ type }) => type);

/** The class of a resource of this package: `RsaKeyPair`, `ApiKey`, `Activation`; `undefined` for any other resource. */
export function classOf({ type }: Seen): string | undefined {
  return type.startsWith(DYNAMIC) ? type.slice(DYNAMIC.length) : undefined;
}

export function isKeyPair(resource: Seen): boolean {
  return KEY_PAIR_TYPES.includes(classOf(resource) ?? "");
}

/** A key pair, or an API key. */
export function isKey(resource: Seen): boolean {
  return isKeyPair(resource) || classOf(resource) === "ApiKey";
}

/** Whether its value comes from somebody else, who alone can make another one. */
export function isIssued(resource: Seen): boolean {
  return !isAbsent(resource, "issued");
}

/** Whether a property is not given. One that is not known before the update is given. */
export function isAbsent({ props }: Seen, name: string): boolean {
  return known(() => (props as Props)[name] === undefined) === true;
}

export function isActivation(resource: Seen): boolean {
  return classOf(resource) === "Activation";
}

export function isComponent({ type }: Seen): boolean {
  return type === "partnerkeys:index:PartnerCredentials";
}

/** A property, or `undefined` where it is absent or not known before the update. */
export function known<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnknownValueError) return undefined;
    throw error;
  }
}

/** A text property; `undefined` where there is none, where it is empty, and where it is not known before the update. */
export function textOf({ props }: Seen, name: string): string | undefined {
  const value = known(() => (props as Props)[name]);
  return typeof value === "string" && value !== "" ? value : undefined;
}

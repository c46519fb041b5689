import type { Policies } from "@pulumi/policy";
import { acknowledged } from "./acknowledged";
import { certificateEnds } from "./certificateEnds";
import { keySize } from "./keySize";
import { kmsKey } from "./kmsKey";
import { overdue } from "./overdue";
import { pendingTooLong } from "./pendingTooLong";
import { profileNamed } from "./profileNamed";
import { protectedKeys } from "./protectedKeys";
import { rotates } from "./rotates";

const NOW = () => new Date();

/**
 * The policies of this package for a policy pack, each under its `name`. They see inputs and plain outputs of resources, so
 * they read no key, and those that ask what day it is work on state alone (`pulumi policy analyze`). `@pulumi/policy` is a
 * dependency of the pack.
 *
 * @example
 * ```ts
 * import { PolicyPack } from "@pulumi/policy";
 * import { policies } from "pulumi-partner-keys/policies";
 *
 * new PolicyPack("partner-keys", { policies, enforcementLevel: "mandatory" }, { "partner-keys-kms-key": "disabled" });
 * ```
 */
export const policies: Policies = [
  rotates,
  acknowledged,
  protectedKeys,
  keySize,
  kmsKey,
  certificateEnds(NOW),
  profileNamed,
  pendingTooLong(NOW),
  overdue(NOW),
];

import type { ResourceValidationPolicy } from "@pulumi/policy";
import { isExcepted, settings, type Excepting } from "./config";
import { isAbsent, isKey } from "./ours";

/** Every secret that this package makes is encrypted by a KMS key that the program names. */
export const kmsKey: ResourceValidationPolicy = {
  name: "partner-keys-kms-key",
  description: "A secret is encrypted by a KMS key of your own.",
  configSchema: settings(),
  validateResource: (resource, report) => {
    if (!isKey(resource) || isExcepted(resource, resource.getConfig<Excepting>())) return;
    // A borrowed secret has the key that its owner gave it
    if (isAbsent(resource, "secretId") && isAbsent(resource, "kmsKeyId")) {
      report("its secret is encrypted by AWS's own key: give it a kmsKeyId");
    }
  },
};

import { PolicyPack } from "@pulumi/policy";
import { policies } from "pulumi-partner-keys/policies";

new PolicyPack(
  "partner-keys",
  { policies, enforcementLevel: "mandatory" },
  {
    "partner-keys-rotate": { enforcementLevel: "mandatory", maxDays: 180 },
    "partner-keys-kms-key": "disabled",
    "partner-keys-profile": "advisory",
  },
);

import type { Kind } from "./kinds";

/** The inputs come from the environment of the run, so that a step changes them without rewriting the program. */
const inputs = ({ args }: Kind) => `
const count = Number(process.env["BENCH_KEYS"]);
const inputsOf = (i: number) => ({
  secretName: \`bench/key-\${i}\`,
  ${args}
  keepers: { rotation: process.env["BENCH_ROTATION"] ?? "" },
  recoveryWindowInDays: 7,
} as const);
`;

/** N key pairs, as a user of the package declares them. */
export const productProgram = (kind: Kind) => `
import { ${kind.className} } from "pulumi-partner-keys";
${inputs(kind)}
for (let i = 0; i < count; i++) new ${kind.className}(\`key-\${i}\`, inputsOf(i));
`;

export const FLOOR_PROVIDER_FILE = "floorProvider.cjs";

/**
 * Text of {@link FLOOR_PROVIDER_FILE}, beside the program of {@link floorProgram}. Replaces where the product does, and
 * answers with outputs of the same names and lengths: both go through the same steps, with a state of the same size.
 */
export const floorProvider = ({ pemLength }: Kind) => `
const facts = {
  createdAt: "2026-01-01T00:00:00.000Z",
  drift: "",
  fingerprint: "f".repeat(51),
  publicKeyPem: "p".repeat(${pemLength}),
  secretArn: "a".repeat(74),
  versionId: "v".repeat(36),
};
exports.diff = async (_id, olds, news) => {
  const replaces = JSON.stringify(olds.keepers) === JSON.stringify(news.keepers) ? [] : ["keepers"];
  return { changes: replaces.length > 0, replaces };
};
let made = 0;
exports.create = async (inputs) => ({ id: \`\${facts.secretArn}|\${String(++made).padStart(36, "0")}\`, outs: { ...inputs, ...facts } });
`;

/**
 * N dynamic resources that do nothing, with the same inputs and outputs, a provider text of the same form and a class as
 * deep. Each output that a program can read is a property that is registered and costs the SDK some promises; each class
 * on the way is a frame of the stack trace that the engine keeps in state.
 */
export const floorProgram = (kind: Kind) => `
import * as pulumi from "@pulumi/pulumi";
${inputs(kind)}
const load = 'require("node:module").createRequire(process.cwd() + "/_.js")("./${FLOOR_PROVIDER_FILE}")';
const outputs = ["publicKeyPem", "fingerprint", "secretArn", "versionId", "createdAt", "drift"];

class Declared extends pulumi.CustomResource {
  constructor(name: string, args: ReturnType<typeof inputsOf>) {
    super("pulumi-nodejs:dynamic/bench:Nothing", name, {
      ...args,
      ...Object.fromEntries(outputs.map((output) => [output, undefined])),
      owner: \`\${pulumi.getProject()}/\${pulumi.getStack()}/\${name}\`,
      region: process.env["AWS_REGION"],
      __provider: \`exports.handler = () => \${load};\`,
    });
  }
}
class Key extends Declared {
  constructor(name: string, args: ReturnType<typeof inputsOf>) {
    super(name, args);
  }
}
class KeyPair extends Key {
  constructor(name: string, args: ReturnType<typeof inputsOf>) {
    super(name, args);
  }
}
class Nothing extends KeyPair {
  constructor(name: string, args: ReturnType<typeof inputsOf>) {
    super(name, args);
  }
}
for (let i = 0; i < count; i++) new Nothing(\`key-\${i}\`, inputsOf(i));
`;

/** The same job in Terraform: a key, a secret and its value, all of them read again by every plan. */
export const terraformProgram = (kind: Kind, url: string) => `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
    tls = { source = "hashicorp/tls" }
  }
}
provider "aws" {
  region                      = "us-east-1"
  access_key                  = "AKIABENCHTERRAFORM"
  secret_key                  = "local"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
  endpoints {
    secretsmanager = "${url}"
  }
}
variable "keys" { type = number }
variable "rotation" { type = string }
resource "terraform_data" "rotation" {
  input = var.rotation
}
resource "tls_private_key" "key" {
  count = var.keys
  ${kind.terraform}
  lifecycle {
    replace_triggered_by = [terraform_data.rotation]
  }
}
resource "aws_secretsmanager_secret" "key" {
  count                   = var.keys
  name                    = "bench/key-\${count.index}"
  recovery_window_in_days = 7
}
resource "aws_secretsmanager_secret_version" "key" {
  count         = var.keys
  secret_id     = aws_secretsmanager_secret.key[count.index].id
  secret_string = tls_private_key.key[count.index].private_key_pem
}
output "publicKeys" {
  value = tls_private_key.key[*].public_key_pem
}
`;

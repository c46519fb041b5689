#!/usr/bin/env node
// pulumi-resource-partnerkeys: the engine starts it in the program's folder, for programs in other languages.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Provider } from "@pulumi/pulumi/provider";
import { failure } from "../resources/errors";
import { componentOf, providerOf } from "./inFolder";

interface Schema {
  readonly version: string;
  readonly resources: Readonly<Record<string, { readonly required: readonly string[] }>>;
}

/** Made by the build, beside this file. */
const schema = readFileSync(join(__dirname, "schema.json"), "utf8");
const { version, resources } = JSON.parse(schema) as Schema;
const folder = process.cwd();

const plugin: Provider = {
  version,
  schema,
  async construct(name, type, inputs, options) {
    const outputs = resources[type]?.required;
    if (outputs === undefined) {
      const what = `there is no type ${type}, allowed: ${Object.keys(resources).join(", ")}`;
      throw failure("ERR_INVALID_INPUT", { doing: `making ${name}`, what });
    }
    const PartnerCredentials = componentOf(folder, { version, path: __filename });
    const made: object & { urn: unknown } = new PartnerCredentials(name, inputs as never, options);
    const values = made as Readonly<Record<string, unknown>>;
    return { urn: made.urn as string, state: Object.fromEntries(outputs.map((output) => [output, values[output]])) };
  },
};

try {
  void providerOf(folder).main(plugin, process.argv.slice(2));
} catch (error) {
  // The engine shows this of a plugin that ends before it answers
  console.error((error as Error).message);
  process.exitCode = 1;
}

import * as pulumi from "@pulumi/pulumi";
import { isRecord } from "../resources/rules/rule";
import { CONFIG_KEYS } from "./configKeys";
import type { ConfigSource } from "./configSource";
import { asJson } from "../resources/rules/written";

export interface ConfigProblem {
  readonly name: string;
  readonly what: string;
}

/** What the config says to one `readConfig`, each value as text. */
export interface Given {
  /** In front of each key, as messages show it. */
  readonly prefix: string;
  readonly given: ReadonlyMap<string, string>;
  readonly command: ConfigSource["command"];
  readonly problems: ConfigProblem[];
}

/** The keys of the project itself. */
export function ofProject(): Given {
  const prefix = `${pulumi.getProject()}:`;
  const every = keysOfProject();
  const partners = every.filter(([name, raw]) => blockOf(name, raw) !== undefined);
  const others = every.filter((key) => !partners.includes(key));
  const misplaced = others.filter(([key]) => partners.some(([name]) => key.startsWith(`${name}.`)));
  const command = (name: string, value: string) => `pulumi config set ${name} ${value}`;
  return {
    prefix,
    given: new Map(others.filter((key) => !misplaced.includes(key))),
    command,
    problems: misplaced.map(([name]) => withoutPath(name)),
  };
}

/** What somebody types to have a key made or put live: the config of one partner lost it in that of another. */
const ORDERS = ["rotation", "acknowledgedFingerprint", "acknowledgedKeyId", "compromised", "compromisedApiKeys"];

/** The keys of one of several partners. */
export function ofPartner(partner: string): Given {
  const path = `${pulumi.getProject()}:${partner}`;
  const all = new Map(keysOfProject());
  const block = asJson(all.get(partner) ?? "{}");
  const command = (name: string, value: string) => `pulumi config set --path ${partner}.${name} ${value}`;
  const problems: ConfigProblem[] = [];
  if (!isRecord(block)) problems.push({ name: path, what: `no object, run ${command("<key>", "<value>")}` });
  const dotted = [...all.keys()].filter((name) => name.startsWith(`${partner}.`));
  problems.push(...dotted.map(withoutPath));
  // Where the project has no partner of its own, nobody reads an order that is given to it
  for (const name of all.has("partner") ? [] : ORDERS.filter((order) => all.has(order))) {
    const what = `not read, run pulumi config rm ${name} && ${command(name, "<value>")}`;
    problems.push({ name: `${pulumi.getProject()}:${name}`, what });
  }
  const entries = Object.entries(isRecord(block) ? block : {}).map(([name, value]) => [name, textOf(value)] as const);
  return { prefix: `${path}.`, given: new Map([["partner", partner], ...entries]), command, problems };
}

/** Without `--path` the CLI sets a key whose name has a dot in it, and nobody reads that. */
function withoutPath(name: string): ConfigProblem {
  const what = `not read, run pulumi config rm ${name} && pulumi config set --path ${name} <value>`;
  return { name: `${pulumi.getProject()}:${name}`, what };
}

/** Every key of the project's namespace, each value as text, as the engine hands it over. */
function keysOfProject(): [string, string][] {
  const prefix = `${pulumi.getProject()}:`;
  return Object.entries(pulumi.runtime.allConfig()).flatMap(([name, raw]) =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), raw]] : [],
  );
}

/** The config of one of several partners, which `readConfig(partner)` reads. */
function blockOf(name: string, raw: string): Readonly<Record<string, unknown>> | undefined {
  const value = Object.hasOwn(CONFIG_KEYS, name) ? undefined : asJson(raw);
  return isRecord(value) && Object.hasOwn(value, "environment") ? value : undefined;
}

/** The partners that have an object of their own, which somebody may write for another reason too: one without a key is none. */
export function partnersOfProject(): string[] {
  return keysOfProject().flatMap(([name, raw]) => {
    const block = blockOf(name, raw);
    return block !== undefined && ("apiKey" in block || "profile" in block) ? [name] : [];
  });
}

/** What YAML made of a value is text again. */
function textOf(value: unknown): string {
  return typeof value === "string" ? value : value === null ? "" : JSON.stringify(value);
}

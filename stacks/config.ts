import * as pulumi from "@pulumi/pulumi";
import { shown, shownName, unknownName, unshown } from "../resources/rules/rule";
import { ARGUMENTS, type Argument } from "./arguments";
import { readText, type Reading } from "./configTexts";
import type { PlainCredentialsArgs } from "./partnerCredentialsArgs";
import { textsToSet, textsTypedAway } from "./textsTypedAway";

interface ConfigProblem {
  readonly name: string;
  readonly what: string;
}

type ConfigKey = Argument & { readonly says: Reading };

/** Every key that a stack may set. */
export const CONFIG_KEYS: Readonly<Record<string, ConfigKey>> = Object.fromEntries(
  Object.entries<Argument>(ARGUMENTS).filter((entry): entry is [string, ConfigKey] => entry[1].says !== undefined),
);

const WHERE_IT_IS_THE_KEY = "if it is the key itself, take it out and treat it as known to others";

/**
 * Reads and checks the stack's config, the only place that does.
 *
 * @throws pulumi.RunError that lists every problem: unknown keys, wrong types, missing ones
 */
export function readConfig(): PlainCredentialsArgs {
  const namespace = pulumi.getProject();
  const prefix = `${namespace}:`;
  const given = Object.entries(pulumi.runtime.allConfig()).filter(([key]) => key.startsWith(prefix));
  const problems: ConfigProblem[] = [];
  const values: Record<string, unknown> = {};

  for (const [fullName, raw] of given) {
    const name = fullName.slice(prefix.length);
    const key = Object.hasOwn(CONFIG_KEYS, name) ? CONFIG_KEYS[name] : undefined;
    if (key === undefined) {
      const unknown = unknownName(name, "key", Object.keys(CONFIG_KEYS));
      problems.push({ name: shownName(name), what: unknown.slice(unknown.indexOf(": ") + 2) });
      continue;
    }
    if (raw === "" && !key.required && !key.isGuard) continue; // what a shell or a template left empty is absent
    const read = readText(key, raw);
    if ("allowed" in read) {
      const toSet = textsToSet(name, textsTypedAway(key.rule, key.says(raw)));
      const given = key.shown ? shown(raw) : unshown(key.says(raw));
      const advice = key.isKeysPlace ? ` (${WHERE_IT_IS_THE_KEY})` : "";
      problems.push({ name, what: `${given}${advice} is not allowed, allowed: ${read.allowed}${toSet}` });
    } else values[name] = read.value;
  }
  for (const [name, key] of Object.entries(CONFIG_KEYS)) {
    const isGiven = given.some(([fullName]) => fullName === prefix + name);
    if (key.required && !isGiven) problems.push({ name, what: `missing, give ${key.give ?? key.rule(undefined)}` });
  }
  problems.push(...inAnotherNamespace(namespace));
  if (problems.length > 0) {
    const lines = problems.map(({ name, what }) => `  ${name.includes(":") ? name : prefix + name}: ${what}`);
    throw new pulumi.RunError(
      `the config of stack ${pulumi.getStack()} cannot be used:\n${lines.join("\n")}\n` +
        `edit Pulumi.${pulumi.getStack()}.yaml, or run pulumi config set <key> <value>`,
    );
  }
  return values as unknown as PlainCredentialsArgs;
}

/** A key of ours under a namespace that is nearly ours (`partnerkeys:rotation`) would be ignored without a word. */
function inAnotherNamespace(namespace: string): ConfigProblem[] {
  const letters = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  const ours = [namespace, "pulumi-partner-keys", "partner-keys"].map(letters);
  return Object.keys(pulumi.runtime.allConfig()).flatMap((name) => {
    const [other = "", key = ""] = name.split(":");
    const isMeant = other !== namespace && ours.includes(letters(other)) && Object.hasOwn(CONFIG_KEYS, key);
    return isMeant ? [{ name, what: `not read by this program, write ${namespace}:${key}` }] : [];
  });
}

import * as pulumi from "@pulumi/pulumi";
import type { ProfileName } from "../resources";
import { refused } from "../resources/program/refused";
import { profileOf } from "../resources/rules/profile";
import { allowedBy, shown, shownName, unknownName, unshown } from "../resources/rules/rule";
import { ofPartner, ofProject, partnersOfProject, type ConfigProblem, type Given } from "./configGiven";
import { CONFIG_KEYS } from "./configKeys";
import { fromConfig } from "./configSource";
import type { PlainCredentialsArgs } from "./partnerCredentialsArgs";
import { textsToSet, textsTypedAway } from "./textsTypedAway";

const WHERE_IT_IS_THE_KEY = "if it is the key itself, take it out and treat it as known to others";

/**
 * Reads and checks the stack's config.
 *
 * @param partner the partner whose config to read, if the program has several. Its config is the object of that name
 * (`pulumi config set --path acme.environment production`). If the object has no `partner`, that is the name too. Without
 * this argument, the config is that of the project itself, for one partner.
 * @throws pulumi.RunError that lists every problem of every partner in the config: unknown keys, wrong types, missing keys
 *
 * @example
 * ```ts
 * import { PartnerCredentials, readConfig } from "pulumi-partner-keys/stacks";
 *
 * const acme = new PartnerCredentials("acme", readConfig("acme"));
 * ```
 */
export function readConfig(partner?: string): PlainCredentialsArgs {
  const own = read(partner === undefined ? ofProject() : ofPartner(partner));
  // The first one refuses for all: a component that was declared before the others are judged goes its way
  const others = partnersOfProject().filter((name) => name !== partner);
  const all = [own, ...others.map((name) => read(ofPartner(name)))];
  const wrong = all.filter(({ problems }) => problems.length > 0);
  const [first] = wrong;
  const elsewhere = inAnotherNamespace(pulumi.getProject());
  if (first !== undefined || elsewhere.length > 0) {
    const problems = [...wrong.flatMap(({ problems }) => problems), ...elsewhere];
    const lines = problems.map(({ name, what }) => `${name}: ${what}`);
    throw refused({
      doing: `the config of stack ${pulumi.getStack()} cannot be used`,
      what: [...new Set(lines)],
      advice: `edit Pulumi.${pulumi.getStack()}.yaml, or run ${(first ?? own).command("<key>", "<value>")}`,
    });
  }
  return fromConfig(own.values as unknown as PlainCredentialsArgs, own.command);
}

interface ReadConfig extends Pick<Given, "command" | "problems"> {
  readonly values: Record<string, unknown>;
}

function read({ prefix, given, command, problems: found }: Given): ReadConfig {
  const problems = [...found];
  const values: Record<string, unknown> = {};
  const hasProfile = (given.get("profile") ?? "") !== "";

  for (const [name, raw] of given) {
    const key = Object.hasOwn(CONFIG_KEYS, name) ? CONFIG_KEYS[name] : undefined;
    if (key === undefined) {
      const unknown = unknownName(name, "key", Object.keys(CONFIG_KEYS));
      problems.push({ name: prefix + shownName(name), what: unknown.slice(unknown.indexOf(": ") + 2) });
      continue;
    }
    if (raw === "" && !key.required && !key.isGuard) continue; // what a shell or a template left empty is absent
    const rule = (hasProfile ? key.ruleWithProfile : undefined) ?? key.rule;
    const read = rule(key.says(raw));
    if ("allowed" in read) {
      const path = prefix.slice(prefix.indexOf(":") + 1) + name;
      const toSet = textsToSet(path, textsTypedAway(key.rule, key.says(raw)));
      const given = key.shown ? shown(raw) : unshown(key.says(raw));
      const advice = key.isKeysPlace ? ` (${WHERE_IT_IS_THE_KEY})` : "";
      const what = `${given}${advice} is not allowed, allowed: ${read.allowed}${toSet}`;
      problems.push({ name: prefix + name, what });
    } else values[name] = read.value;
  }
  // A profile that is refused may be one of a partner without an API key
  const mayLackApiKey = hasProfile && (values["profile"] === undefined || doesWithoutApiKey(values["profile"]));
  for (const [name, key] of Object.entries(CONFIG_KEYS)) {
    if (key.required && !given.has(name) && !(name === "apiKey" && mayLackApiKey))
      problems.push({
        name: prefix + name,
        what: `missing, give ${key.give ?? String(allowedBy(key.rule, undefined))}`,
      });
  }
  return { values, command, problems };
}

/** A partner that has no API key, or issues it once it has the public key. */
function doesWithoutApiKey(profile: unknown): boolean {
  return profileOf(profile as ProfileName).apiKey !== "issued";
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

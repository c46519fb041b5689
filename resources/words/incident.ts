import { titleOf } from "./atPartner";
import type { Acknowledging, AtPartner, Compromised, Handoff, Step } from "./handoff";
import { nameOf, type KeyVersion } from "./keyVersion";

/** The keys that a list still names, of those that an Activation knows. */
export function stillNamed(
  list: readonly (string | undefined)[] | undefined,
  known: readonly KeyVersion[] | undefined,
): readonly KeyVersion[] {
  return (known ?? []).filter(({ fingerprint }) => list?.includes(fingerprint) === true);
}

/** What is compromised comes first: the partner takes it until somebody removes it there, whatever AWS has live. */
export function withRemovals(
  handoff: Handoff,
  { keys, apiKeys }: Compromised,
  at: AtPartner,
  { component }: Acknowledging,
): Handoff {
  const all = [...keys.map((key) => ["key", key] as const), ...apiKeys.map((key) => ["API key", key] as const)];
  const [first] = all;
  if (first === undefined) return handoff;
  const title = titleOf(at);
  const what = all.length === 1 ? `compromised ${first[0]}` : "compromised keys";
  const { headline, facts, steps, afterwards } = handoff;
  const lists = [
    ...(keys.length === 0 ? [] : ["compromised"]),
    ...(apiKeys.length === 0 ? [] : ["compromisedApiKeys"]),
  ];
  return {
    ...handoff,
    headline: `Remove the ${what} of ${at.partner} ${at.environment} at ${title} first.`,
    facts: [
      `As long as ${title} takes it, whoever has it can sign. No label of the secret is on it any more.`,
      ...(steps.length === 0 ? [] : [`After that: ${headline}`]),
      ...facts,
    ],
    steps: [...all.map(([kind, key]) => removingCompromised(kind, key, title, at)), ...steps],
    afterwards: [
      ...afterwards,
      `Once ${title} has dropped it, take it out of ${lists.join(" and ")} of PartnerCredentials "${component}": that ends this reminder and nothing else.`,
    ],
  };
}

function removingCompromised(kind: string, key: KeyVersion, title: string, { form }: AtPartner): Step {
  return { text: `Remove the compromised ${kind} ${nameOf(key, form)} at ${title}.`, isAtPartner: true };
}

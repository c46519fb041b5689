import type { FactName, PartnerProfile } from "../partners/profile";
import type { AtPartner, FactsOfPartner } from "./handoff";

/** What people want to know of a partner while they hand a key over, and how it is called where nobody has found it. */
const ASKED: Readonly<Partial<Record<FactName, string>>> = {
  where: "where a key is handed over",
  steps: "which steps that takes",
  fingerprintForm: "which fingerprint it shows",
  shows: "what it shows once it has the key",
  keyId: "by what a request names the key",
  slots: "how many keys it takes at once",
  grace: "how long it takes the old key",
  locksOut: "whether it locks out whoever is refused",
};

/** The partner in a sentence. */
export const titleOf = ({ profile }: AtPartner) => profile?.title ?? "the partner";

/** What is known of a partner, and what is not, for the person who hands a key over. */
export function factsOf(profile: PartnerProfile): FactsOfPartner {
  const { title, where, shows, goesWrong, sources } = profile;
  const days = sources.map(({ checked }) => checked).sort();
  const unknown = Object.entries(ASKED).filter(([fact]) => profile[fact as FactName] === "unknown");
  return {
    title,
    ...(where === "unknown" ? {} : { where }),
    ...(shows === "unknown" ? {} : { shows }),
    goesWrong,
    unknown: unknown.map(([, called]) => called),
    sources: sources.map(({ source, checked }) => ({ source, checked })),
    checkedFirst: days[0] ?? "",
  };
}

/** What the upload does to the live key: of a partner that keeps one key nothing else is as important. */
export function slotsText({ title, slots, apiKey }: PartnerProfile): string[] {
  if (apiKey === "with the key")
    return [
      `${title} issues an API key of its own for each key: the live key and its API key go on working.`,
      "The new key and the new API key are not promoted together by this package.",
    ];
  if (slots === "unknown") return [];
  if (slots === 1) return [`${title} takes one key at a time: from the upload on it refuses the live key.`];
  const most = slots === "many" ? "" : `, ${slots} at most`;
  return [`${title} takes several keys at a time${most}: the live key goes on working.`];
}

/** What comes after the steps, a sentence each. */
export function afterwardsAt(profile: PartnerProfile): string[] {
  const { title, apiKey } = profile;
  const { goesWrong, unknown, checkedFirst } = factsOf(profile);
  const order =
    "The fewest requests are refused in this order: store the new API key and acknowledge the key in one run, then restart what " +
    `signs, then delete the old API key at ${title}. What reads its secrets during that run may pair an API key with the other key.`;
  return [
    ...(apiKey === "with the key" ? [order] : []),
    ...(goesWrong.length === 0 ? [] : [`What goes wrong at ${title}: ${goesWrong.join(" ")}`]),
    ...(unknown.length === 0 ? [] : [`Unknown of ${title}: ${unknown.join(", ")}.`]),
    `What is written here of ${title} is of ${checkedFirst} or later. The partner may have changed it since.`,
  ];
}

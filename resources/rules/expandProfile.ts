import type { PartnerProfile } from "../partners/profile";
import type { Props } from "./inputTable";
import { contradiction, NOTHING, type Expansion } from "./profileExpansion";
import { keyPairOfProfile } from "./profileKeyPair";
import { certificateOfProfile, signingRequestOfProfile } from "./profileSigned";
import { isRecord, shown, unshown } from "./rule";
import { isUnknown } from "./unknown";

/**
 * Fills in what the arguments leave to the profile, and finds what contradicts it. Pure: it is done anew in every run, so a row
 * never changes in what makes a key.
 *
 * @param given the arguments; what is not known yet is a placeholder of the engine, which contradicts nothing
 */
export function expandProfile(given: Props, profile: PartnerProfile): Expansion {
  const parts = [
    keyPairOfProfile,
    artifactOf,
    fingerprintFormOf,
    certificateOfProfile,
    signingRequestOfProfile,
    apiKeyOf,
    activationOf,
    keyIdOf,
    standbyOf,
  ];
  const expansions = parts.map((part) => part(given, profile));
  return {
    filled: Object.assign({}, ...expansions.map(({ filled }) => filled)) as Props,
    problems: expansions.flatMap(({ problems }) => problems),
  };
}

function artifactOf({ artifact }: Props, { name, artifacts }: PartnerProfile): Expansion {
  if (artifact === undefined) return { filled: { artifact: artifacts[0] }, problems: [] };
  const forms = artifacts.map(formOf);
  if (forms.includes(formOf(artifact))) return NOTHING;
  const allowed = forms.map((form) => JSON.stringify(form)).join(" or ");
  return { filled: {}, problems: [contradiction("artifact", shown(formOf(artifact)), name, allowed)] };
}

const formOf = (artifact: unknown) => (isRecord(artifact) ? artifact["form"] : artifact);

function fingerprintFormOf({ fingerprintForm }: Props, { name, fingerprintForm: shows }: PartnerProfile): Expansion {
  if (shows === "none" || shows === "unknown") return NOTHING;
  if (fingerprintForm === undefined) return { filled: { fingerprintForm: shows }, problems: [] };
  if (fingerprintForm === shows) return NOTHING;
  const problem = contradiction("fingerprintForm", shown(fingerprintForm), name, JSON.stringify(shows));
  return { filled: {}, problems: [problem] };
}

/** With one slot the upload of the spare would take the live key off. */
function standbyOf({ standby }: Props, { name, title, slots }: PartnerProfile): Expansion {
  if (standby !== true || slots !== 1) return NOTHING;
  const allowed = `false, because ${title} takes one key at a time: the upload of the spare would take the live key off`;
  return { filled: {}, problems: [contradiction("standby", "true", name, allowed)] };
}

/** An API key that the partner issues is nothing to generate. */
function apiKeyOf({ apiKey }: Props, { name, apiKey: comes }: PartnerProfile): Expansion {
  const isOurs = isRecord(apiKey) && apiKey["generate"] !== undefined;
  if (!isOurs || (comes !== "issued" && comes !== "with the key")) return NOTHING;
  const allowed = "issued, because the partner makes the API key";
  return { filled: {}, problems: [contradiction("apiKey", "generate", name, allowed)] };
}

/** What the partner gives for a key comes back with its acknowledgement, so no other mode can know it. */
function activationOf({ activation }: Props, profile: PartnerProfile): Expansion {
  const comesLater = givenAfterUpload(profile);
  if (comesLater === undefined) return NOTHING;
  if (activation === undefined) return { filled: { activation: "acknowledged" }, problems: [] };
  if (activation === "acknowledged" || isUnknown(activation)) return NOTHING;
  const allowed = `"acknowledged", because ${comesLater}`;
  return { filled: {}, problems: [contradiction("activation", shown(activation), profile.name, allowed)] };
}

function givenAfterUpload({ apiKey, keyId }: PartnerProfile): string | undefined {
  if (apiKey === "with the key") return "the API key of a key comes after it";
  if (keyId === "unknown" || keyId.kind !== "assigned") return undefined;
  return "the partner assigns the id of a key (acknowledgedKeyId) after it";
}

/** An id goes into state and tags. */
function keyIdOf({ acknowledgedKeyId: given }: Props, { name, apiKey }: PartnerProfile): Expansion {
  if (apiKey !== "with the key" || given === undefined || given === "" || isUnknown(given)) return NOTHING;
  const allowed = "none, because the API key is the id: give it as apiKey";
  return { filled: {}, problems: [contradiction("acknowledgedKeyId", unshown(given), name, allowed)] };
}

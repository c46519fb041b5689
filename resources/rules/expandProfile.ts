import type { PartnerProfile } from "../partners/profile";
import type { Props } from "./inputTable";
import { contradiction, NOTHING, type Expansion } from "./profileExpansion";
import { keyPairOfProfile } from "./profileKeyPair";
import { certificateOfProfile, signingRequestOfProfile } from "./profileSigned";
import { isRecord, shown } from "./rule";
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

/** An API key that the partner issues is nothing to generate; one that comes with the key is not there when the key is made. */
function apiKeyOf({ apiKey, activation }: Props, { name, apiKey: comes }: PartnerProfile): Expansion {
  const problems: string[] = [];
  if ((comes === "issued" || comes === "with the key") && isRecord(apiKey) && apiKey["generate"] !== undefined)
    problems.push(contradiction("apiKey", "generate", name, "issued, because the partner makes the API key"));
  if (comes !== "with the key") return { filled: {}, problems };
  if (activation === undefined) return { filled: { activation: "acknowledged" }, problems };
  if (activation === "acknowledged" || isUnknown(activation)) return { filled: {}, problems };
  const allowed = '"acknowledged", because the API key of a key comes after it';
  return { filled: {}, problems: [...problems, contradiction("activation", shown(activation), name, allowed)] };
}

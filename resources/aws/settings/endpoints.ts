import { isRecord, nearest, shownName, type Rule } from "../../rules/rule";
import { asJson } from "../../rules/written";
import { isAbsent, url } from "./settingRules";

const SERVICES = ["secretsmanager", "sts"] as const;
/** The services whose endpoint can be given. */
export type Service = (typeof SERVICES)[number];

/** A service of ours under a wrong name: its requests would go elsewhere without a word. A short name is near to many. */
function meantService(name: string): Service | undefined {
  const meant = SERVICES.find((service) => service === nearest(name, SERVICES));
  if (meant === name) return undefined;
  return meant !== undefined && (meant.length > 4 || meant === name.toLowerCase()) ? meant : undefined;
}

/** One object with many services, a list of such objects, or their JSON text. Other services are not ours to judge. */
export const endpoints: Rule<Readonly<Partial<Record<Service, string>>>> = (given) => {
  const parsed = asJson(given);
  const found: Partial<Record<Service, string>> = {};
  for (const object of Array.isArray(parsed) ? (parsed as unknown[]) : [parsed]) {
    if (!isRecord(object)) return { allowed: 'a list of objects such as { "secretsmanager": "https://host" }' };
    const wrong = Object.keys(object).find((name) => meantService(name) !== undefined);
    if (wrong !== undefined)
      return { allowed: `an object without ${shownName(wrong)}, did you mean ${String(meantService(wrong))}?` };
    for (const service of SERVICES) {
      if (isAbsent(object[service])) continue;
      const reading = url(object[service]);
      if ("allowed" in reading) return { allowed: `an object whose ${service} is ${reading.allowed}` };
      found[service] = reading.value;
    }
  }
  return { value: found };
};

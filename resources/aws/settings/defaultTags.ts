import { shownName, type Rule } from "../../rules/rule";
import { mapOfTexts, partsOf } from "./settingRules";

export const tagMap: Rule<Readonly<Record<string, string>>> = (given) => {
  const read = mapOfTexts(given);
  if ("allowed" in read) return read;
  const reserved = Object.keys(read.value).find((key) => /^(aws|partner-keys):/i.test(key));
  return reserved === undefined
    ? read
    : { allowed: `tags whose key does not begin with aws: or partner-keys: (${shownName(reserved)})` };
};
const tagsObject = partsOf<{ tags: Readonly<Record<string, string>> }>("an object", { tags: tagMap });
export const defaultTags: Rule<Readonly<Record<string, string>>> = (given) => {
  const read = tagsObject(given);
  return "allowed" in read ? read : { value: read.value.tags ?? {} };
};

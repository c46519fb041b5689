import { notAllowed, unshown, type Rule } from "../../rules/rule";
import type { AwsSettings } from "./awsSettings";
import { tagMap } from "./defaultTags";
import { isAbsent, url } from "./settingRules";

export type Variables = Readonly<Record<string, string | undefined>>;

const TAG = "TF_AWS_DEFAULT_TAGS_";
/** The AWS SDK reads it by itself, and it comes before the others. */
const OF_THE_SDK = "AWS_ENDPOINT_URL_STS";
const STS_ENDPOINT = [OF_THE_SDK, "TF_AWS_STS_ENDPOINT", "AWS_STS_ENDPOINT"];

/** What the aws provider takes from variables that no AWS SDK knows (its docs: default_tags, custom service endpoints). */
export function withVariables(settings: AwsSettings, variables: Variables) {
  const problems: string[] = [];
  function read<T>(name: string, rule: Rule<T>, value: unknown): T | undefined {
    const reading = rule(value);
    if ("value" in reading) return reading.value;
    problems.push(notAllowed(name, unshown(variables[name]), reading.allowed));
    return undefined;
  }

  const tags = Object.keys(variables)
    .filter((name) => name.startsWith(TAG) && name !== TAG)
    .map((name) => read(name, tagMap, { [name.slice(TAG.length)]: variables[name] }));
  const defaultTags = Object.assign({}, ...tags, settings.defaultTags) as Record<string, string>;

  const isGiven = settings.endpoints.sts !== undefined;
  const name = isGiven ? undefined : STS_ENDPOINT.find((variable) => !isAbsent(variables[variable]));
  const sts = name === undefined || name === OF_THE_SDK ? undefined : read(name, url, variables[name]);

  return {
    settings: {
      ...settings,
      ...(tags.length === 0 ? {} : { defaultTags }),
      ...(sts === undefined ? {} : { endpoints: { ...settings.endpoints, sts } }),
    },
    problems,
  };
}

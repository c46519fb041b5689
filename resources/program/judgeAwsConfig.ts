import * as pulumi from "@pulumi/pulumi";
import { ROWS, type SettingRow } from "../aws/settings/rows";
import { nearest, shownName } from "../rules/rule";
import { refused } from "./refused";

const ROW_OF: Readonly<Record<string, SettingRow>> = ROWS;
const DECIDING = Object.keys(ROWS).filter((name) => ROW_OF[name]?.decides === true);

/** The other keys of the aws provider (`@pulumi/aws`, config/vars.ts, versions 6 and 7): they are nothing to us. */
export const OTHER_KEYS: readonly string[] = [
  "ignoreTags",
  "s3UsEast1RegionalEndpoint",
  "s3UsePathStyle",
  "skipCredentialsValidation",
  "skipRegionValidation",
  "skipRequestingAccountId",
  "tagPolicyCompliance",
  "tokenBucketRateLimiterCapacity",
  "userAgents",
];

/** Stacks (an inline program each) and keys that were told. */
const told = new Set<string>();

/**
 * Judges the names of the `aws:*` keys of the stack config, which only the program can list. A misspelt one is ignored by
 * the aws provider too, and the stack goes by other credentials than somebody wrote down.
 *
 * @throws pulumi.RunError for a name that is nearly one which decides account, credentials or place
 */
export function judgeAwsConfig(): void {
  const unknown = Object.keys(pulumi.runtime.allConfig())
    .filter((key) => key.startsWith("aws:"))
    .map((key) => key.slice("aws:".length))
    .filter((name) => !Object.hasOwn(ROWS, name) && !OTHER_KEYS.includes(name));
  const problems = unknown.flatMap((name) => {
    // Without --path the whole path is the name of a key
    const meant = nearest(name.split(/[.[]/)[0] ?? name, DECIDING);
    return meant === undefined ? [] : [`aws:${shownName(name)}: unknown key, did you mean aws:${meant}?`];
  });
  if (problems.length > 0)
    throw refused({
      doing: `the config of stack ${pulumi.getStack()} cannot be used`,
      what:
        `${problems.join("; ")} ` +
        "The aws provider ignores what it does not know (pulumi config rm <key>, then pulumi config set)",
    });
  for (const name of unknown) tellOnce(name);
}

function tellOnce(name: string): void {
  const key = [pulumi.getProject(), pulumi.getStack(), name].join("/");
  if (told.has(key)) return;
  told.add(key);
  void pulumi.log.warn(
    `aws:${shownName(name)} is no key that this package knows: it goes by none of it. If the aws provider knows it, all is well`,
  );
}

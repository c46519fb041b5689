import { notAllowed, shown, unshown } from "../../rules/rule";
import { asJson } from "../../rules/written";
import type { AwsSettings } from "./awsSettings";
import { ROWS, type SettingRow } from "./rows";
import type { StaticKeys } from "./settingRow";
import { isAbsent } from "./settingRules";
import { withVariables, type Variables } from "./variables";

type Name = keyof typeof ROWS;
type Values = { -readonly [Key in Name]?: (typeof ROWS)[Key] extends SettingRow<infer T> ? T : never };

export interface SettingsRead {
  readonly settings: AwsSettings;
  /** What cannot be honoured, each with its name, what was given where that is no secret, and what is allowed. */
  readonly problems: readonly string[];
  /**
   * Why nothing new may go by these settings; `undefined` where it may. Told by checks only: what was made by them
   * before is still updated and deleted by them.
   */
  readonly disabled: string | undefined;
}

/**
 * Reads what the aws provider would be told by the same config. `given` knows the settings by their names in a stack
 * config ("aws:region"); an empty text is absent. `variables` are those of the process.
 */
export function readSettings(given: (key: string) => unknown, variables: Variables = {}): SettingsRead {
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, row] of Object.entries(ROWS) as [Name, SettingRow][]) {
    const value = given(`aws:${name}`);
    if (isAbsent(value) && !(value === "" && row.isGuard === true)) continue;
    const reading = row.rule(value);
    if ("value" in reading) values[name] = reading.value;
    else problems.push(notAllowed(`aws:${name}`, show(value, row), reading.allowed));
  }
  const read = values as Values;
  const { settings, problems: ofVariables } = withVariables(toSettings(read), variables);
  const disabled = whyDisabled(given("pulumi:disable-default-providers"));
  return { settings, problems: [...problems, ...conflicts(read), ...ofVariables], disabled };
}

/** An explicit provider is given its own settings only, so whoever sees this key is the default one. */
function whyDisabled(disabled: unknown): string | undefined {
  const packages = asJson(disabled);
  if (!Array.isArray(packages) || !packages.some((name) => name === "aws" || name === "*")) return undefined;
  return (
    "pulumi:disable-default-providers: it names aws, so nothing may go by the settings of the " +
    'stack or the machine; give the resource { provider: new Provider("<name>", { region, … }) }'
  );
}

function show(value: unknown, row: SettingRow): string {
  return row.shown === true ? shown(value) : unshown(value);
}

function conflicts({ accessKey, secretKey, token, assumeRole, assumeRoles }: Values): string[] {
  const problems: string[] = [];
  if (accessKey !== undefined && secretKey === undefined)
    problems.push("aws:secretKey: missing, aws:accessKey is given");
  if (accessKey === undefined && secretKey !== undefined)
    problems.push("aws:accessKey: missing, aws:secretKey is given");
  if (token !== undefined && accessKey === undefined && secretKey === undefined) {
    problems.push("aws:token: given without aws:accessKey and aws:secretKey, allowed: all three together");
  }
  if (assumeRole !== undefined && assumeRoles !== undefined) {
    problems.push("aws:assumeRole: given together with aws:assumeRoles, allowed: exactly one of the two");
  }
  return problems;
}

/** Each value goes where its row says. */
function toSettings(values: Values): AwsSettings {
  const keys: Partial<Record<string, unknown>> = {};
  const settings: Partial<Record<string, unknown>> = {};
  for (const [name, value] of Object.entries(values)) {
    const row: SettingRow = ROWS[name as Name];
    const [place, part]: readonly string[] = row.goesTo ?? [name];
    if (part !== undefined) keys[part] = value;
    else if (place !== undefined && value !== undefined) settings[place] ??= value;
  }
  const hasKeys = keys["accessKeyId"] !== undefined && keys["secretAccessKey"] !== undefined;
  return { assumeRoles: [], endpoints: {}, ...settings, ...(hasKeys ? { keys: keys as unknown as StaticKeys } : {}) };
}

import { parseArgs, type ParseArgsConfig } from "node:util";
import { failure } from "../resources/errors";
import { accountId } from "../resources/aws/settings/settingRules";
import { ROWS } from "../resources/aws/settings/rows";
import { nearest, notAllowed, shown, type Rule } from "../resources/rules/rule";

/** The flags of every command that asks AWS, as `parseArgs` takes them: whose credentials. */
export const CREDENTIALS_FLAGS = {
  profile: { type: "string" },
  account: { type: "string" },
} as const;

export const CREDENTIALS_USAGE = `  --profile <name>         profile of the shared files. Default: AWS_PROFILE
  --account <12 digits>    refuse credentials of any other account`;

/** And where, for a command that names no secret by its ARN. */
export const AWS_FLAGS = { region: { type: "string", multiple: true }, ...CREDENTIALS_FLAGS } as const;

export const AWS_USAGE = `  --region <region>        may be repeated. Default: AWS_REGION, AWS_DEFAULT_REGION, the profile
${CREDENTIALS_USAGE}`;

export interface AwsFlags {
  readonly regions: readonly string[];
  readonly profile: string | undefined;
  readonly account: string | undefined;
}

type Given = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

/** Reads the flags of one command; whatever is wrong with them is told at once. */
export class Flags {
  private readonly problems: string[] = [];

  private constructor(private readonly given: Given) {}

  /** @throws PartnerKeysError `ERR_INVALID_INPUT`, where node cannot read the line */
  static parse(args: readonly string[], options: NonNullable<ParseArgsConfig["options"]>): Flags {
    try {
      return new Flags(parseArgs({ args: [...args], options, strict: true }).values);
    } catch (error) {
      // Its further lines and sentences explain how to pass what begins with a dash
      const [problem = ""] = (error as Error).message.split(/\n|\. /);
      const [, name] = /^Unknown option '--([^']+)'/.exec(problem) ?? [];
      const meant = name === undefined ? undefined : nearest(name, Object.keys(options));
      const hint = meant === undefined ? "" : `, did you mean --${meant}?`;
      throw refused([`${problem.charAt(0).toLowerCase()}${problem.slice(1)}${hint}`]);
    }
  }

  isSet(name: string): boolean {
    return this.given[name] === true;
  }

  /** Judged by the rule that the setting of the same meaning has. */
  read<T>(name: string, rule: Rule<T>): T | undefined {
    const given = this.given[name];
    return given === undefined ? undefined : this.judge(name, given, rule);
  }

  /** As `read`, of a flag that has to be there: `assertRight` throws before anybody uses what is missing. */
  need<T>(name: string, rule: Rule<T>): T {
    const reading = rule(this.given[name]);
    if (this.given[name] === undefined && "allowed" in reading)
      this.problems.push(`--${name}: is missing, allowed: ${reading.allowed}`);
    return this.read(name, rule) as T;
  }

  readAll<T>(name: string, rule: Rule<T>): readonly T[] {
    const given = [this.given[name] ?? []].flat();
    return [...new Set(given.map((one) => this.judge(name, one, rule)))].filter((one) => one !== undefined);
  }

  aws(): AwsFlags {
    return {
      regions: this.readAll("region", ROWS.region.rule),
      profile: this.read("profile", ROWS.profile.rule),
      account: this.read("account", accountId),
    };
  }

  /** @throws PartnerKeysError `ERR_INVALID_INPUT` with everything that is wrong */
  assertRight(): void {
    if (this.problems.length > 0) throw refused(this.problems);
  }

  private judge<T>(name: string, given: unknown, rule: Rule<T>): T | undefined {
    const reading = rule(given);
    if ("value" in reading) return reading.value;
    this.problems.push(notAllowed(`--${name}`, shown(given), reading.allowed));
    return undefined;
  }
}

/** Everything that is wrong with a command line, as one error. */
export function refused(problems: readonly string[], command = "<command>") {
  const what = problems.join("; ");
  return failure("ERR_INVALID_INPUT", {
    doing: "reading the command line",
    what,
    advice: `partner-keys help ${command}`,
  });
}

import { failure } from "../../resources/errors";
import { nearest } from "../../resources/rules/rule";
import type { Command } from "../command";
import { EXIT } from "../exitCodes";

type Commands = Readonly<Record<string, Command>>;

/** `commands`: all of them, this one too. */
export function help(commands: () => Commands): Command {
  return {
    summary: "what a command does, and its flags",
    usage: "partner-keys help [command]\n",
    async run([name, ...others], { voice }) {
      if (name === undefined) await voice.result(overview(commands()));
      else if (others.length > 0)
        throw failure("ERR_INVALID_INPUT", { doing: "reading the command line", what: "help takes one command" });
      else await voice.result(commandNamed(name, commands()).usage);
      return EXIT.ok;
    },
  };
}

/** @throws PartnerKeysError `ERR_INVALID_INPUT` that names every command */
export function commandNamed(name: string, commands: Commands): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return command;
  const meant = nearest(name, Object.keys(commands));
  const hint = meant === undefined ? "" : ` did you mean ${meant}?`;
  const what = `there is no command ${JSON.stringify(name)},${hint} allowed: ${Object.keys(commands).join(", ")}`;
  throw failure("ERR_INVALID_INPUT", { doing: "reading the command line", what, advice: "partner-keys help" });
}

function overview(commands: Commands): string {
  const rows = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(8)} ${summary}`);
  return `partner-keys: the keys of this package in AWS Secrets Manager, without Pulumi

partner-keys <command> [flags]

${rows.join("\n")}

partner-keys help <command> prints its flags, partner-keys --version the version. It exits with 0, or with
  1  status --check: something has to be done; probe: the partner does not take a key that it should take
  2  the command line or the AWS settings are wrong, nothing was asked
  3  AWS refused or did not answer, or these are credentials of another account: not all there is was printed;
     probe: nothing was proven
`;
}

import { accountId } from "../../resources/aws/settings/settingRules";
import { failure } from "../../resources/errors";
import { oneOf, text } from "../../resources/rules/rule";
import type { Command } from "../command";
import { EXIT } from "../exitCodes";
import { Flags } from "../flags";
import { FORMATS, reportHandoff, type HandoffOptions } from "../handoff/report";

/** A page for whoever uploads a key, made of the outputs of a stack. It asks AWS nothing. */
export const handoff: Command = {
  summary: "a page for the person who uploads a key: what to paste, where, and what follows",
  usage: `partner-keys handoff [flags]

Reads what the components told the stack that is selected in this folder (pulumi stack export), and prints one
HTML file that loads nothing. It holds the public half of keys alone.

  --stack <name>           another stack than the one that is selected
  --stack-outputs <file>   what pulumi stack export printed, or - for stdin. Pulumi is not run. If the program
                           exports handoffData, what pulumi stack output --json printed will do
  --component <name>       may be repeated. Default: every PartnerCredentials of the stack
  --account <12 digits>    refuse a key that is kept in any other account
  --format <format>        html, markdown (for an issue) or text. Default: html
  --out <file>             write to a new file instead of stdout. A terminal gets no HTML without it
  --force                  write over the file
`,
  async run(args, world) {
    const options = optionsOf(args);
    if (options.format === "html" && options.out === undefined && world.voice.isTerminal)
      throw failure("ERR_INVALID_INPUT", {
        doing: "printing a page",
        what: "a terminal shows no HTML",
        advice: "pass --out handoff.html, or --format text",
      });
    await reportHandoff(options, world);
    return EXIT.ok;
  },
};

function optionsOf(args: readonly string[]): HandoffOptions {
  const flags = Flags.parse(args, {
    ...{ stack: { type: "string" }, "stack-outputs": { type: "string" } },
    component: { type: "string", multiple: true },
    ...{ account: { type: "string" }, format: { type: "string" }, out: { type: "string" } },
    force: { type: "boolean" },
  });
  const options = {
    from: {
      file: flags.read("stack-outputs", text("a file, or - for stdin")),
      stack: flags.read("stack", text("the name of a stack")),
    },
    components: flags.readAll("component", text("the name of a component")),
    account: flags.read("account", accountId),
    format: flags.read("format", oneOf(...FORMATS)) ?? "html",
    out: flags.read("out", text("a file")),
    isForced: flags.isSet("force"),
  } as const;
  flags.assertRight();
  return options;
}

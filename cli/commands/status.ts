import { writtenNumber } from "../../resources/rules/written";
import { failure } from "../../resources/errors";
import type { Command, World } from "../command";
import { AWS_FLAGS, AWS_USAGE, Flags, type AwsFlags } from "../flags";
import type { StatusOptions } from "../status/report";

const PENDING_DAYS = 7;

/** Every key of an account and region, by tags, labels and dates. It never asks for a value. */
export const status: Command = {
  summary: "every key of an account: whose, how old, what is pending, what is to be done",
  usage: `partner-keys status [flags]

Lists every key that this package owns in an account and region, and reads no value.

${AWS_USAGE}
  --due-after-days <days>  age at which a live key is due. Default: none, the due date is unknown
  --pending-days <days>    how long a key may be pending. Default: ${PENDING_DAYS}
  --check                  exit with 1 if a key is due, pending too long, scheduled for deletion, its certificate
                           ends within 30 days, or its labels were moved by hand
  --json                   one JSON document instead of the table
  --html                   one HTML file that loads nothing, with the age of each key as a bar

It needs secretsmanager:ListSecrets, ListSecretVersionIds and DescribeSecret (statusPolicy, docs/iam.md).
`,
  async run(args, world) {
    const { aws, options } = optionsOf(args);
    return look(aws, options, world);
  },
};

function optionsOf(args: readonly string[]): { readonly aws: AwsFlags; readonly options: StatusOptions } {
  const flags = Flags.parse(args, {
    ...AWS_FLAGS,
    "due-after-days": { type: "string" },
    "pending-days": { type: "string" },
    check: { type: "boolean" },
    json: { type: "boolean" },
    html: { type: "boolean" },
  });
  const days = writtenNumber(1, 3650);
  const aws = flags.aws();
  const options = {
    dueAfterDays: flags.read("due-after-days", days),
    pendingDays: flags.read("pending-days", days) ?? PENDING_DAYS,
    isCheck: flags.isSet("check"),
    format: formatOf(flags),
  };
  flags.assertRight();
  return { aws, options };
}

function formatOf(flags: Flags): StatusOptions["format"] {
  const [format = "table", other] = (["json", "html"] as const).filter((name) => flags.isSet(name));
  if (other !== undefined)
    throw failure("ERR_INVALID_INPUT", {
      doing: "reading the command line",
      what: "--json and --html exclude each other",
    });
  return format;
}

/** Loading the AWS client takes a while, and help and a wrong flag do without. */
async function look(aws: AwsFlags, options: StatusOptions, world: World): Promise<number> {
  /* eslint-disable @typescript-eslint/no-require-imports */
  const { openPlace } = require("../place") as typeof import("../place");
  const { reportStatus } = require("../status/report") as typeof import("../status/report");
  /* eslint-enable @typescript-eslint/no-require-imports */
  const place = await openPlace(aws, world);
  try {
    return await reportStatus(place, options, world);
  } finally {
    for (const { open } of place.regions) open.client.destroy();
  }
}

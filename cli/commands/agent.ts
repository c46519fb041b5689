import { isAbsolute } from "node:path";
import { regionOfSecret } from "../../resources/aws/arn";
import { oneOrMore } from "../../resources/aws/settings/settingRules";
import { text, type Rule } from "../../resources/rules/rule";
import { writtenNumber } from "../../resources/rules/written";
import { checkOptions } from "../../resources/signer/options";
import type { AgentOptions } from "../agent/serve";
import type { Command, World } from "../command";
import { EXIT } from "../exitCodes";
import { CREDENTIALS_FLAGS, CREDENTIALS_USAGE, Flags, type AwsFlags } from "../flags";
import { secretArn } from "../probe/rules";

/** Bytes of `sun_path` without its end (unix(7)); macOS has 103. */
const LONGEST_PATH = 103;
/** Version of the lines that are printed. */
const SCHEMA = 1;

const socketPath: Rule<string> = (given) =>
  typeof given === "string" && isAbsolute(given) && Buffer.byteLength(given) <= LONGEST_PATH
    ? { value: given }
    : { allowed: `an absolute path of at most ${LONGEST_PATH} bytes` };

/** The signer on a Unix socket, for services in every language. */
export const agent: Command = {
  summary: "the signer on a Unix socket, for services in every language",
  usage: `partner-keys agent --private-key-secret-arn <arn> --api-key-secret-arn <arn> --origin <url> --socket <path> [flags]

Signs requests for whoever may open the socket, and takes them through a rotation (docs/agent.md). It runs until it
gets SIGTERM, and prints an event a line, as JSON.

  --private-key-secret-arn <arn>  full ARN of the secret of the private key; its region is the one that is asked
  --api-key-secret-arn <arn>      full ARN of the secret of the API key
  --origin <url>           may be repeated: https://host. Nothing is signed for another one
  --socket <path>          in a directory of its own, which is made if it is missing
  --group <name>           who may open the socket besides this user (mode 0660). Default: nobody (mode 0600)
  --max-age <seconds>      after which AWSCURRENT is read again. Default: 300
${CREDENTIALS_USAGE}

It needs secretsmanager:GetSecretValue for all three labels of the secrets (readerPolicy, docs/iam.md).
`,
  async run(args, world) {
    const { aws, options } = optionsOf(args);
    return start(aws, options, world);
  },
};

function optionsOf(args: readonly string[]): { readonly aws: AwsFlags; readonly options: AgentOptions } {
  const flags = Flags.parse(args, {
    ...CREDENTIALS_FLAGS,
    "private-key-secret-arn": { type: "string" },
    "api-key-secret-arn": { type: "string" },
    origin: { type: "string", multiple: true },
    socket: { type: "string" },
    group: { type: "string" },
    "max-age": { type: "string" },
  });
  const privateKeySecretArn = flags.need("private-key-secret-arn", secretArn);
  const region = regionOfSecret(privateKeySecretArn) ?? "";
  const signer = {
    privateKeySecretArn,
    apiKeySecretArn: flags.need("api-key-secret-arn", secretArn),
    origin: flags.need("origin", oneOrMore("origins", text("https://host"))),
    maxAge: flags.read("max-age", writtenNumber(1, 86_400)) ?? 300,
  };
  const path = flags.need("socket", socketPath);
  const group = flags.read("group", text("the name of a group", /^[A-Za-z_][A-Za-z0-9_.-]{0,31}$/));
  const aws = { ...flags.aws(), regions: [region] };
  flags.assertRight();
  checkOptions(signer);
  return { aws, options: { path, group, signer, region } };
}

/** Loading the AWS client takes a while, and help and a wrong flag do without. */
async function start(aws: AwsFlags, options: AgentOptions, world: World): Promise<number> {
  /* eslint-disable @typescript-eslint/no-require-imports */
  const { openPlace } = require("../place") as typeof import("../place");
  const { serve } = require("../agent/serve") as typeof import("../agent/serve");
  /* eslint-enable @typescript-eslint/no-require-imports */
  const { voice, now } = world;
  const { account, regions } = await openPlace(aws, world);
  for (const { open } of regions) open.client.destroy();
  const tell = async (event: object) =>
    voice.result(`${JSON.stringify({ schema: SCHEMA, at: now().toISOString(), ...event })}\n`);
  await tell({ command: "agent", account, region: options.region, type: "started" });
  await serve(options, tell, now);
  return EXIT.ok;
}

<<<<<<< HEAD
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
=======
import { agentOptions } from "../agent/options";
import type { Command } from "../command";
import { EXIT } from "../exitCodes";
import { CREDENTIALS_USAGE } from "../flags";
>>>>>>> main

/** Version of the lines that are printed. */
const SCHEMA = 1;

<<<<<<< HEAD
const socketPath: Rule<string> = (given) =>
  typeof given === "string" && isAbsolute(given) && Buffer.byteLength(given) <= LONGEST_PATH
    ? { value: given }
    : { allowed: `an absolute path of at most ${LONGEST_PATH} bytes` };

/** The signer on a Unix socket, for services in every language. */
=======
/** The signer for services in every language, on a Unix socket or a port. */
>>>>>>> main
export const agent: Command = {
  summary: "the signer for services in every language, on a Unix socket",
  usage: `partner-keys agent --private-key-secret-arn <arn> --api-key-secret-arn <arn> --origin <url> --socket <path> [flags]

Signs requests for whoever may open the socket, and takes them through a rotation (docs/agent.md). It runs until it
gets SIGTERM, and prints an event a line, as JSON.

  --private-key-secret-arn <arn>  full ARN of the secret of the private key; its region is the one that is asked
  --api-key-secret-arn <arn>      full ARN of the secret of the API key; scheme qredo needs it
  --origin <url>           may be repeated: https://host. Nothing is signed for another one
  --scheme <name>          qredo, oci, okta, entra, snowflake, salesforce, netsuite. Default: qredo
  --scheme-option <name>=<value>  may be repeated: the options of the scheme (docs/resources/schemes.md)
  --key-ids                read the id that the partner assigned to each key; a key without one signs nothing
  --forward                also send requests for callers that do not send them themselves
  --socket <path>          in a directory of its own, which is made if it is missing
  --group <name>           who may open the socket besides this user (mode 0660). Default: nobody (mode 0600)
  --port <port>            in place of --socket: a port of 127.0.0.1, for callers that know the token
  --token-file <path>      with --port: a file of this user with the token, 32 characters or more
  --max-age <seconds>      after which AWSCURRENT is read again. Default: 300
${CREDENTIALS_USAGE}

It needs secretsmanager:GetSecretValue for all three labels of the secrets, and with --key-ids DescribeSecret
(readerPolicy, docs/iam.md).
`,
  /** Loading the AWS client takes a while, and help and a wrong flag do without. */
  async run(args, world) {
    const { aws, options } = agentOptions(args);
    /* eslint-disable @typescript-eslint/no-require-imports */
    const { openPlace } = require("../place") as typeof import("../place");
    const { serve } = require("../agent/serve") as typeof import("../agent/serve");
    /* eslint-enable @typescript-eslint/no-require-imports */
    const { voice, now } = world;
    const { account, regions } = await openPlace(aws, world);
    for (const { open } of regions) open.client.destroy();
    const tell = async (event: object) =>
      voice.result(`${JSON.stringify({ schema: SCHEMA, at: now().toISOString(), ...event })}\n`);
    await tell({ command: "agent", account, region: aws.regions[0], type: "started" });
    await serve(options, tell, now);
    return EXIT.ok;
  },
};
<<<<<<< HEAD

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
=======
>>>>>>> main

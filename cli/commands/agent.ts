import { agentOptions } from "../agent/options";
import type { Command } from "../command";
import { EXIT } from "../exitCodes";
import { CREDENTIALS_USAGE } from "../flags";
import { SCHEME_USAGE } from "../schemes/schemeFlags";

/** Version of the lines that are printed. */
const SCHEMA = 1;

/** The signer for services in every language, on a Unix socket or a port. */
export const agent: Command = {
  summary: "the signer for services in every language, on a Unix socket",
  usage: `partner-keys agent --private-key-secret-arn <arn> --api-key-secret-arn <arn> --origin <url> --socket <path> [flags]

Signs requests for whoever may open the socket, and takes them through a rotation (docs/agent.md). It runs until it
gets SIGTERM, and prints an event a line, as JSON.

  --private-key-secret-arn <arn>  full ARN of the secret of the private key; its region is the one that is asked
  --api-key-secret-arn <arn>      full ARN of the secret of the API key; scheme qredo needs it
  --origin <url>           may be repeated: https://host. Nothing is signed for another one
${SCHEME_USAGE}
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

import { regionOfSecret } from "../../resources/aws/arn";
import { writtenNumber } from "../../resources/rules/written";
import { checkOptions } from "../../resources/signer/options";
import type { Command, World } from "../command";
import { EXIT } from "../exitCodes";
import { CREDENTIALS_FLAGS, CREDENTIALS_USAGE, Flags, type AwsFlags } from "../flags";
import type { ProbeFlags } from "../probe/ask";
import { probeDocument } from "../probe/document";
import { partnerUrl, secretArn } from "../probe/rules";
import { liveLine, probePage } from "../probe/page";
import { VERDICTS } from "../probe/verdicts";

const REFUSED_STATUS = 401;

interface Options {
  readonly aws: AwsFlags;
  readonly asked: ProbeFlags;
  readonly isJson: boolean;
}

/** Whether the partner takes a key. */
export const probe: Command = {
  summary: "whether the partner takes the pending key, proven by a key that it must refuse",
  usage: `partner-keys probe --private-key-secret-arn <arn> --api-key-secret-arn <arn> --url <url> [flags]

Sends a GET of the URL that is signed with the pending key, then one that is signed with a key made for this
purpose, which the partner has to refuse, then one with the live key. At most two requests of a run are refused.
Run it by hand, not by a schedule: only --live is for that.

  --private-key-secret-arn <arn>  full ARN of the secret of the private key; its region is the one that is asked
  --api-key-secret-arn <arn>      full ARN of the secret of the API key
  --url <url>              a GET that changes nothing and whose signature the partner checks
  --refused-status <n>     status by which the partner refuses a signature. Default: ${REFUSED_STATUS}
  --locks-out              the partner locks a caller out after refused signatures: no key is sent that is made to be
                           refused, and the run ends after one request. An acceptance is then not proven
  --live                   send the live key and nothing else: for a daily run, one line
${CREDENTIALS_USAGE}
  --json                   one JSON document

It exits with 1 if the partner does not take a key that it should take, and with 3 if nothing was proven.
It needs secretsmanager:GetSecretValue for AWSCURRENT and AWSPENDING of the secrets (readerPolicy, docs/iam.md).
`,
  async run(args, world) {
    return look(optionsOf(args), world);
  },
};

function optionsOf(args: readonly string[]): Options {
  const flags = Flags.parse(args, {
    ...CREDENTIALS_FLAGS,
    "private-key-secret-arn": { type: "string" },
    "api-key-secret-arn": { type: "string" },
    url: { type: "string" },
    "refused-status": { type: "string" },
    "locks-out": { type: "boolean" },
    live: { type: "boolean" },
    json: { type: "boolean" },
  });
  const asked = {
    privateKeySecretArn: flags.need("private-key-secret-arn", secretArn),
    apiKeySecretArn: flags.need("api-key-secret-arn", secretArn),
    url: flags.need("url", partnerUrl),
    refusedStatus: flags.read("refused-status", writtenNumber(300, 599)) ?? REFUSED_STATUS,
    live: flags.isSet("live"),
    locksOut: flags.isSet("locks-out"),
  };
  const aws = { ...flags.aws(), regions: [regionOfSecret(asked.privateKeySecretArn) ?? ""] };
  flags.assertRight();
  const { privateKeySecretArn, apiKeySecretArn, url } = asked;
  checkOptions({ privateKeySecretArn, apiKeySecretArn, origin: new URL(url).origin });
  return { aws, asked, isJson: flags.isSet("json") };
}

/** Loading the AWS client takes a while, and help and a wrong flag do without. */
async function look({ aws, asked, isJson }: Options, world: World): Promise<number> {
  /* eslint-disable @typescript-eslint/no-require-imports */
  const { openPlace } = require("../place") as typeof import("../place");
  const { ask } = require("../probe/ask") as typeof import("../probe/ask");
  const { readBy } =
    require("../../resources/signer/secretsManager") as typeof import("../../resources/signer/secretsManager");
  /* eslint-enable @typescript-eslint/no-require-imports */
  const { voice } = world;
  const place = await openPlace(aws, world);
  const { account } = place;
  try {
    let code: number = EXIT.ok;
    for (const { region, open } of place.regions) {
      if (!isJson) await voice.result(`account ${account}, region ${region}\n`);
      const report = await ask(asked, readBy(open.client, region));
      const where = { account, region, secretArn: asked.privateKeySecretArn, origin: new URL(asked.url).origin };
      if (isJson) await voice.result(probeDocument(where, report, world.now()));
      else await voice.result(asked.live ? liveLine(report) : probePage(where, report));
      code = EXIT[VERDICTS[report.verdict].exit];
    }
    return code;
  } finally {
    for (const { open } of place.regions) open.client.destroy();
  }
}

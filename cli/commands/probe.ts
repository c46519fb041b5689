import type { Command, World } from "../command";
import { EXIT } from "../exitCodes";
import { CREDENTIALS_USAGE } from "../flags";
import { probeDocument } from "../probe/document";
import { probeOptions, type ProbeCommand } from "../probe/options";
import { liveLine, probePage } from "../probe/page";
import { askedUrl } from "../probe/requests";
import { VERDICTS } from "../probe/verdicts";
import { SCHEME_USAGE } from "../schemes/schemeFlags";

/** Whether the partner takes a key. */
export const probe: Command = {
  summary: "whether the partner takes the pending key, proven by a key that it must refuse",
  usage: `partner-keys probe --private-key-secret-arn <arn> --api-key-secret-arn <arn> --url <url> [flags]
partner-keys probe --private-key-secret-arn <arn> --partner <profile> --scheme-option <name>=<value> [flags]

Sends a request that is signed with the pending key, then one that is signed with a key made for this purpose,
which the partner has to refuse, then one with the live key. It is a GET of the URL, or the request for a token.
At most two requests of a run are refused. Run it by hand, not by a schedule: only --live is for that.

  --private-key-secret-arn <arn>  full ARN of the secret of the private key; its region is the one that is asked
  --api-key-secret-arn <arn>      full ARN of the secret of the API key; scheme qredo needs it
  --partner <profile>      the scheme of a profile (docs/partners). If the partner locks out, that is --locks-out
${SCHEME_USAGE}
  --url <url>              a GET that changes nothing and whose signature the partner checks. Default of okta,
                           entra, netsuite and salesforce: the token endpoint of their options
  --scope <scope>          of the token; okta and entra need it
  --key-id <id>            what the partner called the pending key; netsuite needs it until the key is acknowledged
  --refused-status <n>     of qredo: status by which the partner refuses a signature. Default: 401
  --locks-out              the partner locks a caller out after refused signatures: no key is sent that is made to be
                           refused, and the run ends after one request. An acceptance is then not proven
  --live                   send the live key and nothing else: for a daily run, one line
${CREDENTIALS_USAGE}
  --json                   one JSON document

It exits with 1 if the partner does not take a key that it should take, and with 3 if nothing was proven.
It needs secretsmanager:GetSecretValue for AWSCURRENT and AWSPENDING of the secrets, for netsuite DescribeSecret too
(readerPolicy, docs/iam.md).
`,
  async run(args, world) {
    return look(probeOptions(args), world);
  },
};

/** Loading the AWS client takes a while, and help and a wrong flag do without. */
async function look({ aws, asked, isJson }: ProbeCommand, world: World): Promise<number> {
  /* eslint-disable @typescript-eslint/no-require-imports */
  const { openPlace } = require("../place") as typeof import("../place");
  const { ask } = require("../probe/ask") as typeof import("../probe/ask");
  const { readBy, tagsBy } =
    require("../../resources/signer/secretsManager") as typeof import("../../resources/signer/secretsManager");
  /* eslint-enable @typescript-eslint/no-require-imports */
  const { voice } = world;
  const place = await openPlace(aws, world);
  const { account } = place;
  try {
    let code: number = EXIT.ok;
    for (const { region, open } of place.regions) {
      if (!isJson) await voice.result(`account ${account}, region ${region}\n`);
      const report = await ask(asked, { read: readBy(open.client, region), tags: tagsBy(open.client, region) });
      const { privateKeySecretArn: secretArn, question } = asked;
      const where = { account, region, secretArn, scheme: question.name, origin: new URL(askedUrl(question)).origin };
      if (isJson) await voice.result(probeDocument(where, report, world.now()));
      else await voice.result(asked.live ? liveLine(report) : probePage(where, report));
      code = EXIT[VERDICTS[report.verdict].exit];
    }
    return code;
  } finally {
    for (const { open } of place.regions) open.client.destroy();
  }
}

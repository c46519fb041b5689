import { PROFILES } from "../../resources/partners/knownProfiles";
import type { PartnerProfile } from "../../resources/partners/profile";
import type { ProfileStep } from "../../resources/partners/profileParts";
import { markdownTable } from "../../workbench/table.cjs";
import { called, facts, formsOf, plain } from "./partnerFacts";

const ROWS: readonly PartnerProfile[] = PROFILES;

/** A page for each row, and the table of all. */
export function partnerPages(): { readonly page: string; readonly text: string }[] {
  return [
    { page: "partners/README.md", text: index() },
    ...ROWS.map((row) => ({ page: `partners/${row.name}.md`, text: pageOf(row) })),
  ];
}

function index(): string {
  const head = [
    "`profile`",
    "partner",
    "key",
    "what is handed over",
    "what it shows",
    "key id",
    "keys at once",
    "via",
    "as of",
  ];
  const body = ROWS.map((row) => [
    `[\`${row.name}\`](${row.name}.md)`,
    row.title,
    called(row.keyPairs[0]),
    `\`${formsOf(row)[0] ?? ""}\``,
    row.fingerprintForm === "none" || row.fingerprintForm === "unknown" ? row.shows : `\`${row.fingerprintForm}\``,
    row.keyId === "unknown" ? row.keyId : row.keyId.kind,
    row.slots,
    row.via.join(", "),
    firstDay(row),
  ]);
  return markdownTable(head, body);
}

function pageOf(row: PartnerProfile): string {
  const { name, title, goesWrong, withoutKey, shows } = row;
  const identity =
    withoutKey === "none" || withoutKey === "unknown"
      ? []
      : [`**${upper(title)} accepts a workload identity. Use that and no key at all.** It is ${withoutKey}.`];
  return [
    `# ${upper(title)}`,
    ...identity,
    `This page is made of the profile \`${name}\`. Its facts were read on ${firstDay(row)} or later, and the partner may have changed since. A fact that nobody has found is \`unknown\`.`,
    "## The program",
    program(row),
    ...waiting(row),
    `## At ${title}`,
    "The output `upload` is what you hand over. If a new key waits for its acknowledgement, hand over `pendingUpload` instead.",
    steps(row),
    shows === "unknown" ? "What it shows afterwards is unknown." : `Afterwards it shows ${plain(shows)}.`,
    "## The signer",
    signer(row),
    "## What goes wrong",
    goesWrong.map((one) => `- ${plain(one)}`).join("\n"),
    "## What is known",
    facts(row),
  ].join("\n\n");
}

function program({ name, certificate, signingRequest, apiKey }: PartnerProfile): string {
  const subject = '{ organization: "Acme Ltd", commonName: "acme-signer" }';
  const lines = [
    `  partner: "${name}",`,
    '  environment: "production",',
    `  profile: "${name}",`,
    ...(apiKey === "issued" || apiKey === "with the key" ? ['  apiKey: { issued: { env: "PARTNER_API_KEY" } },'] : []),
    ...(certificate === "none" ? [] : [`  certificate: { subject: ${subject} },`]),
    ...(signingRequest === "none" ? [] : [`  signingRequest: { subject: ${subject} },`]),
    "  rotateAfterDays: 90,",
  ];
  return [
    "```ts",
    'import { PartnerCredentials } from "pulumi-partner-keys/stacks";',
    "",
    `const credentials = new PartnerCredentials("credentials", {\n${lines.join("\n")}\n});`,
    "export const handoff = credentials.handoff;",
    "```",
  ].join("\n");
}

/** Why a key of this partner is not promoted before its acknowledgement. */
function waiting({ apiKey, keyId, title }: PartnerProfile): string[] {
  if (apiKey !== "with the key") {
    if (keyId === "unknown" || keyId.kind !== "assigned") return [];
    return [
      `${title} assigns an id to each key after the upload. So \`activation\` is \`acknowledged\`, in a sandbox too.`,
      "Give `acknowledgedFingerprint` and `acknowledgedKeyId` to one `pulumi up`. The first key is live already, and needs its id too. See [ids](../resources/activation.md#ids-that-the-partner-assigns).",
    ];
  }
  return [
    `${title} issues a new API key for each key. Leave \`apiKey\` out until you have the first one.`,
    "This package does not promote the two together yet. So this profile only hands over, and `activation` is `acknowledged` in a sandbox too. The fewest requests are refused in this order:",
    [
      "Hand the pending key over, and keep the new API key.",
      "Give the new API key and `acknowledgedFingerprint` to one `pulumi up`.",
      "Restart what signs.",
      `Delete the old API key at ${title}.`,
    ]
      .map((step, i) => `${i + 1}. ${step}`)
      .join("\n"),
  ];
}

function steps({ where, steps: known }: PartnerProfile): string {
  const texts: readonly ProfileStep[] = known === "unknown" ? [{ text: "The steps there are unknown." }] : known;
  const first = where === "unknown" ? [] : [`Go to ${plain(where)}.`];
  const all = texts.map(({ text, command, isHandingOver }) => {
    if (command !== undefined) return `${plain(text)}: \`${command}\``;
    return `${plain(text)}${isHandingOver === true ? ": `upload`" : ""}`;
  });
  return [...first, ...all].map((text, i) => `${i + 1}. ${text}`).join("\n");
}

function signer({ signature, scheme, keyId }: PartnerProfile): string {
  const by =
    scheme === undefined
      ? "This package has no scheme for it. Use `run` of the [signer](../resources/signer.md) with a client of the partner."
      : scheme === "qredo"
        ? "The [signer](../resources/signer.md) makes this signature by itself."
        : `\`${scheme}\` of [schemes](../resources/schemes.md) makes this signature.`;
  const id = keyId === "unknown" ? "unknown" : plain(keyId.how);
  return [`- **Signature of a request**: ${plain(signature)}.`, `- **What names the key in it**: ${id}.`, "", by].join(
    "\n",
  );
}

const firstDay = ({ sources }: PartnerProfile) => sources.map(({ checked }) => checked).sort()[0] ?? "";
const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

import { PROFILES } from "../../resources/partners/knownProfiles";
import type { FactName, PartnerProfile } from "../../resources/partners/profile";
import type { ProfileKeyPair, ProfileStep } from "../../resources/partners/profileParts";
import { markdownTable } from "../../workbench/table.cjs";

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
  const { name, title, goesWrong, withoutKey } = row;
  const identity =
    withoutKey === "none" || withoutKey === "unknown"
      ? []
      : [`**${title} takes a workload identity: take that, no key at all.** It is ${withoutKey}.`];
  return [
    `# ${upper(title)}`,
    ...identity,
    `This page is made of the row \`${name}\`. The partner may have changed what was read, on ${firstDay(row)} or later. What nobody has found is \`unknown\`.`,
    "## The program",
    program(row),
    ...waiting(row),
    `## At ${title}`,
    steps(row),
    `Afterwards: ${row.shows === "unknown" ? "what it shows is unknown" : row.shows}.`,
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

/** Why a key of this partner is never live before its acknowledgement. */
function waiting({ apiKey, keyId, title }: PartnerProfile): string[] {
  if (apiKey !== "with the key") {
    if (keyId === "unknown" || keyId.kind !== "assigned") return [];
    return [
      `${title} assigns an id to each key once it has it. So \`activation\` is \`acknowledged\`, in a sandbox too. Give \`acknowledgedFingerprint\` and \`acknowledgedKeyId\` to one \`pulumi up\`, also for the first key, which is live already ([ids](../resources/activation.md#ids-that-the-partner-assigns)).`,
    ];
  }
  return [
    `${title} issues a new API key for each key. Leave \`apiKey\` out until you have the first one. This package does not promote the two together yet, so this profile hands over only, and \`activation\` is \`acknowledged\` in a sandbox too. The fewest requests are refused in this order: hand the pending key over, and keep the new API key; give the new API key and \`acknowledgedFingerprint\` to one \`pulumi up\`; restart what signs; delete the old API key at ${title}.`,
  ];
}

function steps({ where, steps: known }: PartnerProfile): string {
  const texts: readonly ProfileStep[] = known === "unknown" ? [{ text: "Which steps that takes is unknown." }] : known;
  const first = where === "unknown" ? [] : [`Go to ${plain(where)}.`];
  const told = texts.map(({ text, command, isHandingOver }) => {
    if (command !== undefined) return `${plain(text)}: \`${command}\``;
    return `${plain(text)}${isHandingOver === true ? ": `upload`, or `pendingUpload`" : ""}`;
  });
  return [...first, ...told].map((text, i) => `${i + 1}. ${text}`).join("\n");
}

function signer({ signature, scheme, keyId }: PartnerProfile): string {
  const how =
    scheme === undefined
      ? "This package has no scheme for it: use `run` of the [signer](../resources/signer.md) with a client of the partner."
      : scheme === "qredo"
        ? "The [signer](../resources/signer.md) signs so by itself."
        : `\`${scheme}\` of [schemes](../resources/schemes.md) signs so.`;
  const id =
    keyId === "unknown"
      ? "By what a request names the key is unknown."
      : `A request names the key by this: ${keyId.how}.`;
  return `A request is signed so: ${plain(signature)}. ${id} ${how}`;
}

/** Facts in the order of the rows, as a person reads them. */
const CALLED: Readonly<Record<FactName, string>> = {
  keyPairs: "keys that it takes",
  artifacts: "form of the public key",
  certificate: "certificate",
  signingRequest: "signing request",
  fingerprintForm: "fingerprint that it shows",
  shows: "what it shows afterwards",
  keyId: "key id",
  apiKey: "API key",
  slots: "keys at once",
  grace: "how long it takes the old key",
  where: "where in its console",
  steps: "the steps there",
  removal: "how the old key is taken away",
  goesWrong: "what goes wrong",
  signature: "how a request is signed",
  locksOut: "locks out whoever is refused",
  via: "how it gets a key",
  withoutKey: "workload identity",
};

/** The source of what is unknown: where nobody found it. */
const NOT_FOUND = "not found in any source of this table";

function facts(row: PartnerProfile): string {
  const known = (Object.keys(CALLED) as FactName[]).filter((name) => row[name] !== undefined);
  const body = known.map((name) => {
    const { source, checked } = row.sources.find(({ facts }) => facts.includes(name)) ?? {};
    return [CALLED[name], plain(valueOf(row, name)), plain(source ?? NOT_FOUND), checked ?? lastDay(row)];
  });
  return markdownTable(["fact", "value", "source", "read on"], body);
}

function valueOf(row: PartnerProfile, name: FactName): string {
  const value = row[name];
  if (typeof value === "string") return value;
  if (name === "keyPairs") return row.keyPairs.map((one) => `${called(one)} (${one.privateKeyFormat})`).join(", ");
  if (name === "artifacts") return formsOf(row).join(", ");
  if (name === "steps" || name === "goesWrong") return "above";
  if (name === "removal" && row.removal !== undefined)
    return [row.removal.text, row.removal.command ?? []].flat().join(": ");
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return value.join(", ");
  return Object.entries(value)
    .filter(([, one]) => String(one) !== "")
    .map(([field, one]) => `${field}: ${String(one)}`)
    .join("; ");
}

function called({ keyPair }: ProfileKeyPair): string {
  if ("rsa" in keyPair) return `RSA ${keyPair.rsa.modulusLength}`;
  return "ec" in keyPair ? `EC ${keyPair.ec.namedCurve}` : "Ed25519";
}

const formsOf = ({ artifacts }: PartnerProfile) =>
  artifacts.map((artifact) => (typeof artifact === "string" ? artifact : artifact.form));
const firstDay = ({ sources }: PartnerProfile) => sources.map(({ checked }) => checked).sort()[0] ?? "";
const lastDay = ({ sources }: PartnerProfile) =>
  sources
    .map(({ checked }) => checked)
    .sort()
    .at(-1) ?? "";
const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
/** Text of a row is no Markdown. */
const plain = (text: string) => text.replace(/[<>|*_]/g, (sign) => `\\${sign}`);

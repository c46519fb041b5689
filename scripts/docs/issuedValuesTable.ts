import { damageOf } from "../../resources/partners/issued/damage";
import { issuedKeyProblem, trimIssuedKey } from "../../resources/partners/issued/issuedKey";
import { markdownTable } from "../../workbench/table.cjs";

/** What arrives in place of an issued key, and what does that to it. `<key>` is the key, `<start>` and `<end>` its halves. */
export interface IssuedValue {
  readonly arrives: string;
  readonly where: string;
  /** How its bytes are written; they are read as UTF-8. */
  readonly encoding?: "utf16le";
}

const rows = (...given: readonly (readonly [string, string, "utf16le"?])[]): IssuedValue[] =>
  given.map(([arrives, where, encoding]) => ({ arrives, where, ...(encoding ? { encoding } : {}) }));

/** Nothing: the stored key stays. */
export const ABSENT = rows(
  ["", "a secret that was taken out of a CI system"],
  ["\n", "an empty file, saved by an editor"],
  [" \r\n", "the same on Windows"],
);

/** The key all the same: it is trimmed. */
export const TAKEN = rows(
  ["<key>", "as the partner's web app showed it"],
  ["<key>\n", "an editor, echo, a here-document"],
  ["<key>\r\n", "an editor on Windows"],
  [" \t<key> ", "a selection that was too wide"],
);

/** No key, or a key that was damaged on its way. */
export const REFUSED = rows(
  ["${{ secrets.PARTNER_API_KEY }}", "GitHub Actions outside an expression"],
  ["${{secrets.PARTNER_API_KEY}}", "GitHub Actions, in a composite action's shell"],
  ["${PARTNER_API_KEY}", "a template, or single quotes in a shell"],
  ["prefix-${PARTNER_API_KEY}", "a template, in part"],
  ["$(PARTNER_API_KEY)", "Azure Pipelines, a variable that is not there"],
  ["$PARTNER_API_KEY", "GitLab, a protected variable on an unprotected branch"],
  ["{{ .Values.partnerApiKey }}", "Helm"],
  ["{{secrets.partnerApiKey}}", "Argo, Ansible, Jinja"],
  ["{{resolve:secretsmanager:partner}}", "CloudFormation"],
  ["%PARTNER_API_KEY%", "cmd.exe"],
  ["#{PARTNER_API_KEY}#", "Azure Replace Tokens"],
  ["__PARTNER_API_KEY__", "Replace Tokens, older form"],
  ["((partner-api-key))", "Concourse"],
  ["op://prod/partner/apikey", "1Password without op run"],
  ["vault:secret/data/partner#apikey", "bank-vaults"],
  ["ref+awsssm://partner/apikey", "vals, helmfile"],
  ["ssm:/partner/apikey", "Serverless Framework, chamber"],
  ["arn:aws:secretsmanager:us-east-1:123456789012:secret:partner-AbCdEf", "ECS, in the wrong field"],
  ["projects/p/secrets/partner/versions/latest", "Google Cloud"],
  ["@Microsoft.KeyVault(SecretUri=https://x)", "Azure App Service"],
  ["https://x.vault.azure.net/secrets/partner", "Azure Key Vault"],
  ["/run/secrets/partner-apikey", "Docker, the value of a _FILE variable given as the value"],
  ["./secrets/partner-apikey", "a shell without $(cat …)"],
  ["C:\\secrets\\partner-apikey", "PowerShell without Get-Content"],
  [`"<key>"`, "docker run --env-file"],
  ["'<key>'", "a .env file read by make"],
  [`"<key>`, "a line that was cut"],
  ["PARTNER_API_KEY=<key>", "a .env file in place of the key"],
  ["PARTNER_API_KEY='<key>'", "the same, with quotes"],
  ["PARTNER_API_KEY = <key>", "the same, with blanks"],
  ["PARTNER_API_KEY=<key>\nOTHER=1", "the same, of several lines"],
  ["export PARTNER_API_KEY=<key>", "a line of a shell"],
  ["exportPARTNER_API_KEY=<key>", "the same, its blank lost"],
  [`$env:PARTNER_API_KEY="<key>"`, "a line of PowerShell"],
  ["ENV PARTNER_API_KEY=<key>", "a line of a Dockerfile"],
  ["x-api-key:<key>", "copied from a curl command"],
  ["Bearer <key>", "copied from a request"],
  [`{"apikey":"<key>"}`, "a key/value secret of Secrets Manager, whole"],
  [`["<key>"]`, "jq without -r, on a list"],
  ["<key>\\n", "a JSON value or $'…' taken as plain"],
  ["<start>%3D%3D", "taken from a URL"],
  ["<key>%", "copied from zsh"],
  ["<start>&amp;<end>", "copied from a page's source"],
  ["***************************", "copied from a CI log"],
  ["<start>...<end>", "copied from a list that shortens"],
  ["<start>…<end>", "the same, with an ellipsis"],
  ["xxxxxxxxxxxxxxxxxxxxxxxx", "a template in documentation"],
  ["<your-partner-api-key>", "documentation"],
  ["your-partner-api-key", "documentation"],
  ["replace-me-with-the-key", "a .env.example"],
  ["-----BEGIN PRIVATE KEY-----", "the wrong file"],
  [Buffer.from("-----BEGIN RSA PRIVATE KEY-----").toString("base64"), "the same in Base64, as CI systems keep a file"],
  ["“<key>”", "a word processor, a chat"],
  ["\ufeff<key>", "a file saved with a byte order mark"],
  ["<key>\u200b", "copied from a page, a chat"],
  ["<key>\u00a0", "copied from a page"],
  ["\ufeff<key>", "> of Windows PowerShell", "utf16le"],
  ["<key>", "the same without its mark", "utf16le"],
  ["<start>\n<end>", "a terminal or a mail that wrapped it"],
  ["<key>\n<key>", "pasted twice"],
  ["\u001b[31m<key>\u001b[0m", "colours of a terminal"],
  ["<start> <end>", "two cells, or a blank where a line was wrapped"],
  ["too-short", "a password, a part of the key"],
);

/** The text that is read where this arrives in place of `key`. */
export function textOf({ arrives, encoding }: IssuedValue, key: string): string {
  const half = Math.ceil(key.length / 2);
  const text = arrives
    .replaceAll("<key>", key)
    .replaceAll("<start>", key.slice(0, half))
    .replaceAll("<end>", key.slice(half));
  return Buffer.from(text, encoding ?? "utf8").toString("utf8");
}

const KEY = Buffer.from("stands for a key of the partner").toString("base64url");

function verdictOf(issued: IssuedValue): string {
  const text = trimIssuedKey(textOf(issued, KEY));
  if (text === "") return "absent: the stored key stays";
  const problem = damageOf(text) ?? issuedKeyProblem(text);
  return problem === undefined ? "taken" : `refused: ${problem}`;
}

/** Text as code in a table, with what nobody sees written out. */
function shown({ arrives, encoding }: IssuedValue): string {
  if (arrives === "") return "nothing";
  const visible = arrives.replace(
    /[^\x20-\x7e“”…]|^ | $/g,
    (character) => `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`,
  );
  return `\`${visible}\`${encoding === undefined ? "" : " in UTF-16"}`;
}

/** The table of docs/issued-values.md. */
export function issuedValuesTable(): string {
  const escaped = (text: string) => text.replace(/[*_\\]/g, "\\$&");
  const all = [...ABSENT, ...TAKEN, ...REFUSED];
  const rows = all.map((row) => [shown(row), escaped(row.where), escaped(verdictOf(row))]);
  return markdownTable(["what arrives", "from", "verdict"], rows);
}

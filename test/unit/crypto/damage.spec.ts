import * as assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import * as fc from "fast-check";
import { damageOf } from "../../../resources/crypto/issued/damage";
import { issuedKeyProblem } from "../../../resources/crypto/issued/issuedKey";
import { issuedKey } from "../../support/programs";
import { itHolds } from "../../support/properties";

const KEY = issuedKey();

/** What arrives, where that was seen, what the person is told. */
const DAMAGED: readonly (readonly [arrives: string, where: string, told: RegExp])[] = [
  ["${{ secrets.PARTNER_API_KEY }}", "GitHub Actions outside an expression", /GitHub Actions/],
  ["${{secrets.PARTNER_API_KEY}}", "GitHub Actions, in a composite action's shell", /GitHub Actions/],
  ["${PARTNER_API_KEY}", "a template or single quotes in a shell", /a reference that nobody resolved \(\$\{…\}/],
  [`prefix-\${PARTNER_API_KEY}`, "a template, in part", /nobody resolved/],
  ["$(PARTNER_API_KEY)", "Azure Pipelines, a variable that is not there", /Azure Pipelines/],
  ["$PARTNER_API_KEY", "GitLab, a protected variable on an unprotected branch", /a variable that was not set/],
  ["{{ .Values.partnerApiKey }}", "Helm", /a template/],
  ["{{secrets.partnerApiKey}}", "Argo, Ansible, Jinja", /a template/],
  ["{{resolve:secretsmanager:partner}}", "CloudFormation", /a template/],
  ["%PARTNER_API_KEY%", "cmd.exe", /Windows/],
  ["#{PARTNER_API_KEY}#", "Azure Replace Tokens", /replaced tokens/],
  ["__PARTNER_API_KEY__", "Replace Tokens, older form", /replaced tokens/],
  ["((partner-api-key))", "Concourse", /Concourse/],
  ["op://prod/partner/apikey", "1Password without op run", /1Password/],
  ["vault:secret/data/partner#apikey", "bank-vaults", /vault:/],
  ["ref+awsssm://partner/apikey", "vals, helmfile", /ref\+/],
  ["arn:aws:secretsmanager:us-east-1:123456789012:secret:partner-AbCdEf", "ECS, in the wrong field", /the ARN of/],
  ["projects/p/secrets/partner/versions/latest", "Google Cloud", /Google Cloud/],
  ["@Microsoft.KeyVault(SecretUri=https://x)", "Azure App Service", /KeyVault/],
  ["https://x.vault.azure.net/secrets/partner", "Azure", /Azure Key Vault/],
  ["/run/secrets/partner-apikey", "Docker, *_FILE given as the value", /a path/],
  ["./secrets/partner-apikey", "a shell without $(cat …)", /a path/],
  ["C:\\secrets\\partner-apikey", "PowerShell without Get-Content", /a path/],
  [`"${KEY}"`, "docker run --env-file", /in quotes/],
  [`'${KEY}'`, "a .env file read by make", /in quotes/],
  [`"${KEY}`, "a cut line", /a quote at one end/],
  [`PARTNER_API_KEY=${KEY}`, "a whole line of a .env file pasted", /begins with NAME=/],
  [`exportPARTNER_API_KEY=${KEY}`, "the same, its blank lost", /begins with NAME=/],
  [`x-api-key:${KEY}`, "copied from a curl command", /name of a header/],
  [`{"apikey":"${KEY}"}`, "a Secrets Manager key/value secret, whole", /is JSON/],
  [`["${KEY}"]`, "jq without -r, on a list", /is JSON/],
  [`${KEY}\\n`, "a JSON value or $'…' taken as plain", /written out/],
  [`${KEY.slice(0, 20)}%3D%3D`, "taken from a URL", /percent-encoded/],
  [`${KEY}%`, "copied from zsh", /zsh/],
  [`${KEY.slice(0, 20)}&amp;${KEY.slice(20)}`, "copied from a page's source", /HTML entity/],
  ["***************************", "copied from a CI log", /masked/],
  [`${KEY.slice(0, 12)}...${KEY.slice(-6)}`, "copied from a list that shortens", /shortened/],
  ["xxxxxxxxxxxxxxxxxxxxxxxx", "a template of documentation", /a placeholder/],
  ["<your-partner-api-key>", "documentation", /a placeholder/],
  ["your-partner-api-key", "documentation", /a placeholder/],
  ["replace-me-with-the-key", "a .env.example", /a placeholder/],
  ["-----BEGINPRIVATEKEY-----", "the wrong file, its blanks lost", /is a PEM/],
];

describe("an issued value that was damaged on its way", () => {
  for (const [arrives, where, told] of DAMAGED) {
    it(`${arrives.replace(KEY, "KEY").slice(0, 40)} (${where}) is refused`, () => {
      const reason = damageOf(arrives) ?? "taken";
      assert.match(reason, told);
      assert.ok(!reason.includes(KEY.slice(0, 12)), "the reason quotes the value");
    });
  }

  for (const [what, text, told] of [
    ["UTF-16 with its mark", Buffer.from(`\ufeff${KEY}`, "utf16le").toString("utf8"), /UTF-16/],
    ["UTF-16 without", Buffer.from(KEY, "utf16le").toString("utf8"), /UTF-16/],
    ["curly quotes", `“${KEY}”`, /outside printable ASCII/],
    ["an ellipsis", `${KEY.slice(0, 12)}…`, /outside printable ASCII/],
    ["a non-breaking blank", `${KEY}\u00a0`, /outside printable ASCII/],
    ["wrapped lines", `${KEY.slice(0, 20)}\n${KEY.slice(20)}`, /more than one line/],
    ["colours of a terminal", `\u001b[31m${KEY}\u001b[0m`, /outside printable ASCII/],
    ["a bearer header", `Bearer ${KEY}`, /white space/],
  ] as const) {
    it(`${what} is refused by a simpler rule`, () => assert.match(issuedKeyProblem(text) ?? "taken", told));
  }

  const keys = fc
    .tuple(fc.constantFrom("base64", "base64url", "hex", "uuid", "sk"), fc.integer({ min: 12, max: 64 }))
    .map(([form, size]) =>
      form === "uuid"
        ? randomUUID()
        : form === "sk"
          ? `sk_live_${randomBytes(size).toString("base64url")}`
          : randomBytes(size).toString(form as "hex"),
    );
  itHolds("no key of a usual form looks damaged", keys, (key) => {
    assert.equal(damageOf(key), undefined);
  });
});

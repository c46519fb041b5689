import { holdsPrivateKey } from "../../crypto/shown";

/** What a value looks like that was damaged on its way, or that never was the key. */
interface Damage {
  readonly looks: Pick<RegExp, "test">;
  /** Follows "it ". It never quotes the value. */
  readonly reason: string;
}

const reference = (looks: Damage["looks"], form: string): Damage => ({
  looks,
  reason: `looks like a reference that nobody resolved (${form}): provide the key itself`,
});

const PLACEHOLDER = "looks like a placeholder: provide the key itself";

/** A short beginning or end that a random key may have by chance: it has digits here and there, and letters of both cases. */
function ofWords(looks: RegExp): Damage["looks"] {
  const isMixed = (text: string) => [/\d[A-Za-z]+\d/, /[a-z]/, /[A-Z]/].every((one) => one.test(text));
  const isRandom = (text: string) => isMixed(text) || /(\d\D+){2}\d/.test(text) || /([a-z][A-Z].*){4}/.test(text);
  return { test: (text) => looks.test(text) && !isRandom(text) };
}

/**
 * Seen on the way from a partner's web app through CI systems, shells, editors and the clipboard. Each shape is one that a
 * random key in Base64, Base64url or hex has less than once in many millions; one that has it is given with
 * `verbatim: true`.
 */
const DAMAGES: readonly Damage[] = [
  reference(/\$\{\{/, "${{ … }}, GitHub Actions"),
  reference(/\$\{/, "${…}, a shell or template"),
  reference(/\$\(/, "$(…), Azure Pipelines or a shell"),
  reference(/^\$[A-Za-z_]\w*$/, "$NAME, a variable that was not set"),
  reference(/\{\{|\}\}/, "{{ … }}, a template"),
  reference(/^%[A-Za-z_]\w*%$/, "%NAME%, Windows"),
  reference(/^#\{.*\}#?$/, "#{…}#, replaced tokens"),
  reference(ofWords(/^__[A-Za-z]\w*__$/), "__NAME__, replaced tokens"),
  reference(/^\(\(.*\)\)$/, "((…)), Concourse"),
  reference(/^op:\/\//, "op://…, 1Password"),
  reference(/^(vault|ref\+[a-z]+|bao):/, "vault:… or ref+…:"),
  reference(/^(aws)?ssm:|^secretsmanager:|^sm:\/\//, "ssm:… or secretsmanager:…"),
  reference(/^arn:aws[a-z-]*:/, "the ARN of something that holds the key"),
  reference(/^\{?resolve:/, "{{resolve:…}}, CloudFormation"),
  reference(/^projects\/[^/]+\/secrets\//, "projects/…/secrets/…, Google Cloud"),
  reference(/^@Microsoft\.KeyVault\(/, "@Microsoft.KeyVault(…)"),
  reference(/^keyvault:|^https:\/\/[^/]+\.vault\.azure\.net\//, "Azure Key Vault"),
  reference(/^(file:|~\/|\.{1,2}\/|\/(run|var|etc|home|tmp|mnt|opt|usr|root|Users|secrets)\/|[A-Za-z]:\\)/, "a path"),
  { looks: /^(["'`]).*\1$/, reason: "is in quotes (a .env file or docker --env-file keeps them): take them off" },
  {
    // A whole line of a .env file or a shell: with its quotes, with blanks, or with these lost on the way
    looks: /^(export|set|SET|env|ENV|\$env:)?\s*[A-Za-z_][A-Za-z0-9_]*\s*=\s*[^=\s]/,
    reason: "begins with NAME=: provide what stands behind it",
  },
  { looks: /^["'`]|["'`]$/, reason: "has a quote at one end: a part of it was lost" },
  {
    looks: /^(x-api-key|api-?key|authorization|bearer|token)[:\s]/i,
    reason: "begins with the name of a header: provide its value",
  },
  { looks: /^[{[].*[}\]]$/, reason: "is JSON: provide the key alone" },
  { looks: /\\[nrtu"\\]/, reason: "has an escape written out (\\n): provide the character itself, or nothing" },
  { looks: /%[0-9A-Fa-f]{2}/, reason: "is percent-encoded, as in a URL: decode it" },
  { looks: /%$/, reason: "ends in %, which zsh shows where a line has no end: take it off" },
  {
    looks: /&(amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);/i,
    reason: "holds an HTML entity: copy it from the page, not from its source",
  },
  { looks: /\*{3}/, reason: "is masked (***): a log shows that in place of a secret" },
  { looks: /\.{3}/, reason: "is shortened (...): copy the whole key" },
  { looks: /^(.)\1+$/, reason: "is one character over and over: a placeholder" },
  {
    looks:
      /^<.*>$|^your[-_]|^(my|the)[-_](own|new|real|secret|private|partner|api|key|token)|(change|replace)[-_]?me|^(insert|enter|paste)[-_]|^(fixme|dummy|placeholder|redacted)\b|^(todo|tbd)[^\w+/=-]/i,
    reason: PLACEHOLDER,
  },
  { looks: ofWords(/^(put|todo|tbd)[-_]|[-_]here$/i), reason: PLACEHOLDER },
  { looks: /-----BEGIN/, reason: "is a PEM: an API key is no certificate and no key pair" },
  { looks: { test: holdsPrivateKey }, reason: "holds a private key, which the partner must never get" },
];

/** What is wrong with the shape of a value, or `undefined`. The reason never quotes the value. */
export function damageOf(value: string): string | undefined {
  const damage = DAMAGES.find(({ looks }) => looks.test(value));
  return damage === undefined ? undefined : `it ${damage.reason}`;
}

type Props = Record<string, unknown>;

/** Forms of a private key, by type of resource. */
const FORMS: Readonly<Record<string, readonly string[]>> = {
  RsaKeyPair: ["pkcs1", "pkcs8", "pkcs8-base64"],
  EcKeyPair: ["pkcs8", "sec1", "pkcs8-base64"],
  Ed25519KeyPair: ["pkcs8", "openssh", "pkcs8-base64"],
};

/** What the documentation promises of each input of a type of resource, written down a second time. */
export function promisedOf(type: string): typeof PROMISED {
  return { ...PROMISED, privateKeyFormat: (text: string) => FORMS[type]?.includes(text) === true };
}

const isKey = (key: Props): boolean =>
  isObjectOf(key, {
    versionId: (id) => typeof id === "string" && /^[A-Za-z0-9-]{32,64}$/.test(id),
    fingerprint: isFingerprint,
    publicKeyPem: (pem) => typeof pem === "string" && pem.startsWith("-----BEGIN PUBLIC KEY-----\n"),
    certificatePem: (pem) => typeof pem === "string" && pem.startsWith("-----BEGIN CERTIFICATE-----\n"),
  }) &&
  "versionId" in key &&
  "fingerprint" in key;

const PROMISED: Readonly<Record<string, (value: never) => boolean>> = {
  secretName: (text: string) => /^[A-Za-z0-9/_+=.@-]{1,512}$/.test(text),
  rotateAfterDays: (days: number) => Number.isInteger(days) && days >= 1 && days <= 3650,
  publishAs: (text: string) => ["current", "pending"].includes(text),
  modulusLength: (bits: number) => [2048, 3072, 4096].includes(bits),
  namedCurve: (text: string) => ["P-256", "P-384", "P-521", "secp256k1"].includes(text),
  secretFormat: (text: string) => ["pem", "json"].includes(text),
  secretFields: (fields: Props) =>
    Object.values(fields).some((field) => ["privateKeyPem", "privateKeyBase64", "apiKey"].includes(String(field))),
  certificate: (certificate: Props) =>
    isNamed(certificate, ["validityDays"]) && Number.isInteger(certificate["validityDays"]),
  signingRequest: (request: Props) => isNamed(request, []),
  recoveryWindowInDays: (days: number) => days === 0 || (Number.isInteger(days) && days >= 7 && days <= 30),
  deletionProtection: (flag: unknown) => typeof flag === "boolean",
  adopt: (flag: unknown) => typeof flag === "boolean",
  keepers: (map: object) => isMapOfTexts(map),
  tags: (map: object) => isMapOfTexts(map),
  description: (text: unknown) => typeof text === "string" && text.length <= 2048,
  environment: (text: string) => /^[a-z0-9][a-z0-9-]{0,62}$/.test(text),
  mode: (text: string) => ["acknowledged", "immediate", "published"].includes(text),
  region: (text: string) => /^[a-z]{2,4}(-[a-z]+)+-[0-9]$/.test(text),
  owner: (text: unknown) => typeof text === "string" && text.length <= 256 && text.split("/").length >= 3,
  kmsKeyId: (text: unknown) => typeof text === "string" && /^[\w:/.-]{1,2048}$/.test(text),
  secretId: (text: unknown) => typeof text === "string" && (isSecretArn(text) || /^[\w/+=.@-]{1,512}$/.test(text)),
  secretArn: (text: unknown) => typeof text === "string" && isSecretArn(text) && text.split(":").length === 7,
  generate: (shape: Props) =>
    isObjectOf(shape, {
      bytes: (bytes) => Number.isInteger(bytes) && Number(bytes) >= 16 && Number(bytes) <= 1024,
      encoding: (encoding) => ["base64", "base64url", "hex"].includes(String(encoding)),
      prefix: (prefix) => typeof prefix === "string" && /^[!-~]{0,64}$/.test(prefix),
    }),
  replacedFingerprints: (list: unknown) => Array.isArray(list) && list.length <= 5 && list.every(isFingerprint),
  issued: (source: Props) =>
    Object.keys(source).filter((name) => ["env", "file"].includes(name)).length === 1 &&
    isObjectOf(source, {
      verbatim: (flag) => typeof flag === "boolean",
      allowPrevious: (flag) => typeof flag === "boolean",
      env: (name) => typeof name === "string" && /^[A-Za-z_]\w{0,127}$/.test(name),
      file: (path) => typeof path === "string" && path.length >= 1 && path.length <= 1024 && !/[\0\r\n]/.test(path),
    }),
  issuedFingerprint: (text: unknown) => isFingerprint(text),
  candidate: isKey,
  standbyKey: isKey,
  acknowledgedFingerprint: (text: unknown) => isAcknowledgement(text),
  acknowledgedStandbyFingerprint: (text: unknown) => isAcknowledgement(text),
  standby: (flag: unknown) => typeof flag === "boolean",
  adoptVersionId: (id: string) => /^[A-Za-z0-9-]{32,64}$/.test(id),
  discardVersionId: (id: string) => /^[A-Za-z0-9-]{32,64}$/.test(id),
  compromised: (list: unknown) => Array.isArray(list) && list.length <= 20 && list.every(isFingerprint),
  jwksUrl: (url: string) => /^(https:\/\/|http:\/\/(127\.|localhost|\[::1\]))[^#\s]*$/i.test(url),
  publishedForHours: (hours: number) => Number.isInteger(hours) && hours >= 1 && hours <= 8760,
  retirePreviousWhenUnreadForDays: (days: number) => Number.isInteger(days) && days >= 1 && days <= 365,
  retirePreviousAfterHours: (hours: number) => Number.isInteger(hours) && hours >= 1 && hours <= 8760,
};

/** A fingerprint as a tool prints it, with what people take along at its ends. */
export function isAcknowledgement(text: unknown): boolean {
  return (
    typeof text === "string" &&
    /^(256 .* \(RSA\)|(\.{3})?[0-9a-f]{4}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|([0-9a-f]{2}:){19}[0-9a-f]{2}|([0-9a-f]{2}:){15}[0-9a-f]{2}|(SHA256:)?[a-z0-9+/]{43}=?|[a-z0-9_-]{43})$/i.test(
      text.replace(/^[^a-z0-9.]+|[^a-z0-9=+/_)-]+$/gi, ""),
    )
  );
}

function isNamed(given: Props, more: readonly string[]): boolean {
  const lists = ["dnsNames", "ipAddresses", "uris"];
  const { subject } = given;
  return (
    Object.keys(given).every((name) => ["subject", ...lists, ...more].includes(name)) &&
    lists.every((name) => given[name] === undefined || Array.isArray(given[name])) &&
    typeof subject === "object" &&
    subject !== null &&
    Object.keys(subject).length > 0
  );
}

function isSecretArn(text: string): boolean {
  const [arn, partition, service] = text.split(":");
  return arn === "arn" && String(partition).startsWith("aws") && service === "secretsmanager" && !/\s/.test(text);
}

/** Padded as this package writes it, or not, as OpenSSH does; blanks and quotes around it are taken off. */
function isFingerprint(text: unknown): boolean {
  const [, base64 = ""] = /^\W*sha-?(?:2-)?256 ?[:=] ?([A-Za-z0-9+/]{43})=?\W*$/i.exec(String(text)) ?? [];
  return typeof text === "string" && Buffer.from(base64, "base64").length === 32;
}

function isObjectOf(map: unknown, fields: Readonly<Record<string, (value: unknown) => boolean>>): boolean {
  return (
    typeof map === "object" &&
    map !== null &&
    !Array.isArray(map) &&
    Object.entries(map).every(([name, entry]) => Object.hasOwn(fields, name) && fields[name]?.(entry))
  );
}

function isMapOfTexts(map: unknown): boolean {
  return (
    typeof map === "object" &&
    map !== null &&
    !Array.isArray(map) &&
    Object.values(map).every((text) => typeof text === "string")
  );
}

import { isIP } from "node:net";
import { ATTRIBUTES, partsOf, SUBJECT_NAMES, type Subject, type SubjectName } from "../crypto/x509/subject";
import { allowedBy, isRecord, judgedBy, listOf, objectOf, text, wholeNumber, type Rule } from "./rule";

const characters = (most: number) =>
  text(
    `1 to ${most} characters, no control characters and no blank at either end`,
    new RegExp(String.raw`^(?!\s)[^\p{Cc}\p{Cs}]{1,${most}}(?<!\s)$`, "u"),
  );
const PARTICULAR: Readonly<Partial<Record<SubjectName, Rule>>> = {
  country: text('two capital letters such as "DE" (ISO 3166)', /^[A-Z]{2}$/),
  streetAddresses: listOf(characters(ATTRIBUTES.streetAddresses.most), 4),
  serialNumber: text("1 to 64 of the characters A-Z a-z 0-9 ' ( ) + , - . / : = ?", /^[A-Za-z0-9'()+,\-./:=?]{1,64}$/),
  emailAddress: text(
    "an e-mail address of at most 255 ASCII characters",
    /^(?=.{1,255}$)[\x21-\x3f\x41-\x7e]+@[\x21-\x3f\x41-\x7e]+$/,
  ),
};

const names = objectOf(
  Object.fromEntries(SUBJECT_NAMES.map((name) => [name, PARTICULAR[name] ?? characters(ATTRIBUTES[name].most)])),
  [],
);
const SUBJECT = `an object with at least one of ${SUBJECT_NAMES.join(", ")}, or a list of such objects with one name each`;
const MOST_PARTS = 16;

/** Whom a certificate names: never nobody, because partners refuse that. */
const subject = judgedBy<Subject>((value) => {
  const objects: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!objects.every(isRecord)) return SUBJECT;
  const problem = objects.map((one) => allowedBy(names, one)).find((wanted) => wanted !== undefined);
  if (problem !== undefined) return problem;
  const isOrdered = !Array.isArray(value) || objects.every((one) => partsOf(one as Subject).length === 1);
  const parts = partsOf(value as Subject).length;
  return isOrdered && parts > 0 && parts <= MOST_PARTS ? undefined : SUBJECT;
});

/** The library that writes it reads no IPv6 address with an IPv4 address inside or a zone. */
const ipAddress = judgedBy<string>((value) => {
  const isFine = typeof value === "string" && (isIP(value) === 4 || (isIP(value) === 6 && /^[0-9a-f:]+$/i.test(value)));
  return isFine ? undefined : 'an IP address such as "192.0.2.7" or "2001:db8::7"';
});

const LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
const ALTERNATIVES = {
  dnsNames: listOf(
    text(
      'a DNS name such as "signer.example.com" or "*.example.com", without scheme, port or blank',
      new RegExp(String.raw`^(?=.{1,253}$)(?:\*\.)?${LABEL}(?:\.${LABEL})*$`, "i"),
    ),
    20,
  ),
  ipAddresses: listOf(ipAddress, 20),
  uris: listOf(
    text(
      'an absolute URI such as "https://example.com/signer", in ASCII',
      /^[a-z][a-z0-9+.-]{0,30}:[\x21-\x7e]{1,255}$/i,
    ),
    20,
  ),
};

/** How long a certificate is valid at most: twenty years. */
const MOST_DAYS = 7300;

const CERTIFICATE = { subject, validityDays: wholeNumber(1, MOST_DAYS, "days"), ...ALTERNATIVES };

/** `certificate` of a key pair. */
export const certificate = objectOf(CERTIFICATE, ["subject", "validityDays"]);

/** The same where a profile gives what is absent, or tells that it is missing. */
export const certificateOfProfile = objectOf(CERTIFICATE, []);

/** `signingRequest` of a key pair. */
export const signingRequest = objectOf({ subject, ...ALTERNATIVES }, ["subject"]);

/** How many days a certificate outlives the day on which its key falls due. */
export const DAYS_AFTER_ROTATION = 30;

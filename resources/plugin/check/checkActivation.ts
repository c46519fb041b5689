import { FINGERPRINT, SHORT_FINGERPRINT } from "../../crypto/publicKey/fingerprint";
import type { Context } from "../context";
import { propertyFailures, resolveRegion, type CheckFailure, type Props } from "./checkInputs";
import type { Checked } from "./checkKey";
import { fingerprint, isUnknown, objectOf, oneOf, owner, region, text, wholeNumber, type Rules } from "./rules";

const SECRET_ARN = /^arn:aws[a-z-]*:secretsmanager:([a-z0-9-]+):\d{12}:secret:[A-Za-z0-9/_+=.@-]{1,520}$/;
const VERSION_ID = text("a version id of 32 to 64 characters", /^[A-Za-z0-9-]{32,64}$/);
const PUBLIC_KEY_PEM = text(
  "a public key in PEM (BEGIN PUBLIC KEY)",
  /^-----BEGIN PUBLIC KEY-----\n[\s\S]+-----END PUBLIC KEY-----\n?$/,
);

const acknowledged = text(
  'a full fingerprint ("SHA256:" and 44 base64 characters) or the 4 lower-case hex digits of the partner\'s web app, without blanks',
  new RegExp(`${FINGERPRINT.source}|${SHORT_FINGERPRINT.source}`),
);

const RULES: Rules = {
  secretArn: text("the ARN of a secret", SECRET_ARN),
  candidate: objectOf({ versionId: VERSION_ID, fingerprint, publicKeyPem: PUBLIC_KEY_PEM }, [
    "versionId",
    "fingerprint",
  ]),
  mode: oneOf("acknowledged", "immediate"),
  acknowledgedFingerprint: acknowledged,
  retirePreviousAfterHours: wholeNumber(1, 8760, "hours"),
  region,
  owner,
};

/** Judges the inputs of an Activation: all problems at once, nothing is touched. */
export function checkActivation(olds: Props, news: Props, context: Context, pinned: Map<string, string>): Checked {
  const region = resolveRegion(olds, news, pinned, (name) => context.readEnvironment(name));
  const inputs: Props = { ...news, ...("region" in region ? { region: region.region } : {}) };
  return {
    inputs,
    failures: [
      ...propertyFailures(RULES, ["secretArn", "candidate", "owner"], inputs),
      ...("reason" in region ? [region] : []),
      ...regionFailures(inputs),
      ...modeFailures(inputs),
    ],
  };
}

function regionFailures({ secretArn, region }: Props): CheckFailure[] {
  if (typeof secretArn !== "string" || typeof region !== "string" || isUnknown(region)) return [];
  const actual = SECRET_ARN.exec(secretArn)?.[1];
  if (actual === undefined || actual === region) return [];
  const reason = `secretArn: ${secretArn} is in region ${actual}, allowed: a secret of region ${region} (or set region: "${actual}")`;
  return [{ property: "secretArn", reason }];
}

function modeFailures({ mode, acknowledgedFingerprint }: Props): CheckFailure[] {
  if (mode !== "immediate" || acknowledgedFingerprint === undefined || isUnknown(acknowledgedFingerprint)) return [];
  const reason =
    'acknowledgedFingerprint: given with mode "immediate", which asks nobody; remove it, or use mode "acknowledged"';
  return [{ property: "acknowledgedFingerprint", reason }];
}

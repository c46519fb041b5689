import type { PartnerProfile } from "../profile";

/** Named key pairs, which Snowflake has since 2026-07-15. */
export const SNOWFLAKE = {
  name: "snowflake",
  title: "Snowflake",
  keyPairs: [
    { keyPair: { rsa: { modulusLength: 2048 } }, privateKeyFormat: "pkcs8" },
    { keyPair: { rsa: { modulusLength: 3072 } }, privateKeyFormat: "pkcs8" },
    { keyPair: { rsa: { modulusLength: 4096 } }, privateKeyFormat: "pkcs8" },
  ],
  artifacts: ["spki-base64"],
  certificate: "none",
  signingRequest: "none",
  fingerprintForm: "spki-sha256",
  shows: "the fingerprint in the column of that name of SHOW USER KEY PAIRS, with status ACTIVE",
  keyId: {
    kind: "chosen",
    as: "name",
    how: "the name in ADD KEY PAIR. A JWT names the key by its SHA256 fingerprint, in iss",
  },
  apiKey: "none",
  slots: "many",
  grace: "until REMOVE KEY PAIR; after ROTATE KEY PAIR for as many hours as that statement says",
  where: "a SQL worksheet, as an administrator of the user",
  steps: [
    {
      text: "Run this statement, with your user in place of <user>",
      command: "ALTER USER <user> ADD KEY PAIR {name} PUBLIC_KEY = '{upload}';",
      isHandingOver: true,
    },
    { text: "List the keys of the user", command: "SHOW USER KEY PAIRS FOR USER <user>;" },
  ],
  removal: {
    text: "Run this statement, with your user in place of <user>",
    command: "ALTER USER <user> REMOVE KEY PAIR {name};",
  },
  goesWrong: [
    "A PEM is pasted: the statement takes the body on one line, without header and footer.",
    "PUBLIC_KEY_1 and PUBLIC_KEY_2 are names of the two old slots, and no key pair can have them.",
    "A public key that another active key pair of the user has is refused.",
  ],
  signature: "JWT, RS256, iss ACCOUNT.USER.SHA256:<fingerprint>, sub ACCOUNT.USER",
  scheme: "snowflakeToken",
  locksOut: "unknown",
  via: ["person", "api"],
  withoutKey: "ALTER USER … ADD WORKLOAD IDENTITY with TYPE = AWS and the ARN of the service's role",
  sources: [
    {
      facts: ["fingerprintForm", "shows"],
      source: "docs.snowflake.com/sql-reference/sql/show-user-key-pairs",
      checked: "2026-11-30",
    },
    {
      facts: ["keyId", "slots", "grace", "where", "steps", "removal", "goesWrong", "via"],
      source:
        "docs.snowflake.com/sql-reference/sql/alter-user-add-key-pair, …/alter-user-rotate-key-pair, release note of 2026-07-15",
      checked: "2026-11-30",
    },
    {
      facts: ["keyPairs", "artifacts", "certificate", "signingRequest", "apiKey", "signature"],
      source:
        "docs.snowflake.com/user-guide/key-pair-auth; snowflakedb/snowflake-connector-nodejs lib/authentication/auth_keypair.js",
      checked: "2026-11-30",
    },
    {
      facts: ["withoutKey"],
      source: "docs.snowflake.com/sql-reference/sql/alter-user-add-workload-identity",
      checked: "2026-11-30",
    },
  ],
} as const satisfies PartnerProfile;

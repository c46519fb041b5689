import type { PartnerProfile } from "../profile";
import { SNOWFLAKE } from "./snowflake";

/** The two slots that a Snowflake user has had before there were named key pairs. They are still there. */
export const SNOWFLAKE_LEGACY = {
  ...SNOWFLAKE,
  name: "snowflake-legacy",
  title: "Snowflake (the two old slots)",
  shows: "RSA_PUBLIC_KEY_FP or RSA_PUBLIC_KEY_2_FP of DESC USER",
  keyId: { kind: "computed", from: "spki-sha256", how: "the SHA256 fingerprint, in iss of the JWT" },
  slots: 2,
  grace: "until its slot is unset or set to another key",
  steps: [
    {
      text: "Run this statement, with your user in place of <user>. If RSA_PUBLIC_KEY_2 holds the live key, set RSA_PUBLIC_KEY instead",
      command: "ALTER USER <user> SET RSA_PUBLIC_KEY_2 = '{upload}';",
      isHandingOver: true,
    },
    { text: "Look at both slots", command: "DESC USER <user>;" },
  ],
  removal: {
    text: "Run this statement, with your user in place of <user>. If RSA_PUBLIC_KEY_2 holds the old key, unset RSA_PUBLIC_KEY_2 instead",
    command: "ALTER USER <user> UNSET RSA_PUBLIC_KEY;",
  },
  goesWrong: [
    "A PEM is pasted: the statement takes the body on one line, without header and footer.",
    "The slot of the live key is set: its requests are refused from then on.",
  ],
  sources: [
    SNOWFLAKE.sources[2],
    SNOWFLAKE.sources[3],
    {
      facts: ["fingerprintForm", "shows", "keyId", "slots", "grace", "where", "steps", "removal", "goesWrong", "via"],
      source: "docs.snowflake.com/user-guide/key-pair-auth",
      checked: "2026-11-25",
    },
  ],
} as const satisfies PartnerProfile;

import type { PartnerProfile } from "./profile";
import { BINANCE } from "./profiles/binance";
import { FIREBLOCKS } from "./profiles/fireblocks";
import { GOCARDLESS_EMBED } from "./profiles/gocardlessEmbed";
import { MASTERCARD } from "./profiles/mastercard";
import { MICROSOFT_ENTRA } from "./profiles/microsoftEntra";
import { NETSUITE } from "./profiles/netsuite";
import { OKTA } from "./profiles/okta";
import { ORACLE_OCI } from "./profiles/oracleOci";
import { QREDO_PROFILE } from "./profiles/qredo";
import { SALESFORCE } from "./profiles/salesforce";
import { SFTP } from "./profiles/sftp";
import { SNOWFLAKE } from "./profiles/snowflake";
import { SNOWFLAKE_LEGACY } from "./profiles/snowflakeLegacy";
import { TRUELAYER } from "./profiles/truelayer";

/** The partners that are known by their name. A partner is a row. */
export const PROFILES = [
  BINANCE,
  FIREBLOCKS,
  GOCARDLESS_EMBED,
  MASTERCARD,
  MICROSOFT_ENTRA,
  NETSUITE,
  OKTA,
  ORACLE_OCI,
  QREDO_PROFILE,
  SALESFORCE,
  SFTP,
  SNOWFLAKE,
  SNOWFLAKE_LEGACY,
  TRUELAYER,
] as const satisfies readonly PartnerProfile[];

/** The name of a partner that is known. */
export type ProfileName = (typeof PROFILES)[number]["name"];

export { readConfig } from "./config";
export { PartnerCredentials } from "./partnerCredentials";
export type { PartnerCredentialsArgs, PlainCredentialsArgs } from "./partnerCredentialsArgs";

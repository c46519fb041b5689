export type { PartnerProfile, ProfileName } from "../resources";
export { readConfig } from "./config";
export { PartnerCredentials } from "./partnerCredentials";
export type { PartnerCredentialsArgs, PlainCredentialsArgs } from "./partnerCredentialsArgs";

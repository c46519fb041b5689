export { readConfig, type PartnerCredentialsArgs } from "./config";
export { PartnerCredentials } from "./partnerCredentials";

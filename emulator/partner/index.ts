export { type LocalPartner, type Mood, type PartnerOptions, startLocalPartner } from "./partner";
export { type Refusal, REFUSALS } from "./refusals";

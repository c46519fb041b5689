export type { AssertingPartner } from "./verifyAssertion";
export { type LocalPartner, type Mood, type PartnerOptions, type PartnerScheme, startLocalPartner } from "./partner";
export { type Refusal, REFUSALS } from "./refusals";

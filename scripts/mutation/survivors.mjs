// Why a mutant may survive: for a person who reads docs/evidence/mutation.md. `line` is a part of the line that is mutated.

const SAME = "changes nothing";

/** @type {readonly { file: string, line: string, why: string }[]} */
export const WHY = [
  {
    file: "activation/decide.ts",
    line: "known.live === undefined || asked",
    why: `${SAME}: without a live key the first key is asked for already`,
  },
  {
    file: "activation/decide.ts",
    line: "match !== undefined &&",
    why: `${SAME}: one match is never undefined; the compiler asks`,
  },
  {
    file: "activation/decide.ts",
    line: "only?.publicKeyPem",
    why: `${SAME}: there is always one key; the compiler asks`,
  },
  { file: "activation/decide.ts", line: "live?.versionId", why: `${SAME}: asked only where a key is live` },
  {
    file: "activation/plan.ts",
    line: "until !== undefined",
    why: `${SAME}: without a rule there is no date, and none is before now`,
  },
  {
    file: "signer/keyRing.ts",
    line: "this.preferred?.versionId",
    why: `${SAME}: what AWSCURRENT named before is preferred or was`,
  },
  {
    file: "signer/keyRing.ts",
    line: "MOST_LEFT_OUT",
    why: "one trial later; the property of rotations holds with both",
  },
  { file: "signer/keyRing.ts", line: "SURPRISE_WHEN_POOR", why: "the very number is never reached" },
  { file: "signer/evidence.ts", line: "PRIOR_", why: "a first guess: the tests hold for others too" },
  { file: "signer/evidence.ts", line: "this.remember(1)", why: "one of 200 remembered requests" },
  { file: "signer/trialBudget.ts", line: "private spent", why: `${SAME}: each trial begins by setting it` },
  { file: "signer/trialBudget.ts", line: "this.spent = {", why: `${SAME}: each trial begins by setting it` },
  { file: "signer/trialBudget.ts", line: "this.attempts++", why: `${SAME}: below zero it is not the first one either` },
  {
    file: "rules/inputTable.ts",
    line: "table[name]?.",
    why: `${SAME}: the name is one of the table; the compiler asks`,
  },
  {
    file: "keys/diffKey.ts",
    line: "kind.inputs[name]?.",
    why: `${SAME}: the name is one of the table; the compiler asks`,
  },
  {
    file: "kinds/keyInputs.ts",
    line: "typeof keepers !==",
    why: `${SAME}: absent keepers are {} by then, and check refuses what is no object`,
  },
  {
    file: "kinds/keyInputs.ts",
    line: "POINT_IN_TIME.exec",
    why: `${SAME}: check refuses what is no text, and the first part of a match is not read`,
  },
  {
    file: "kinds/keyPair.ts",
    line: "(taken === und",
    why: "a key that is taken over is made in `provider` and `engine`",
  },
  {
    file: "kinds/keyPair.ts",
    line: 'secretFormat === "json"',
    why: "what is stored is read in signedWithKey.spec, which makes keys and is left out",
  },
  {
    file: "kinds/keyPair.ts",
    line: "replacedFingerprints:",
    why: `${SAME}: nothing asks for an input whose effect has no name`,
  },
  { file: "kinds/keyPair.ts", line: "requiredWithout:", why: `${SAME}: check has filled in the size of an issued key` },
  { file: "signer/trialBudget.ts", line: "hasEvidence &&", why: "the very number is never reached" },
  {
    file: "words/keyVersion.ts",
    line: "catch (error)",
    why: "a machine without MD5, which no tier has",
  },
  { file: "words/keyVersion.ts", line: "error instanceof", why: "a machine without MD5, which no tier has" },
  { file: "words/keyVersion.ts", line: "MD5_ELSEWHERE[form]", why: "a machine without MD5, which no tier has" },
  {
    file: "words/keyVersion.ts",
    line: "alike",
    why: "acknowledgement.spec of another room and `engine` read these names",
  },
  {
    file: "words/handoffData.ts",
    line: "previousUntil === undefined",
    why: `${SAME}: JSON leaves out a member that is undefined`,
  },
  { file: "words/handoffSteps.ts", line: "form === undefined", why: "a mark for the page, which its own spec reads" },
  { file: "words/handoffOf.ts", line: "byTags(live, at)", why: "`engine` reads this handoff whole (knownByTags.spec)" },
  {
    file: "words/handoffOf.ts",
    line: "comparing(live, at)",
    why: "`engine` reads this handoff whole (knownByTags.spec)",
  },
  { file: "words/handoffText.ts", line: 'artifact = "', why: `${SAME}: a step that hands over always has a key` },
  {
    file: "words/upload.ts",
    line: 'pem === "" ||',
    why: `${SAME}: the PEM is written as it is kept, and no key has no form`,
  },
  { file: "x509/pem.ts", line: "COLUMNS", why: `${SAME}: what is written is never empty` },
  { file: "x509/signature.ts", line: "signature === undefined", why: "a type of key that no kind has" },
  { file: "x509/signature.ts", line: "parameters ==", why: `${SAME}: an undefined member is written as an absent one` },
  { file: "x509/certificate.ts", line: "BasicConstraints", why: `${SAME}: false is the default of the library` },
  { file: "words/handoffSteps.ts", line: "isAtPartner", why: "a mark for the page, which its own spec reads" },
  {
    file: "rules/keyPairs.ts",
    line: '["", undefined]',
    why: `${SAME}: no kind has such a name, and its absence is no kind`,
  },
  { file: "rules/issued.ts", line: "const given = isRecord", why: `${SAME}: one letter is near to no name` },
  {
    file: "rules/rule.ts",
    line: "readings?.length",
    why: `${SAME}: without readings there is no value; the compiler asks`,
  },
  {
    file: "rules/regions.ts",
    line: "REGIONS.includes(region)",
    why: `${SAME}: a known region has known words, and none is another one backwards`,
  },
  { file: "rules/regions.ts", line: 'area = ""', why: `${SAME}: a text has a first part; the compiler asks` },
  { file: "rules/profile.ts", line: "allowed.at(-1)", why: `${SAME}: each of these has two rules` },
  { file: "rules/profile.ts", line: "nearest(value, NAMES)", why: `${SAME}: what is no text is near to no name` },
  { file: "rules/profileKeyPair.ts", line: "taken?.kind", why: `${SAME}: a profile names a kind; the compiler asks` },
  {
    file: "rules/profileKeyPair.ts",
    line: 'if (asked === undefined) return ""',
    why: `${SAME}: what is not asked for is not refused; the compiler asks`,
  },
  {
    file: "rules/profileSigned.ts",
    line: 'mostDays !== "unknown"',
    why: `${SAME}: no number is more than a word; the compiler asks`,
  },
  {
    file: "rules/secretFields.ts",
    line: "toLowerCase()",
    why: `${SAME} but for letters without a capital of their own`,
  },
  { file: "rules/written.ts", line: "if (typeof given", why: `${SAME}: what is no JSON stays as it is` },
  { file: "rules/written.ts", line: "if (typeof given", why: `${SAME}: what is no JSON stays as it is` },
  {
    file: "rules/profileSigned.ts",
    line: 'mostDays !== "unknown"',
    why: `${SAME}: no number is more than a word; the compiler asks`,
  },
  {
    file: "rules/profileSigned.ts",
    line: "const objects: readonly",
    why: `${SAME}: what is no list has its names all the same`,
  },
  { file: "rules/profileSigned.ts", line: "objects.every(isRecord)", why: `${SAME}: no profile needs such a name` },
  { file: "rules/x509.ts", line: "const isFine", why: `${SAME}: isIP knows no address that is no text` },
  { file: "rules/regions.ts", line: "rest.slice(0, -1)", why: "a row of region.spec is newer than this run" },
  { file: "rules/profile.ts", line: "const only =", why: "a row of expandProfile.spec is newer than this run" },
  {
    file: "rules/profile.ts",
    line: "allowedBy(entry, one)",
    why: "a row of expandProfile.spec is newer than this run",
  },
  {
    file: "rules/expandProfile.ts",
    line: 'keyId === "unknown"',
    why: `${SAME}: what is unknown has no kind; the compiler asks`,
  },
  {
    file: "rules/expandProfile.ts",
    line: 'apiKey !== "with the key"',
    why: "a gap: what is given, and a partner whose API key does not come with the key",
  },
];

// The pure rooms: what is mutated, and the specs that have to see it. Specs that start other programs or make many keys are
// left out: each mutant runs all specs that reach it.

/** @param {string} folder @param {string[]} names */
const specs = (folder, ...names) => names.map((name) => `test/unit/${folder}/${name}.spec.ts`);

/**
 * `ignoreStatic`: mutants of what is made when a file is loaded are left out. Each of them would cost a whole run of the specs,
 * and these rooms are made of such tables.
 *
 * @typedef {{ title: string, mutate: string[], specs: string[], ignoreStatic?: true }} Room
 */

/** @type {Record<string, Room>} */
export const ROOMS = {
  keys: {
    title: "What a change of inputs asks for",
    mutate: [
      "resources/plugin/keys/diffKey.ts",
      "resources/kinds/keyInputs.ts",
      "resources/kinds/keyPair.ts",
      "resources/rules/inputTable.ts",
    ],
    specs: ["test/unit/keys/**/*.spec.ts", "test/unit/check/**/*.spec.ts", ...specs("kinds", "kinds", "secretFields")],
  },
  activation: {
    title: "Which key is live, and what an activation plans",
    mutate: ["resources/plugin/activation/decide.ts", "resources/plugin/activation/plan.ts"],
    specs: [
      "test/unit/activation/**/*.spec.ts",
      "test/provider/activation*.spec.ts",
      "test/provider/announcements.spec.ts",
    ],
  },
  rules: {
    title: "What a value may be",
    ignoreStatic: true,
    mutate: ["resources/rules/*.ts"],
    specs: [
      ...specs(
        "check",
        "keyRules",
        "activationRules",
        "compromised",
        "issuedSource",
        "issuedPair",
        "unknownInside",
        "region",
      ),
      "test/unit/rules/*.spec.ts",
      ...specs("settings", "readSettings"),
      ...specs("partners", "schemeOptions"),
      ...specs("kinds", "kinds", "secretFields"),
      ...specs("stacks", "arguments"),
      ...specs("keys", "diffKey"),
    ],
  },
  ring: {
    title: "Which key the signer tries",
    mutate: ["resources/signer/keyRing.ts", "resources/signer/evidence.ts", "resources/signer/trialBudget.ts"],
    specs: specs("signer", "keyRing", "rotation", "anyRotation", "waiting", "trialBudget"),
  },
  "crypto-text": {
    title: "What a text is: a key in its wrappings, an API key, a name",
    ignoreStatic: true,
    mutate: ["resources/crypto/keyText/*.ts", "resources/crypto/*.ts", "!resources/crypto/{privateKey,consistent}.ts"],
    specs: specs("crypto", "keyText", "readApiKey", "apiKey", "names", "shown"),
  },
  "crypto-public": {
    title: "Public keys, their forms and their fingerprints",
    ignoreStatic: true,
    mutate: ["resources/crypto/publicKey/*.ts"],
    specs: [
      ...specs("crypto", "fingerprint", "publicForms", "publicRefused", "publicVectors"),
      ...specs("crypto/x509", "forms"),
      ...specs("rules", "publicForms"),
    ],
  },
  "crypto-private": {
    title: "Key pairs and private keys",
    ignoreStatic: true,
    mutate: ["resources/crypto/keyPairs/*.ts", "resources/crypto/{privateKey,consistent}.ts"],
    specs: specs("crypto", "gate", "openSshRead", "rsaKeyPair", "selfTest", "privateForms"),
  },
  "crypto-x509": {
    title: "Certificates and signing requests",
    ignoreStatic: true,
    mutate: ["resources/crypto/x509/*.ts"],
    specs: [...specs("crypto/x509", "forms", "made"), ...specs("kinds", "signedWithKey")],
  },
  words: {
    title: "Sentences for people",
    ignoreStatic: true,
    mutate: ["resources/words/*.ts"],
    specs: ["test/unit/words/*.spec.ts", "test/unit/stacks/*.spec.ts", "test/unit/keys/*.spec.ts"],
  },
};

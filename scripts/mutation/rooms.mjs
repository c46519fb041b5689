// The pure rooms: what is mutated, and the specs that have to see it. Specs that start other programs or make many keys are
// left out: each mutant runs all specs that reach it. So are those that read pages of docs/, which no mutant is copied with.

/** @typedef {{ title: string, mutate: string[], specs: string[] }} Room */

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
    specs: [
      "test/unit/keys/**/*.spec.ts",
      "test/unit/check/**/*.spec.ts",
      "test/unit/kinds/kinds.spec.ts",
      "test/unit/kinds/secretFields.spec.ts",
    ],
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
    mutate: ["resources/rules/*.ts"],
    specs: [
      "test/unit/check/{keyRules,activationRules,issuedSource,issuedPair,unknownInside}.spec.ts",
      "test/unit/kinds/{kinds,secretFields}.spec.ts",
      "test/unit/stacks/arguments.spec.ts",
      "test/unit/keys/diffKey.spec.ts",
    ],
  },
  ring: {
    title: "Which key the signer tries",
    mutate: ["resources/signer/keyRing.ts", "resources/signer/preferredKey.ts"],
    specs: ["test/unit/signer/{keyRing,rotation,anyRotation,waiting}.spec.ts"],
  },
  crypto: {
    title: "Keys, their forms and their fingerprints",
    mutate: ["resources/crypto/**/*.ts"],
    specs: ["test/unit/crypto/**/*.spec.ts", "test/unit/partners/**/*.spec.ts"],
  },
  words: {
    title: "Sentences for people",
    mutate: ["resources/words/*.ts"],
    specs: ["test/unit/words/*.spec.ts", "test/unit/stacks/*.spec.ts", "test/unit/keys/*.spec.ts"],
  },
};

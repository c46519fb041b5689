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
      ...specs("check", "keyRules", "activationRules", "issuedSource", "issuedPair", "unknownInside"),
      ...specs("kinds", "kinds", "secretFields"),
      ...specs("stacks", "arguments"),
      ...specs("keys", "diffKey"),
    ],
  },
  ring: {
    title: "Which key the signer tries",
    mutate: ["resources/signer/keyRing.ts", "resources/signer/evidence.ts", "resources/signer/trialBudget.ts"],
    specs: specs("signer", "keyRing", "rotation", "anyRotation", "waiting"),
  },
  crypto: {
    title: "Keys, their forms and their fingerprints",
    ignoreStatic: true,
    mutate: ["resources/crypto/**/*.ts"],
    specs: ["test/unit/crypto/**/*.spec.ts", "test/unit/partners/**/*.spec.ts"],
  },
  words: {
    title: "Sentences for people",
    ignoreStatic: true,
    mutate: ["resources/words/*.ts"],
    specs: ["test/unit/words/*.spec.ts", "test/unit/stacks/*.spec.ts", "test/unit/keys/*.spec.ts"],
  },
};

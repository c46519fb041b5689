import * as assert from "node:assert/strict";
import type { KeyInputs, KeyState } from "../../../resources/kinds/keyInputs";
import { decideStore, type StoreDecision } from "../../../resources/plugin/keys/decideStore";
import type { SecretDescription } from "../../../resources/secrets/secretStore";
import { WHOSE_IT_MAY_BE } from "../../support/keyLife";

const OWNER = "p/s/key";
const TOKEN = "t".repeat(36);
const MADE_AT = "2027-01-01T00:00:00.000Z";
const RECORD = {
  "partner-keys:about-live": `${TOKEN} promoted=${MADE_AT}`,
  "partner-keys:live-version": TOKEN,
  "partner-keys:live-fingerprint": "f",
  ...Object.fromEntries([1, 2, 3].map((part) => [`partner-keys:live-public-key-${part}`, ""])),
};
const OURS = { "partner-keys:owner": OWNER };
const [CURRENT, PENDING, LATEST] = ["AWSCURRENT", "AWSPENDING", "partner-keys-latest"];

interface Row {
  readonly what: string;
  readonly inputs?: Partial<KeyInputs>;
  readonly secret?: Partial<SecretDescription>;
  /** Inputs of the key that is replaced in this secret. */
  readonly former?: Partial<KeyInputs>;
  readonly isFound?: true;
  readonly isNew?: true;
  readonly decided: Partial<StoreDecision>;
}

const ROWS: readonly Row[] = [
  { what: "a secret that is as declared gets the version alone", decided: {} },
  {
    what: "what differs is put right by one call each, in this order",
    inputs: { description: "new", kmsKeyId: "alias/new", tags: { team: "a" } },
    former: { tags: { gone: "1", goneAlready: "3" } },
    secret: { tags: { ...OURS, gone: "1", automatic: "2" } },
    decided: {
      claim: [
        { do: "describe as", change: { description: "new", kmsKeyId: "alias/new" } },
        { do: "tag", tags: { team: "a" } },
        { do: "untag", keys: ["gone"] },
      ],
    },
  },
  {
    what: "a secret that is taken over gets our tag, and keeps those it has",
    secret: { tags: { theirs: "1" } },
    decided: { claim: [{ do: "tag", tags: OURS }] },
  },
  { what: "as pending the version waits", inputs: { publishAs: "pending" }, decided: { stages: [PENDING, LATEST] } },
  {
    what: "as pending in an empty secret its record is there first: AWS makes it live",
    inputs: { publishAs: "pending" },
    secret: { stages: {} },
    decided: { record: [{ do: "tag", tags: RECORD }], stages: [PENDING, LATEST] },
  },
  { what: "in an empty secret it needs no record without an Activation", secret: { stages: {} }, decided: {} },
  {
    what: "a secret of ours that state does not know is told",
    isFound: true,
    decided: { tell: ["secret acme exists and is ours: it got a new version"] },
  },
  {
    what: "to a resource that is new too it may belong to somebody",
    isFound: true,
    isNew: true,
    decided: { tell: [`secret acme exists and is ours: it got a new version; ${WHOSE_IT_MAY_BE}`] },
  },
  {
    what: "an adopted one is told as that",
    isFound: true,
    isNew: true,
    secret: { tags: { "partner-keys:owner": "other/stack/key" } },
    decided: {
      claim: [{ do: "tag", tags: OURS }],
      tell: ["secret acme exists and was adopted: it got a new version"],
    },
  },
  {
    what: "of one that was brought back its restoration is told, and nothing more",
    isFound: true,
    secret: { scheduledForDeletion: new Date(0) },
    decided: {},
  },
];

describe("what is done to store a key in a secret of ours", () => {
  for (const { what, inputs = {}, secret: shown = {}, former, isFound = false, isNew = false, decided } of ROWS) {
    it(what, () => {
      const secret = { arn: "arn", name: "acme", description: "", tags: OURS, stages: { one: [CURRENT] }, ...shown };
      const { scheduledForDeletion: _, ...restored } = secret;
      const material = { value: "v", outputs: { fingerprint: "f" } };
      const declared = { secretName: "acme", region: "us-east-1", owner: OWNER, ...inputs } as KeyInputs;
      assert.deepEqual(
        decideStore(
          { secret, isFound, ...(former && { former: former as KeyState<KeyInputs> }) },
          restored,
          { inputs: declared, material, holds: "key-pair", token: TOKEN, madeAt: MADE_AT },
          isNew,
        ),
        { claim: [], record: [], stages: [CURRENT, LATEST], tell: [], ...decided },
      );
    });
  }
});

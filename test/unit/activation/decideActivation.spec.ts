import * as assert from "node:assert/strict";
import type { ActivationInputs } from "../../../resources/plugin/activation/activationInputs";
import type { ActivationFacts, ActivationState, KnownKeys } from "../../../resources/plugin/activation/activationState";
import { decideActivation } from "../../../resources/plugin/activation/decideActivation";
import type { Seen } from "../../../resources/plugin/activation/look";
import type { Step } from "../../../resources/plugin/steps";
import { sheetOf } from "../../../resources/secrets/sheet";
import type { KeyVersion } from "../../../resources/words/keyVersion";
import { HOUR } from "../../support/fakeWorld";
import { failure } from "../../support/failure";

const keyOf = (letter: string): KeyVersion => ({
  versionId: letter.repeat(36),
  fingerprint: `SHA256:${letter.repeat(43)}=`,
});
const [A, B, C] = [keyOf("A"), keyOf("B"), keyOf("C")];
const STRANGER: KeyVersion = { versionId: "s".repeat(36), fingerprint: "" };
const NOW = new Date("2030-01-02T00:00:00.000Z");
const PROMOTED = "2030-01-01T00:00:00.000Z";
const OURS = { "partner-keys:owner": "p/s/key" };
const record = (key: KeyVersion) => ({
  "partner-keys:live-version": key.versionId,
  "partner-keys:live-fingerprint": key.fingerprint,
});
/** `about`: what is known of the key once it is live. */
const RECORD = (key: KeyVersion, about?: string): Step => ({
  do: "tag",
  tags: {
    ...record(key),
    ...(about === undefined ? {} : { "partner-keys:about-live": `${key.versionId} ${about}` }),
    ...Object.fromEntries([1, 2, 3].map((part) => [`partner-keys:live-public-key-${part}`, ""])),
  },
});
const WENT_LIVE = `promoted=${NOW.toISOString()}`;
const acknowledged = ({ fingerprint }: KeyVersion) => `acknowledged=${fingerprint.replace("=", "=3d")} ${WENT_LIVE}`;
const move = (stage: string, to?: KeyVersion, from?: KeyVersion): Step => ({
  ...{ do: "move", stage },
  ...(to === undefined ? {} : { to: to.versionId }),
  ...(from === undefined ? {} : { from: from.versionId }),
});

interface Row {
  readonly what: string;
  /** Version with its labels, as AWS shows them. */
  readonly labels: readonly (readonly [KeyVersion, ...string[]])[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly candidate: KeyVersion;
  readonly inputs?: Partial<ActivationInputs>;
  /** What state knew; `undefined`: nothing. */
  readonly before?: KnownKeys & Partial<Pick<ActivationState, "candidate" | "knownByTagsAlone">>;
  readonly foreign?: KeyVersion;
  readonly steps: readonly (Step | RegExp)[];
  readonly facts: Partial<ActivationFacts>;
}
const [CURRENT, PENDING, PREVIOUS, LATEST] = ["AWSCURRENT", "AWSPENDING", "AWSPREVIOUS", "partner-keys-latest"];
const ROTATED = [
  [A, CURRENT],
  [B, PENDING, LATEST],
] as const;
const PROMOTION = [
  [A, PREVIOUS],
  [B, CURRENT, LATEST],
] as const;

const PUBLIC = { ...B, publicKeyPem: "the public half of B" };

const ROWS: readonly Row[] = [
  {
    what: "the first key is live, as AWS made it: no call",
    labels: [[A, CURRENT]],
    candidate: A,
    before: { live: A },
    steps: [],
    facts: { live: A, pending: null, previous: null },
  },
  {
    what: "a new key waits; the record of the live one is written, once they differ",
    labels: ROTATED,
    candidate: B,
    before: { live: A, candidate: A },
    steps: [RECORD(A)],
    facts: { live: A, pending: B, promotedAt: PROMOTED },
  },
  {
    what: "with its record there is no call",
    labels: ROTATED,
    tags: record(A),
    candidate: B,
    before: { live: A, candidate: A },
    steps: [],
    facts: { live: A, pending: B },
  },
  {
    what: "an acknowledged key goes live, then is pending no more, then is recorded",
    labels: ROTATED,
    tags: record(A),
    candidate: B,
    inputs: { acknowledgedFingerprint: B.fingerprint },
    before: { live: A, pending: B, candidate: B },
    steps: [move(CURRENT, B, A), move(PENDING, undefined, B), RECORD(B, acknowledged(B))],
    facts: { live: B, pending: null, previous: A, promotedAt: NOW.toISOString() },
  },
  {
    what: "in immediate mode too",
    labels: ROTATED,
    tags: record(A),
    candidate: B,
    inputs: { mode: "immediate" },
    before: { live: A, candidate: A },
    steps: [move(CURRENT, B, A), move(PENDING, undefined, B), RECORD(B, WENT_LIVE)],
    facts: { live: B, previous: A },
  },
  {
    what: "a roll back moves one label: AWS moves the other",
    labels: PROMOTION,
    tags: record(B),
    candidate: B,
    inputs: { acknowledgedFingerprint: A.fingerprint },
    before: { live: B, previous: A, candidate: B },
    steps: [move(CURRENT, A, B), RECORD(A, acknowledged(A))],
    facts: { live: A, pending: null, previous: B },
  },
  {
    what: "a previous key whose time is over loses its label",
    labels: PROMOTION,
    tags: record(B),
    candidate: B,
    inputs: { retirePreviousAfterHours: 1 },
    before: { live: B, previous: A, candidate: B },
    steps: [move(PREVIOUS, undefined, A)],
    facts: { live: B, previous: null },
  },
  {
    what: "labels that somebody moved to keys of ours go back",
    labels: [
      [B, CURRENT],
      [A, PREVIOUS],
    ],
    tags: record(A),
    candidate: B,
    before: { live: A, pending: B, candidate: B },
    steps: [move(CURRENT, A, B), move(PENDING, B)],
    facts: { live: A, pending: B, drift: "" },
  },
  {
    what: "somebody else's pending version is left alone",
    labels: [
      [A, CURRENT, LATEST],
      [STRANGER, PENDING],
    ],
    candidate: A,
    before: { live: A, candidate: A },
    steps: [],
    facts: { live: A, pending: null },
  },
  {
    what: "a version of somebody else that is adopted stays where it is, and is told",
    labels: [
      [STRANGER, CURRENT],
      [A, PREVIOUS, LATEST],
    ],
    candidate: A,
    inputs: { adoptVersionId: STRANGER.versionId },
    before: { live: A, candidate: A },
    foreign: STRANGER,
    steps: [/^secret acme: version s+, which somebody else made, is adopted and stays live; /],
    facts: { live: STRANGER, previous: A },
  },
  ...(["acknowledged", "immediate"] as const).map((mode) => ({
    what: `an adopted version stays live though ${mode === "immediate" ? "a newer key is there in immediate mode" : "a pending key is acknowledged"}`,
    labels: [
      [STRANGER, CURRENT],
      [A, PREVIOUS],
      [B, PENDING, LATEST],
    ] as const,
    tags: record(STRANGER),
    candidate: B,
    inputs: { mode, adoptVersionId: STRANGER.versionId, acknowledgedFingerprint: B.fingerprint },
    before: { live: A, pending: B, candidate: B },
    foreign: STRANGER,
    steps: [/is adopted and stays live; /],
    facts: { live: STRANGER, pending: B, previous: A },
  })),
  {
    what: "and in immediate mode stays so for as long as no newer key is made",
    labels: [
      [STRANGER, CURRENT],
      [A, PREVIOUS],
      [B, PENDING, LATEST],
    ],
    tags: record(STRANGER),
    candidate: B,
    inputs: { mode: "immediate", adoptVersionId: STRANGER.versionId },
    before: { live: STRANGER, pending: B, previous: A, candidate: B },
    steps: [],
    facts: { live: STRANGER, pending: B, previous: A },
  },
  {
    what: "one that is discarded loses its label",
    labels: [
      [STRANGER, CURRENT],
      [A, PREVIOUS, LATEST],
    ],
    candidate: A,
    inputs: { discardVersionId: STRANGER.versionId },
    before: { live: A, candidate: A },
    foreign: STRANGER,
    steps: [move(CURRENT, A, STRANGER)],
    facts: { live: A, previous: null },
  },
  {
    what: "what an acknowledgement cannot name is told, and nothing moves",
    labels: [
      [STRANGER, CURRENT],
      [A, PENDING],
    ],
    tags: record(STRANGER),
    candidate: A,
    inputs: { acknowledgedFingerprint: C.fingerprint },
    before: { live: STRANGER },
    steps: [new RegExp(`^secret acme: acknowledgedFingerprint ${C.fingerprint} names no key that this stack made; `)],
    facts: { live: STRANGER, pending: A },
  },
  {
    what: "the mark of a key that tags alone know stays until somebody compares it",
    labels: ROTATED,
    tags: record(A),
    candidate: B,
    before: { live: A, knownByTagsAlone: true },
    steps: [],
    facts: { live: A, pending: B, knownByTagsAlone: true },
  },
  {
    what: "what is to be done at the partner is told once the labels are moved",
    labels: ROTATED,
    tags: { "partner-keys:owner": "other/stack/key" },
    candidate: PUBLIC,
    inputs: { mode: "immediate" },
    before: { live: A, candidate: A },
    steps: [
      ...[move(CURRENT, B, A), move(PENDING, undefined, B)],
      ...[/^upload the live key of acme to the partner/, /^remove the previous key of acme at the partner/],
    ],
    facts: { live: PUBLIC, previous: A },
  },
  {
    what: "on a secret of somebody else there is no record",
    labels: ROTATED,
    tags: { "partner-keys:owner": "other/stack/key" },
    candidate: B,
    inputs: { acknowledgedFingerprint: B.fingerprint },
    before: { live: A, pending: B, candidate: B },
    steps: [move(CURRENT, B, A), move(PENDING, undefined, B)],
    facts: { live: B, previous: A },
  },
];

function decide({ labels, tags = {}, candidate, inputs = {}, before = {}, foreign }: Omit<Row, "what" | "steps">) {
  const secret = {
    ...{ arn: "arn", name: "acme", description: "", tags: { ...OURS, ...tags } },
    stages: Object.fromEntries(labels.map(([{ versionId }, ...stages]) => [versionId, stages])),
  };
  const { live, pending, previous, ...state } = before;
  const known: KnownKeys = { ...(live && { live }), ...(pending && { pending }), ...(previous && { previous }) };
  const seen: Seen = {
    ...{ secret, sheet: sheetOf(secret), known },
    before: { ...known, ...state, promotedAt: PROMOTED },
    foreign: foreign && { versionId: foreign.versionId, createdAt: new Date(NOW.getTime() - HOUR) },
  };
  return decideActivation({ secretArn: "arn", candidate, region: "r", owner: "p/s/live", ...inputs }, seen, NOW);
}

describe("what an activation does about what it has seen", () => {
  for (const row of ROWS) {
    it(row.what, () => {
      const { steps, facts } = decide(row);
      const shown = steps.map((step, i) => {
        const expected = row.steps[i];
        return step.do === "tell" && expected instanceof RegExp && expected.test(step.line) ? expected : step;
      });
      assert.deepEqual(shown, row.steps);
      assert.deepEqual({ ...facts, ...row.facts }, facts);
    });
  }

  it("is nothing, and an error, as long as nobody has decided about a version of somebody else", () => {
    const row = { labels: [[STRANGER, CURRENT]] as const, candidate: A, before: { live: A }, facts: {} };
    return failure(() => decide({ ...row, foreign: STRANGER }), "ERR_LABEL_MOVED", /set adoptVersionId to s+;/);
  });

  it("is nothing, and an error, on a secret that another stack took over", () => {
    const labels = [[STRANGER, CURRENT, LATEST]] as const;
    const row = { labels, tags: { "partner-keys:owner": "other/stack/key" }, candidate: A, before: { live: A } };
    return failure(() => decide({ ...row, facts: {} }), "ERR_SECRET_NOT_OURS", /other\/stack\/key took it over/);
  });
});

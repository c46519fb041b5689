import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import * as fc from "fast-check";
import { FINGERPRINT_FORMS, isOfCertificate, publicFingerprint } from "../../../resources/partners/fingerprintForms";
import { publicKeyFingerprint } from "../../../resources/crypto/publicKey/fingerprint";
import { shortFingerprint } from "../../../resources/partners/shortFingerprint";
import { PartnerKeysError } from "../../../resources/errors";
import type { ActivationInputs } from "../../../resources/plugin/activation/activationInputs";
import type { KnownKeys } from "../../../resources/plugin/activation/activationState";
import { isFingerprintOf } from "../../../resources/partners/acknowledgement";
import { decideLive } from "../../../resources/plugin/activation/decide";
import { keysAfter, planActivation } from "../../../resources/plugin/activation/plan";
import { isRetirementDue } from "../../../resources/plugin/activation/retirement";
import type { KeyVersion } from "../../../resources/words/keyVersion";
import { failure } from "../../support/failure";
import { selfSigned } from "../../support/selfSigned";
import { itHolds } from "../../support/properties";

/** Keys as this decision sees them; it reads no PEM, only its text. */
const keyOf = (letter: string, publicKeyPem = `public key ${letter}\n`): KeyVersion => ({
  versionId: letter.repeat(36),
  fingerprint: `SHA256:${letter.repeat(43)}=`,
  publicKeyPem,
});
const [A, B, C] = [keyOf("A"), keyOf("B"), keyOf("C")];
const STRANGER: KeyVersion = { versionId: "s".repeat(36), fingerprint: "" };
const short = (key: KeyVersion) => shortFingerprint(key.publicKeyPem ?? assert.fail());

function inputs(candidate: KeyVersion, more: Partial<ActivationInputs> = {}): ActivationInputs {
  return { secretArn: "arn", candidate, region: "us-east-1", owner: "p/s/live", ...more };
}

/** Known keys, candidate, mode and acknowledgement, the key that has to be live. */
type Row = readonly [string, KnownKeys, KeyVersion, Partial<ActivationInputs>, KeyVersion];
const ROWS: readonly Row[] = [
  ["the first key is live at once", {}, A, {}, A],
  ["the first key is live at once, whatever is acknowledged", {}, A, { acknowledgedFingerprint: C.fingerprint }, A],
  ["no acknowledgement moves nothing", { live: A }, B, {}, A],
  ["no acknowledgement moves nothing back either", { live: B, previous: A }, B, {}, B],
  ["the live key acknowledged moves nothing", { live: A }, B, { acknowledgedFingerprint: A.fingerprint }, A],
  ["the pending key acknowledged goes live", { live: A }, B, { acknowledgedFingerprint: B.fingerprint }, B],
  ["the pending key acknowledged in short goes live", { live: A }, B, { acknowledgedFingerprint: short(B) }, B],
  [
    "the previous key acknowledged is rolled back to",
    { live: B, previous: A },
    B,
    { acknowledgedFingerprint: A.fingerprint },
    A,
  ],
  [
    "the previous key acknowledged in short is rolled back to",
    { live: B, previous: A },
    B,
    { acknowledgedFingerprint: short(A) },
    A,
  ],
  [
    "a previous key wins over a newer candidate when it is acknowledged",
    { live: B, previous: A },
    C,
    { acknowledgedFingerprint: A.fingerprint },
    A,
  ],
  [
    "the pending key is still one that can be acknowledged where a newer candidate was made in the same run",
    { live: A, pending: B },
    C,
    { acknowledgedFingerprint: B.fingerprint },
    B,
  ],
  [
    "one key stored twice is one key, and the live version of it stays",
    { live: A },
    { ...A, versionId: "again" },
    { acknowledgedFingerprint: A.fingerprint },
    A,
  ],
  [
    "a version of somebody else stays live when the acknowledgement may mean it",
    { live: STRANGER },
    B,
    { acknowledgedFingerprint: A.fingerprint },
    STRANGER,
  ],
  ["immediate puts the candidate live", { live: A }, B, { mode: "immediate" }, B],
  ["immediate does not ask for an acknowledgement", { live: A, previous: C }, B, { mode: "immediate" }, B],
  ["a version of somebody else stays live until the candidate is acknowledged", { live: STRANGER }, B, {}, STRANGER],
  [
    "the candidate acknowledged takes over from somebody else's version",
    { live: STRANGER },
    B,
    { acknowledgedFingerprint: B.fingerprint },
    B,
  ],
  [
    "an adopted version stays live although immediate names the key that was live before it",
    { live: STRANGER, previous: A },
    A,
    { mode: "immediate", adoptVersionId: STRANGER.versionId },
    STRANGER,
  ],
  ["so does one whose adoption was taken out", { live: STRANGER, previous: A }, A, { mode: "immediate" }, STRANGER],
  [
    "an adopted version stays live although the key before it is still acknowledged",
    { live: STRANGER, previous: A },
    B,
    { acknowledgedFingerprint: A.fingerprint, adoptVersionId: STRANGER.versionId },
    STRANGER,
  ],
  [
    "an adopted version with a known public half stays live too",
    { live: C, previous: A },
    A,
    { mode: "immediate", adoptVersionId: C.versionId },
    C,
  ],
  [
    "without its adoption the acknowledged key before it is rolled back to",
    { live: STRANGER, previous: A },
    B,
    { acknowledgedFingerprint: A.fingerprint },
    A,
  ],
  [
    "a newer candidate takes over from an adopted version in immediate mode",
    { live: STRANGER, previous: A },
    B,
    { mode: "immediate", adoptVersionId: STRANGER.versionId },
    B,
  ],
  [
    "immediate goes back to the previous key where that is the candidate",
    { live: B, previous: A },
    A,
    { mode: "immediate" },
    A,
  ],
];

type RealKey = Required<Omit<KeyVersion, "createdAt" | "keyId">>;

describe("which key is live", () => {
  for (const [title, known, candidate, more, expected] of ROWS) {
    it(title, () => assert.equal(decideLive(inputs(candidate, more), known).versionId, expected.versionId));
  }

  const unknownOnes = [
    C.fingerprint,
    short(C),
    "0000",
    "SHA256:",
    "",
    A.fingerprint.toLowerCase(),
    short(B).toUpperCase() + "x",
  ];
  for (const acknowledgedFingerprint of unknownOnes) {
    it(`"${acknowledgedFingerprint}" names no key: an error that lists the known ones`, async () => {
      const error = await failure(
        () => decideLive(inputs(B, { acknowledgedFingerprint }), { live: A }),
        "ERR_UNKNOWN_FINGERPRINT",
        /names no key of this secret, nothing was moved; to leave the live key live, take acknowledgedFingerprint out or acknowledge /,
      );
      assert.ok(
        error.message.includes(`${A.fingerprint} (live); once the partner has the pending key, `),
        error.message,
      );
      assert.ok(error.message.endsWith(`${B.fingerprint} (pending)`), error.message);
    });
  }

  it("says which key is which, and offers first what moves nothing", async () => {
    const { message } = await failure(
      () => decideLive(inputs(B, { acknowledgedFingerprint: "0000" }), { live: A, pending: B, previous: C }),
      "ERR_UNKNOWN_FINGERPRINT",
      /nothing was moved/,
    );
    const offered = [...message.matchAll(/in full (\S+) \((\w+)\)/g)].map(([, key, role]) => [key, role]);
    assert.deepEqual(offered, [
      [A.fingerprint, "live"],
      [B.fingerprint, "pending"],
      [C.fingerprint, "previous"],
    ]);
    const [[harmless = ""] = []] = offered;
    assert.equal(decideLive(inputs(B, { acknowledgedFingerprint: harmless }), { live: A, pending: B, previous: C }), A);
  });

  it("the only key of a secret is told with its public half: no output has it as long as up stops", async () => {
    const { message } = await failure(
      () => decideLive(inputs(A, { acknowledgedFingerprint: C.fingerprint }), { live: A }),
      "ERR_UNKNOWN_FINGERPRINT",
      /nothing was moved; take acknowledgedFingerprint out and run pulumi up, which .* the output handoff of PartnerCredentials has what .*; then acknowledge SHA256:A+= \(live\)$/,
    );
    assert.ok(!message.includes(C.publicKeyPem ?? ""));
  });

  it("a short form that two keys share asks for the full fingerprint", async () => {
    const pair = sameShortForm();
    const [live, candidate] = pair;
    const error = await failure(
      () => decideLive(inputs(candidate, { acknowledgedFingerprint: short(live) }), { live }),
      "ERR_UNKNOWN_FINGERPRINT",
      /names more than one key of this secret, nothing was moved; to leave the live key live, take acknowledgedFingerprint out or acknowledge SHA256:A+= \(live\); once the partner has the pending key, acknowledge SHA256:B+= \(pending\)$/,
    );
    for (const { fingerprint } of pair) assert.ok(error.message.includes(fingerprint));
    assert.equal(
      decideLive(inputs(candidate, { acknowledgedFingerprint: candidate.fingerprint }), { live }),
      candidate,
    );
  });

  it("an API key has no short form", () => {
    const { publicKeyPem: _none, ...apiKey } = A;
    assert.equal(isFingerprintOf(short(A), apiKey), false);
    assert.equal(isFingerprintOf(A.fingerprint, apiKey), true);
  });

  it("a version of somebody else cannot be acknowledged by an empty text", () => {
    assert.equal(isFingerprintOf("", STRANGER), false);
  });

  const almost = fc.oneof(
    fc.string(),
    fc.string({ unit: "grapheme-ascii", maxLength: 4 }),
    fc.constantFrom(A, B, C).map((k) => k.fingerprint),
    fc.constantFrom(A, B, C).map(short),
  );
  const real = (type: "rsa" | "ed25519", versionId: string): RealKey => {
    const { publicKey, privateKey } = generateKeyPairSync(type as "rsa", { modulusLength: 2048 });
    const publicKeyPem = publicKey.export({ type: "spki", format: "pem" }).toString();
    return {
      versionId,
      fingerprint: publicKeyFingerprint(publicKeyPem),
      publicKeyPem,
      certificatePem: selfSigned(privateKey),
    };
  };

  for (const type of ["rsa", "ed25519"] as const) {
    const [live, pending] = [real(type, "1"), real(type, "2")];
    for (const form of FINGERPRINT_FORMS.filter((form) => type === "rsa" || form !== "qredo")) {
      it(`a pending ${type} key acknowledged as ${form} goes live, and a refusal shows every key in that form`, async () => {
        const inForm = (key: RealKey) =>
          publicFingerprint(isOfCertificate(form) ? key.certificatePem : key.publicKeyPem, form);
        const acknowledge = (acknowledgedFingerprint: string) =>
          decideLive(inputs(pending, { acknowledgedFingerprint }), { live, pending });
        assert.equal(acknowledge(inForm(pending)), pending);
        assert.equal(acknowledge(inForm(live)), live);
        for (const written of [` ${inForm(pending)}\n`, `"${inForm(pending)}"`, `\u201c${inForm(pending)}\u201d`])
          assert.equal(acknowledge(written), pending);
        if (form.startsWith("openssh")) assert.equal(acknowledge(`256 ${inForm(pending)} me (X)`), pending);
        const { message } = await failure(() => acknowledge(inForm(real(type, "3"))), "ERR_UNKNOWN_FINGERPRINT");
        for (const key of [live, pending]) assert.ok(message.includes(inForm(key)), message);
      });
    }
  }

  it("the 4 digits of an EC key name no key, and the refusal shows what does", async () => {
    const key = real("ed25519", "1");
    const { message } = await failure(
      () => decideLive(inputs(key, { acknowledgedFingerprint: shortFingerprint(key.publicKeyPem) }), { live: key }),
      "ERR_UNKNOWN_FINGERPRINT",
    );
    assert.ok(message.includes(key.fingerprint) && !message.includes("…"), message);
  });

  itHolds("any text acknowledges a key that it names exactly, or is refused", almost, (acknowledgedFingerprint) => {
    const short_ = acknowledgedFingerprint.toLowerCase();
    const named = [A, B, C].filter((key) => key.fingerprint === acknowledgedFingerprint || short(key) === short_);
    try {
      const live = decideLive(inputs(B, { acknowledgedFingerprint }), { live: A, previous: C });
      assert.deepEqual(
        [live.versionId],
        named.map(({ versionId }) => versionId),
      );
    } catch (error) {
      assert.ok(error instanceof PartnerKeysError, String(error));
      assert.equal(error.code, "ERR_UNKNOWN_FINGERPRINT");
      assert.equal(named.length, 0);
    }
  });
});

describe("keys after the decision", () => {
  const ROWS: readonly (readonly [string, KnownKeys, KeyVersion, KeyVersion, KnownKeys])[] = [
    ["the first key", {}, A, A, { live: A }],
    ["a candidate that waits", { live: A }, B, A, { live: A, pending: B }],
    ["a candidate that goes live", { live: A, pending: B }, B, B, { live: B, previous: A }],
    ["a candidate that goes live with an older previous one", { live: B, previous: A }, C, C, { live: C, previous: B }],
    ["a roll-back", { live: B, previous: A }, B, A, { live: A, previous: B }],
    ["a rotation after a roll-back", { live: A, previous: B }, C, A, { live: A, previous: B, pending: C }],
    ["a candidate that replaces a pending one", { live: A, pending: B }, C, A, { live: A, pending: C }],
    [
      "a pending key promoted while a newer one was made",
      { live: A, pending: B },
      C,
      B,
      { live: B, previous: A, pending: C },
    ],
    ["nothing new", { live: B, previous: A }, B, B, { live: B, previous: A }],
  ];
  for (const [title, known, candidate, live, expected] of ROWS) {
    it(title, () => assert.deepEqual(keysAfter(known, candidate, live), expected));
  }
});

describe("a candidate that was asked for in the last run too", () => {
  it("goes on waiting when it waited", () => {
    assert.deepEqual(keysAfter({ live: A, pending: B }, B, A, B.versionId), { live: A, pending: B });
  });
  it("does not wait again when it was rolled back from and retired since", () => {
    assert.deepEqual(keysAfter({ live: A }, B, A, B.versionId), { live: A });
  });
});

describe("retirement of the previous key", () => {
  const promotedAt = "2030-01-01T00:00:00.000Z";
  const due = (iso: string) =>
    isRetirementDue(inputs(A, { retirePreviousAfterHours: 72 }), { promotedAt }, new Date(iso));

  it("is not due a millisecond before", () => assert.equal(due("2030-01-03T23:59:59.999Z"), false));
  it("is due at the exact moment", () => assert.equal(due("2030-01-04T00:00:00.000Z"), true));
  it("is never due when no hours are set", () => {
    assert.equal(isRetirementDue(inputs(A), { promotedAt }, new Date("2099-01-01")), false);
  });
});

/** Two texts whose short forms are equal: with 65,536 short forms, some hundred texts are enough. */
function sameShortForm(): readonly [KeyVersion, KeyVersion] {
  const seen = new Map<string, string>();
  for (let i = 0; ; i++) {
    const pem = `public key ${i}\n`;
    const other = seen.get(shortFingerprint(pem));
    if (other !== undefined) return [keyOf("A", other), keyOf("B", pem)];
    seen.set(shortFingerprint(pem), pem);
  }
}

describe("the advice where an acknowledgement names no key", () => {
  const refusal = (live: KeyVersion, candidate: KeyVersion) =>
    failure(
      () => decideLive(inputs(candidate, { acknowledgedFingerprint: C.fingerprint }), { live }),
      "ERR_UNKNOWN_FINGERPRINT",
      /^activating: acknowledgedFingerprint SHA256:C+= names no key of this secret, nothing was moved; /,
    );

  it("points to the hand-off of the only key, for the partner may take another form than a PEM", async () => {
    const { message } = await refusal(A, A);
    assert.match(
      message,
      /; take acknowledgedFingerprint out and run pulumi up, .* the output handoff of PartnerCredentials/,
    );
    assert.ok(message.endsWith(`; then acknowledge ${A.fingerprint} (live)`), message);
    assert.doesNotMatch(message, /public key A/);
  });

  it("names the only key where its public half is not known", async () => {
    const bare = { versionId: A.versionId, fingerprint: A.fingerprint };
    const { message } = await refusal(bare, bare);
    assert.ok(
      message.endsWith(
        `; to leave the live key live, take acknowledgedFingerprint out or acknowledge ${A.fingerprint} (live)`,
      ),
      message,
    );
  });
});

describe("the plan of an activation", () => {
  const NOW = new Date("2030-01-03T00:00:00.000Z");
  const BEFORE = "2030-01-01T00:00:00.000Z";
  const plan = (more: Partial<ActivationInputs>, known: KnownKeys, promotedAt?: string, candidate = A) =>
    planActivation(inputs(candidate, more), known, promotedAt === undefined ? {} : { promotedAt }, NOW);

  it("of the first key is a promotion, and nothing else", () => {
    assert.deepEqual(plan({}, {}), {
      keys: { live: A },
      isPromotion: true,
      promotedAt: NOW.toISOString(),
      compromised: [],
    });
  });

  it("of a key that is live already keeps when it went live", () => {
    assert.deepEqual(plan({}, { live: A }, BEFORE), {
      keys: { live: A },
      isPromotion: false,
      promotedAt: BEFORE,
      compromised: [],
    });
    const now = { keys: { live: A }, isPromotion: false, promotedAt: NOW.toISOString(), compromised: [] };
    assert.deepEqual(plan({}, { live: A }), now);
  });

  it("of a promotion keeps the key that was live, whatever is due", () => {
    const mode = { mode: "immediate", retirePreviousAfterHours: 1 } as const;
    assert.deepEqual(plan(mode, { live: A, previous: C }, BEFORE, B), {
      keys: { live: B, previous: A },
      isPromotion: true,
      promotedAt: NOW.toISOString(),
      compromised: [],
    });
  });

  it("retires the previous key once it is due, and where there is one", () => {
    const due = { retirePreviousAfterHours: 48 };
    assert.deepEqual(plan(due, { live: A, previous: B }, BEFORE), {
      keys: { live: A },
      isPromotion: false,
      retired: B,
      promotedAt: BEFORE,
      compromised: [],
    });
    const kept = { keys: { live: A, previous: B }, isPromotion: false, promotedAt: BEFORE, compromised: [] };
    assert.deepEqual(plan({ retirePreviousAfterHours: 49 }, { live: A, previous: B }, BEFORE), kept);
    assert.deepEqual(plan({}, { live: A, previous: B }, BEFORE), kept);
    assert.deepEqual(plan(due, { live: A }, BEFORE), {
      keys: { live: A },
      isPromotion: false,
      promotedAt: BEFORE,
      compromised: [],
    });
  });
});

import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import * as fc from "fast-check";
import { publicKeyFingerprint } from "../../../resources/crypto/publicKey/fingerprint";
import { ACTIVATION_INPUTS } from "../../../resources/plugin/activation/activationInputs";
import { checkActivation } from "../../../resources/plugin/check/checkActivation";
import type { InputTable } from "../../../resources/rules/inputTable";
import { shown, unshown } from "../../../resources/rules/rule";
import { FakeWorld } from "../../support/fakeWorld";
import { itHoldsAsync } from "../../support/properties";
import { selfSigned } from "../../support/selfSigned";
import { PUBLIC_KEY_VECTORS, pemOfSpki } from "../../support/publicKeyVectors";

type Props = Record<string, unknown>;

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:partner/private.pem-AbCdEf";
const PEM = pemOfSpki(PUBLIC_KEY_VECTORS.ed25519.spkiBase64);
const FINGERPRINT = publicKeyFingerprint(PEM);
const CANDIDATE = { versionId: "v".repeat(36), fingerprint: FINGERPRINT, publicKeyPem: PEM };
const BASE = { secretArn: ARN, candidate: CANDIDATE, owner: "p/s/live", region: "eu-west-1" };

const NONE = { property: "none", reason: "no problem" };

const check = (news: Props, olds: Props = {}) => checkActivation(olds, news, new FakeWorld().context());
/** An id says nothing without the key that it belongs to. */
const withKey = (news: Props) => {
  if ("acknowledgedKeyId" in news) return { acknowledgedFingerprint: FINGERPRINT, ...news };
  const isPublished = news["mode"] === "published" || "jwksUrl" in news || "publishedForHours" in news;
  return isPublished ? { mode: "published", jwksUrl: "https://a.test/jwks", publishedForHours: 24, ...news } : news;
};
const problems = async (news: Props) => (await check({ ...BASE, ...withKey(news) })).failures;

type Row = readonly [input: string, good: readonly unknown[], bad: readonly unknown[], allowed: RegExp];
const given = (input: string, value: unknown) =>
  (ACTIVATION_INPUTS as InputTable)[input]?.shown === true ? shown(value) : unshown(value);

const ROWS: readonly Row[] = [
  [
    "secretArn",
    [ARN, ARN.replace("aws:", "aws-cn:")],
    [
      "partner/private.pem",
      "arn:aws:s3:::bucket",
      ARN + " ",
      ARN + "\n",
      ARN.replace("123456789012", "12"),
      "",
      7,
      null,
    ],
    /allowed: the ARN of a secret/,
  ],
  [
    "mode",
    ["acknowledged", "immediate", "published"],
    ["auto", "", true, null],
    /allowed: "acknowledged", "immediate"/,
  ],
  [
    "acknowledgedFingerprint",
    [
      FINGERPRINT,
      FINGERPRINT.slice(7),
      FINGERPRINT.slice(0, -1),
      "a8d4",
      "A8D4",
      "0000",
      "0f".repeat(32),
      "0f:".repeat(16).slice(0, -1),
      "a8d4 ",
      "…a8d4",
      ` ${FINGERPRINT}`,
      `${FINGERPRINT}\n`,
    ],
    ["a8d", "a8d45", "a8d4 a8d4", `${FINGERPRINT}\n${FINGERPRINT}`, 4242, null],
    /allowed: a fingerprint: "SHA256:" and 43 characters of base64 \(with or without "="\), 64 hex digits, .* or the line of ssh-keygen -l or openssl that holds one/,
  ],
  [
    "acknowledgedKeyId",
    ["1", "key-1", "vpaas-magic-cookie/1ab2c3", "a b", "!".repeat(200)],
    [" key-1", "key-1 ", "key-1\n", "é", "x".repeat(5_000), 7, null],
    /allowed: 1 to 200 printable ASCII characters without blanks at the ends/,
  ],
  [
    "retirePreviousAfterHours",
    [1, 72, 8760],
    [0, 8761, 1.5, -1, "72", null],
    /allowed: a whole number of hours from 1 to 8760/,
  ],
  [
    "retirePreviousWhenUnreadForDays",
    [1, 30, 365],
    [0, 366, 1.5, -1, "30", null],
    /allowed: a whole number of days from 1 to 365/,
  ],
  [
    "jwksUrl",
    [
      "https://a.test/jwks.json",
      "https://a.test:8443/?v=1",
      "http://127.0.0.1:80/",
      "http://localhost/",
      "http://[::1]:1/",
    ],
    [
      "http://a.test/jwks.json",
      "http://127.0.0.1.a.test/",
      "https://me:word@a.test/",
      "https://a.test/#jwks",
      "https://a.test/a b",
      "https://a.test/\n",
      "ftp://a.test/",
      "file:///etc/passwd",
      "a.test/jwks.json",
      `https://a.test/${"x".repeat(2048)}`,
      7,
      null,
    ],
    /allowed: https:\/\/<host>\/<path>; http: only to this machine/,
  ],
  ["publishedForHours", [1, 48, 8760], [0, 8761, 1.5, "48", null], /allowed: a whole number of hours from 1 to 8760/],
  ...["adoptVersionId", "discardVersionId"].map((name): Row => [
    name,
    ["f".repeat(32), "0".repeat(64), "EXAMPLE1-90ab-cdef-fedc-ba987SECRET1"],
    ["f".repeat(31), "f".repeat(65), "", "AWSCURRENT", `${"f".repeat(36)} `, 7, null],
    /allowed: a version id of 32 to 64 characters/,
  ]),
  [
    "compromised",
    [[], [FINGERPRINT], Array.from({ length: 20 }, () => FINGERPRINT)],
    [
      FINGERPRINT,
      [FINGERPRINT.slice(0, -1)],
      ["a1b2"],
      ["0".repeat(40)],
      [Array.from({ length: 20 }, () => "AB").join(":")],
      [Array.from({ length: 16 }, () => "ab").join(":")],
      ["0".repeat(64)],
      [""],
      [7],
      [null],
      {},
      null,
      Array.from({ length: 21 }, () => FINGERPRINT),
    ],
    /allowed: a list of at most 20, each the full fingerprint of a key, "SHA256:" and 44 characters of base64/,
  ],
  [
    "candidate",
    [
      CANDIDATE,
      { versionId: CANDIDATE.versionId, fingerprint: FINGERPRINT },
      { ...CANDIDATE, publicKeyPem: undefined },
    ],
    [
      {},
      { versionId: CANDIDATE.versionId },
      { ...CANDIDATE, versionId: "short" },
      { ...CANDIDATE, fingerprint: "a8d4" },
      { ...CANDIDATE, publicKeyPem: "AAAA" },
      { ...CANDIDATE, certificatePem: "AAAA" },
      { ...CANDIDATE, more: 1 },
      "text",
      null,
      [],
    ],
    /allowed: an object (with|whose) /,
  ],
];

describe("check of Activation", () => {
  it("takes an empty acknowledgement for none, whatever the mode", async () => {
    for (const mode of ["acknowledged", "immediate"]) {
      const { inputs, failures } = await check({ ...BASE, mode, acknowledgedFingerprint: "" });
      assert.deepEqual([failures, inputs], [[], { ...BASE, mode }]);
    }
  });

  for (const [what, news, property, reason] of [
    [
      "without the key that it belongs to",
      { acknowledgedKeyId: "key-1" },
      "acknowledgedKeyId",
      "acknowledgedKeyId: given without acknowledgedFingerprint, which names the key that it belongs to; give both",
    ],
    [
      "in immediate mode",
      { mode: "immediate", acknowledgedKeyId: "key-1" },
      "acknowledgedKeyId",
      'acknowledgedKeyId: given with mode "immediate", which asks nobody; remove it, or use mode "acknowledged"',
    ],
  ] as const) {
    it(`refuses the id of a key ${what}`, async () => {
      const { failures } = await check({ ...BASE, ...news });
      assert.deepEqual(failures, [{ property, reason }]);
    });
  }

  it("takes an empty id for none", async () => {
    const { inputs, failures } = await check({ ...BASE, acknowledgedKeyId: "" });
    assert.deepEqual([inputs, failures], [BASE, []]);
  });

  it("keeps an acknowledgement as it was written: state of before shows no diff", async () => {
    const bare = FINGERPRINT.slice(7);
    for (const text of [
      FINGERPRINT,
      bare,
      ` ${FINGERPRINT}`,
      `sha256:${bare}`,
      `256 ${FINGERPRINT} a b (RSA)`,
      "A8D4",
    ]) {
      const { inputs, failures } = await check({ ...BASE, acknowledgedFingerprint: text });
      assert.deepEqual([failures, inputs], [[], { ...BASE, acknowledgedFingerprint: text }]);
    }
  });

  it("takes the smallest inputs there are", async () => {
    assert.deepEqual(await check(BASE), { inputs: BASE, failures: [] });
  });

  for (const [input, good, bad, allowed] of ROWS) {
    it(`takes good values of ${input}`, async () => {
      for (const value of good) assert.deepEqual(await problems({ [input]: value }), [], JSON.stringify(value));
    });

    it(`refuses bad values of ${input}, and names it, the value and what is allowed`, async () => {
      for (const value of bad) {
        const [problem = NONE, ...others] = await problems({ [input]: value });
        assert.equal(problem.property, input, JSON.stringify(value));
        assert.deepEqual(others, []);
        assert.ok(problem.reason.startsWith(`${input}: ${given(input, value)} is not allowed`), problem.reason);
        assert.match(problem.reason, allowed);
      }
    });

    it(`leaves ${input} alone while it is not known`, async () => {
      assert.deepEqual(await problems({ [input]: UNKNOWN }), []);
    });
  }

  it("refuses a public key that cannot be read, or is not that of the fingerprint", async () => {
    const unreadable = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n";
    for (const [candidate, why] of [
      [
        { ...CANDIDATE, publicKeyPem: unreadable },
        /^candidate: its publicKeyPem cannot be used: .*its body does not begin as a key does, so it was cut/,
      ],
      [
        { ...CANDIDATE, fingerprint: `SHA256:${"A".repeat(43)}=` },
        /^candidate: its publicKeyPem is that of SHA256:\S+, allowed: that of its fingerprint SHA256:A+=$/,
      ],
    ] as const) {
      const [problem = NONE, ...others] = await problems({ candidate });
      assert.match(problem.reason, why);
      assert.deepEqual(others, []);
    }
  });

  it("refuses a certificate that cannot be read, or is of another key", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const publicKeyPem = publicKey.export({ type: "spki", format: "pem" }).toString();
    const own = { ...CANDIDATE, publicKeyPem, fingerprint: publicKeyFingerprint(publicKeyPem) };
    const certificatePem = selfSigned(privateKey);
    assert.deepEqual(await problems({ candidate: { ...own, certificatePem } }), []);
    for (const [candidate, why] of [
      [{ ...CANDIDATE, certificatePem }, /^candidate: its certificatePem is that of SHA256:\S+, allowed: that of its/],
      [
        { ...own, certificatePem: publicKeyPem },
        /^candidate: its certificatePem cannot be used: reading certificate: it holds a PEM with BEGIN PUBLIC KEY; /,
      ],
    ] as const) {
      const [problem = NONE, ...others] = await problems({ candidate });
      assert.match(problem.reason, why);
      assert.deepEqual(others, []);
    }
  });

  it("takes a public key with other line ends and columns, and writes it as ours are", async () => {
    const pem = CANDIDATE.publicKeyPem;
    const body = pem.split("\n").slice(1, -2).join("");
    const wide = `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----`;
    for (const publicKeyPem of [pem.replaceAll("\n", "\r\n"), `\ufeff${pem}`, `${pem}\n`, wide]) {
      const { inputs, failures } = await check({ ...BASE, candidate: { ...CANDIDATE, publicKeyPem } });
      assert.deepEqual(failures, []);
      assert.deepEqual(inputs["candidate"], CANDIDATE);
    }
  });

  it("leaves a candidate alone of which only a part is known", async () => {
    assert.deepEqual(
      await problems({ candidate: { versionId: UNKNOWN, fingerprint: UNKNOWN, publicKeyPem: UNKNOWN } }),
      [],
    );
  });

  it("tells all problems at once", async () => {
    const { failures } = await check({ mode: "x", retirePreviousAfterHours: 0, surprise: 1, region: "eu-west-1" });
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["mode", "retirePreviousAfterHours", "surprise", "secretArn", "candidate", "owner"],
    );
  });

  it("refuses a secret of another region", async () => {
    assert.deepEqual(await problems({ region: "us-east-1" }), [
      {
        property: "secretArn",
        reason: `secretArn: the ARN given is in region eu-west-1, allowed: a secret of region us-east-1 (or set region: "eu-west-1")`,
      },
    ]);
  });

  it("refuses an acknowledgement that immediate mode would ignore", async () => {
    const [problem = NONE] = await problems({ mode: "immediate", acknowledgedFingerprint: FINGERPRINT });
    assert.equal(problem.property, "acknowledgedFingerprint");
    assert.match(
      problem.reason,
      /given with mode "immediate", which asks nobody; remove it, or use mode "acknowledged"/,
    );
  });

  const nearlyArn = fc
    .tuple(fc.nat(ARN.length), fc.string({ maxLength: 3 }))
    .map(([at, noise]) => ARN.slice(0, at) + noise + ARN.slice(at));
  itHoldsAsync(
    "takes any text as secretArn that looks like one, and no other",
    fc.oneof(fc.string(), nearlyArn),
    async (secretArn) => {
      const region = /^arn:aws[a-z-]*:secretsmanager:([a-z0-9-]+):\d{12}:secret:[A-Za-z0-9/_+=.@-]{1,520}$/.exec(
        secretArn,
      )?.[1];
      assert.equal((await problems({ secretArn })).length === 0, region === "eu-west-1" && !/\s/.test(secretArn));
    },
  );

  itHoldsAsync(
    "takes any text as acknowledgement that is one of the forms, and no other",
    fc.oneof(
      fc.string(),
      fc.stringMatching(/^[0-9a-fA-F]{3,5}$/),
      fc.base64String().map((text) => `SHA256:${text}`),
      fc.string({ maxLength: 2 }).map((noise) => FINGERPRINT + noise),
    ),
    async (text) => {
      // Empty acknowledges nothing, like absent
      const isOne =
        text === "" ||
        /^((\u2026|\.{3})?[0-9a-f]{4}|[0-9a-f]{64}|(sha256:)?[a-z0-9+/]{43}=?|[a-z0-9_-]{43})$/i.test(
          text.replace(/^["'`<\s]+|["'`>\s,;]+$/g, ""),
        );
      assert.equal((await problems({ acknowledgedFingerprint: text })).length === 0, isOne);
    },
  );
});

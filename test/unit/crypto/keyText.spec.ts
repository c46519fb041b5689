import * as assert from "node:assert/strict";
import { createPublicKey, generateKeyPairSync, KeyObject } from "node:crypto";
import * as fc from "fast-check";
import { PRIVATE_FORMS } from "../../../resources/crypto/keyPairs/privateForm";
import { readPrivateKey, whatItIs } from "../../../resources/crypto/privateKey";
import { publicKeyFingerprint } from "../../../resources/crypto/publicKey/fingerprint";
import { openSshPublicKey } from "../../../resources/crypto/publicKey/openSsh";
import { readPublicKey } from "../../../resources/crypto/publicKey/publicPem";
import { itHolds } from "../../support/properties";
import { AROUND, AROUND_PEM, bodyOf, LINES, quotes, type Wrapping } from "../../support/wrappings";

/** One key as PEM, and as its parts. */
interface Written {
  readonly name: string;
  readonly pem: string;
  readonly key: KeyObject;
}

const CURVES = ["P-256", "P-384", "P-521", "secp256k1"];
const PAIRS = [
  ...[2048, 2048, 3072].map((modulusLength) => generateKeyPairSync("rsa", { modulusLength })),
  ...CURVES.flatMap((namedCurve) => [1, 2, 3].map(() => generateKeyPairSync("ec", { namedCurve }))),
  ...[1, 2, 3].map(() => generateKeyPairSync("ed25519")),
];
const typeOf = (key: KeyObject) => key.asymmetricKeyDetails?.namedCurve ?? String(key.asymmetricKeyType);
const FORMS_OF: Readonly<Record<string, readonly (keyof typeof PRIVATE_FORMS)[]>> = {
  rsa: ["pkcs1", "pkcs8"],
  ed25519: ["pkcs8", "openssh"],
};
const PRIVATE: readonly Written[] = PAIRS.flatMap(({ privateKey: key }) =>
  (FORMS_OF[typeOf(key)] ?? ["sec1", "pkcs8"]).map((form) => {
    return { name: `${typeOf(key)} as ${form}`, pem: PRIVATE_FORMS[form].write(key), key };
  }),
);
const PUBLIC: readonly Written[] = PAIRS.map(({ publicKey: key }) => {
  return { name: typeOf(key), pem: String(key.export({ type: "spki", format: "pem" })), key };
});
/** One of each name. */
const oneEach = (all: readonly Written[]) => [...new Map(all.map((one) => [one.name, one])).values()];

/** What a reader makes of a text: the key, or the words of its refusal. */
type Reader = (text: string) => KeyObject | string;
const readPrivate: Reader = (text) => readPrivateKey(text) ?? whatItIs(text);
const readPublic: Reader = (text) => {
  try {
    return readPublicKey(text);
  } catch (error) {
    assert.ok(error instanceof Error);
    return error.message;
  }
};
const HALVES = [
  ["private", readPrivate, PRIVATE],
  ["public", readPublic, PUBLIC],
] as const;

/** All numbers of a key; `equals` of a KeyObject compares the public ones. */
function numbersOf(key: KeyObject): string {
  return key.export({ type: key.type === "private" ? "pkcs8" : "spki", format: "der" }).toString("hex");
}

/** The words of a refusal; "" where there is none. */
function words(found: KeyObject | string): string {
  return typeof found === "string" ? found : "";
}

function assertSame(found: KeyObject | string, { key }: Written, text: string): void {
  assert.ok(found instanceof KeyObject, `${words(found)}\n${JSON.stringify(text)}`);
  assert.equal(numbersOf(found), numbersOf(key), "another key");
}

/** Refused, or the same key; nothing else, and nothing quoted. */
function assertNoOther(found: KeyObject | string, { key, pem }: Written, text: string): void {
  if (found instanceof KeyObject)
    assert.equal(numbersOf(found), numbersOf(key), `another key is read from ${JSON.stringify(text)}`);
  else assert.ok(!quotes(found, bodyOf(pem)), `a refusal quotes the key: ${found}`);
}

const named = fc.constantFrom(...Object.keys(LINES)).map((name) => LINES[name]!);
const around = fc.uniqueArray(fc.constantFrom(...Object.keys(AROUND)), { maxLength: 3 }).map((names) => {
  return (text: string) => names.reduce((all, name) => AROUND[name]!(all), text);
});
const alone = (form: string) => (text: string) =>
  form === "pem" ? text : form === "body" ? bodyOf(text) : text.replace(/-----[A-Z ]+-----\n?/g, "");
/** A PEM or its body, its lines changed, and up to three things around it. */
const wrapping = fc
  .tuple(fc.constantFrom("pem", "pem", "pem", "body", "lines"), named, around)
  .map(([form, ofLines, outside]) => {
    return (pem: string) => outside(form === "pem" ? ofLines(pem) : alone(form)(pem));
  });

for (const [half, read, all] of HALVES) {
  describe(`a ${half} key`, function () {
    this.timeout(120_000);
    for (const [how, wrap] of [LINES, AROUND, AROUND_PEM].flatMap(Object.entries<Wrapping>))
      it(`is read with ${how}`, () => {
        for (const written of oneEach(all)) assertSame(read(wrap(written.pem)), written, wrap(written.pem));
      });

    it("is read where only its body is there, on one line or on several", () => {
      for (const written of oneEach(all)) {
        for (const form of ["body", "lines"]) {
          for (const [how, wrap] of Object.entries(AROUND)) {
            const text = wrap(alone(form)(written.pem));
            assertSame(read(text), written, `${how}: ${text}`);
          }
        }
      }
    });

    itHolds(
      "is read in every wrapping of a wrapping",
      fc.tuple(fc.constantFrom(...all), wrapping),
      ([written, wrap]) => {
        const text = wrap(written.pem);
        assertSame(read(text), written, text);
      },
    );

    itHolds(
      "is refused where a character of its body was lost before it was wrapped, and not quoted",
      fc.tuple(fc.constantFrom(...all), fc.nat(), wrapping),
      ([written, at, wrap]) => {
        const body = bodyOf(written.pem).replace(/=+$/, "");
        const lines = written.pem.split("\n");
        const lost = at % body.length;
        const start = lines[0]!.length + 1 + lost + Math.floor(lost / lines[1]!.length);
        const text = wrap(written.pem.slice(0, start) + written.pem.slice(start + 1));
        const found = read(text);
        assert.equal(typeof found, "string", `a key is read from ${JSON.stringify(text)}`);
        assertNoOther(found, written, text);
      },
    );

    itHolds(
      "is refused where a character of its body was lost, and not quoted, whatever is around its PEM",
      fc.tuple(fc.constantFrom(...all), fc.nat(), fc.constantFrom(...Object.values(AROUND_PEM))),
      ([written, at, wrap]) => {
        const lines = written.pem.split("\n");
        const line = 1 + (at % (lines.length - 3));
        const text = wrap(lines.map((one, i) => (i === line ? one.slice(1) : one)).join("\n"));
        const found = read(text);
        assert.equal(typeof found, "string", `a key is read from ${JSON.stringify(text)}`);
        assertNoOther(found, written, text);
      },
    );

    itHolds(
      "is refused where a character of the wrapping was lost, unless it is the same key, and never quoted",
      fc.tuple(fc.constantFrom(...all), fc.nat(), wrapping),
      ([written, at, wrap]) => {
        const whole = wrap(written.pem);
        const lost = at % whole.length;
        const text = whole.slice(0, lost) + whole.slice(lost + 1);
        assertNoOther(read(text), written, text);
      },
    );

    itHolds(
      "is refused where it was cut or had another one beside it, and not quoted",
      fc.tuple(fc.constantFrom(...all), fc.constantFrom(...all), fc.nat(), wrapping),
      ([written, other, at, wrap]) => {
        const cut = wrap(written.pem).slice(0, at % written.pem.length);
        assertNoOther(read(cut), written, cut);
        if (written === other) return;
        const both = wrap(`${written.pem}${other.pem}`);
        assert.equal(typeof read(both), "string", `one key of two is read from ${JSON.stringify(both)}`);
        assert.ok(!quotes(words(read(both)), bodyOf(written.pem)));
      },
    );
  });
}

describe("what was lost of a key is told", () => {
  const { pem } = PRIVATE.find(({ name }) => name === "rsa as pkcs8")!;
  const { pem: publicPem } = PUBLIC[0]!;
  const lines = pem.trimEnd().split("\n");
  const LOST: readonly (readonly [what: string, text: (all: readonly string[]) => string, why: RegExp])[] = [
    ["the last line", (all) => all.slice(0, -1).join("\n"), /END line is missing or damaged/],
    ["the first line", (all) => all.slice(1).join("\n"), /BEGIN line is missing/],
    ["a hyphen of the first line", (all) => all.join("\n").slice(1), /BEGIN line is damaged/],
    ["a hyphen of the last line", (all) => all.join("\n").slice(0, -1), /END line is missing or damaged/],
    ["a line", (all) => all.filter((_, i) => i !== 2).join("\n"), /body is cut: it has \d+ bytes, and says \d+/],
    ["the end of its body", (all) => [...all.slice(0, -2), all.at(-1)].join("\n"), /body is cut: it has/],
    ["all of its body", (all) => `${all[0]}\n${all.at(-1)}`, /body is missing/],
    ["its middle", (all) => [...all.slice(0, 2), "...", ...all.slice(-2)].join("\n"), /body is shortened \(\.\.\.\)/],
    ["its middle, with an ellipsis", (all) => `${all[0]}\nMII\u2026AB\n${all.at(-1)}`, /body is shortened \(\.\.\.\)/],
    ["all but a mask", (all) => `${all[0]}\n********\n${all.at(-1)}`, /body is masked \(\*\*\*\)/],
    [
      "characters that became others",
      (all) => all.join("\n").replace(/[A-Z]{2}\n/, "\ufffd\n"),
      /body holds characters that no PEM has/,
    ],
    ["a plus sign that became a blank", (all) => all.join("\n").replace("MII", "MI"), /body/],
    [
      "its own last line",
      (all) => [...all.slice(0, -1), all.at(-1)!.replace(" KEY", "")].join("\n"),
      /BEGIN line and END line name two different things/,
    ],
    [
      "hyphens that became dashes, and a line",
      (all) =>
        all
          .filter((_, i) => i !== 2)
          .join("\n")
          .replaceAll("--", "\u2014"),
      /body is cut: .*, and an editor of documents made dashes of its hyphens/,
    ],
  ];
  for (const [what, text, why] of LOST)
    it(what, () => {
      for (const [read, all, expected] of [
        [readPrivate, lines, /^a damaged private key whose /],
        [
          readPublic,
          publicPem.trimEnd().split("\n"),
          /^reading public key: its .*, so it was cut or changed on its way; /,
        ],
      ] as const) {
        const found = read(text(all));
        assert.equal(typeof found, "string");
        assert.match(words(found), why);
        assert.match(words(found), expected);
      }
    });
});

describe("what stands where a private key is expected is named", () => {
  const pair = PAIRS[0]!;
  const pem = String(pair.publicKey.export({ type: "spki", format: "pem" }));
  const pkcs1 = String(pair.publicKey.export({ type: "pkcs1", format: "pem" }));
  const two = PRIVATE.filter(({ name }) => name === "rsa as pkcs8")
    .slice(0, 2)
    .map((one) => one.pem);
  const passphrase = { cipher: "aes-256-cbc", passphrase: "p" };
  const NAMED: readonly (readonly [string, string, string])[] = [
    ["a public key", pem, "a public key"],
    ["a public key in base64", Buffer.from(pem).toString("base64"), "a public key"],
    ["the body of a public key", bodyOf(pem), "a public key"],
    ["a public key of PKCS#1", pkcs1, "a rsa public key"],
    ["the body of that", bodyOf(pkcs1), "an RSA public key"],
    ["a line of OpenSSH", openSshPublicKey(pem), "an OpenSSH public key"],
    [
      "a key of PuTTY",
      "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n",
      "a key of PuTTY, which exports it as PEM",
    ],
    [
      "an encrypted key, written out",
      String(pair.privateKey.export({ type: "pkcs8", format: "pem", ...passphrase })).replaceAll("\n", "\\n"),
      "encrypted with a passphrase",
    ],
    [
      "an encrypted key of old",
      String(pair.privateKey.export({ type: "pkcs1", format: "pem", ...passphrase })).replaceAll("\n", " "),
      "encrypted with a passphrase",
    ],
    ["two keys", two.join(""), "a text with 2 private keys"],
    ["two keys without line ends", two.join("").replaceAll("\n", ""), "a text with 2 private keys"],
    ["two keys in base64", Buffer.from(two.join("")).toString("base64"), "a text with 2 private keys"],
    [
      "two bodies",
      two.map(bodyOf).join("\n"),
      /^a damaged private key whose body has more characters than its \d+ bytes need$/.source,
    ],
    [
      "a key and the public key of another",
      `${two[0]}${PUBLIC[1]!.pem}`,
      "a private key beside the public key of another one",
    ],
  ];
  for (const [what, text, name] of NAMED)
    it(what, () => assert.match(words(readPrivate(text)), new RegExp(name.startsWith("^") ? name : `^${name}$`)));

  it("and its own public key beside it, or a certificate, does not matter", () => {
    const { pem: own, key } = PRIVATE.find(({ name }) => name === "rsa as pkcs8")!;
    const half = String(createPublicKey(key).export({ type: "spki", format: "pem" }));
    const certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    for (const text of [`${own}${half}`, `${half}${own}`, `${certificate}${own}${certificate}`])
      assert.ok(readPrivateKey(text)?.equals(key));
  });

  it("in public-key functions a private key in every wrapping", () => {
    for (const { pem: privatePem } of oneEach(PRIVATE))
      for (const wrap of [...Object.values(LINES), ...Object.values(AROUND), bodyOf])
        assert.match(words(readPublic(wrap(privatePem))), /^reading public key: it holds a private key; /);
    assert.throws(
      () => publicKeyFingerprint(JSON.stringify({ privateKeyPem: PRIVATE[0]!.pem, publicKeyPem: pem })),
      /it holds a private key/,
    );
  });
});

describe("a text of 200,000 characters that is no key", () => {
  const MANY = 200_000;
  const lines = (body: string) => `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----`;
  const parts = [
    "-",
    "\\",
    "\n",
    " ",
    '"',
    "'",
    "{",
    "A",
    "MIIE ",
    "a: ",
    "-----BEGIN ",
    '"+"',
    "$'",
    "\u001b[",
    "<br",
    "&#",
  ];
  // A pattern that goes back over a run would take minutes
  for (const part of parts)
    it(`is refused, as it is and inside a PEM: ${JSON.stringify(part)}`, () => {
      const many = part.repeat(MANY / part.length);
      for (const text of [many, `M${many}`, lines(many), `-----BEGIN PRIVATE KEY-----n${many}`])
        assert.equal(readPrivateKey(text), undefined);
    });
});

describe("a private key with a changed digit", () => {
  for (const { name, pem } of oneEach(PRIVATE).filter(({ name }) => !name.startsWith("ed25519 as pkcs8")))
    it(`is not read: ${name}`, () => {
      const body = Buffer.from(bodyOf(pem), "base64");
      let read = 0;
      for (let at = Math.floor(body.length / 3); at < body.length - 4; at += Math.ceil(body.length / 40)) {
        const changed = Buffer.from(body);
        changed[at] = changed[at]! ^ 1;
        const key = readPrivateKey(changed.toString("base64"));
        // What is no digit of the key does not count: check numbers and padding of OpenSSH
        if (key !== undefined && numbersOf(key) !== numbersOf(readPrivateKey(pem)!)) read++;
      }
      assert.equal(read, 0);
    });
});

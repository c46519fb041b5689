import * as assert from "node:assert/strict";
import { publicArtifact } from "../../../resources";
import { nameLike, nameOf, type KeyVersion } from "../../../resources/words/keyVersion";
import { endOf } from "../../../resources/words/certificateEnd";
import { previousUntil, rotationDueAt } from "../../../resources/words/dueDate";
import { handoffDataText } from "../../../resources/words/handoffData";
import { notInFolder } from "../../../resources/words/notInFolder";
import { scheduled, scheduledByOwner } from "../../../resources/words/scheduled";
import { uploadOf } from "../../../resources/words/upload";
import { PUBLIC_PEMS } from "../../support/publicPems";

const publicKeyPem = PUBLIC_PEMS["RSA"];
const KEY: KeyVersion = { versionId: "v", fingerprint: "SHA256:full", publicKeyPem };

describe("words: what is uploaded", () => {
  it("is nothing where there is no key, or no certificate", () => {
    assert.equal(uploadOf({}), "");
    assert.equal(uploadOf({}, "spki-base64"), "");
    assert.equal(uploadOf({ publicKeyPem: "" }, "openssh"), "");
    assert.equal(uploadOf({ publicKeyPem }, "x509-pem"), "");
  });

  it("is the key to the letter, or in the form that is asked for", () => {
    const odd = "no PEM that anything could read";
    assert.equal(uploadOf({ publicKeyPem: odd }), odd);
    assert.equal(uploadOf({ publicKeyPem: odd }, "spki-pem"), odd);
    assert.equal(uploadOf({ publicKeyPem }, "spki-base64"), publicArtifact(publicKeyPem, "spki-base64"));
  });

  it("is nothing where the key has no such form", () => {
    assert.equal(uploadOf({ publicKeyPem: PUBLIC_PEMS["secp256k1"] }, "openssh"), "");
  });

  it("is an error where something else is wrong than the form", () => {
    let reads = 0;
    const comment = { enumerable: true, get: () => (reads++ === 0 ? "a" : assert.fail("of the program")) };
    const artifact = Object.defineProperties({}, { form: { enumerable: true, value: "openssh" }, comment });
    assert.throws(() => uploadOf({ publicKeyPem }, artifact as never), /of the program/);
  });
});

describe("words: the name of a key", () => {
  it("is its full fingerprint, with what the partner shows beside it", () => {
    assert.equal(nameOf(KEY, "spki-sha256"), KEY.fingerprint);
    assert.match(nameOf(KEY, "spki-md5"), /^SHA256:full \([0-9a-f:]{47}\)$/);
    assert.match(nameOf(KEY, "qredo"), /^SHA256:full \(…[0-9a-f]{4}\)$/);
  });

  it("has no other form where the public half is not known", () => {
    const bare = { versionId: "v", fingerprint: "SHA256:full" };
    for (const form of ["qredo", "spki-md5", "x509-sha1"] as const) assert.equal(nameOf(bare, form), "SHA256:full");
    assert.equal(nameOf(KEY, "x509-sha1"), "SHA256:full", "no certificate");
    // Another kind of key takes over, and the form is that of the new one
    assert.equal(nameOf({ ...KEY, publicKeyPem: PUBLIC_PEMS["Ed25519"] }, "qredo"), "SHA256:full");
    assert.equal(nameOf({ ...KEY, publicKeyPem: PUBLIC_PEMS["secp256k1"] }, "openssh-md5"), "SHA256:full");
  });

  it("is written as a person has written another one, with the full one beside it", () => {
    assert.equal(
      nameLike("SHA256:x", { versionId: "v", fingerprint: "" }),
      nameOf({ versionId: "v", fingerprint: "" }),
    );
    assert.match(nameLike("0000", KEY), /^[0-9a-f]{4}, in full SHA256:full$/);
    assert.equal(nameLike("nothing of the kind", KEY), nameOf(KEY));
  });
});

describe("words: dates", () => {
  const DAY = "2030-01-01T00:00:00.000Z";

  it("are nothing where one part is missing", () => {
    for (const [from, rule] of [
      [undefined, 1],
      [DAY, undefined],
      [undefined, undefined],
    ] as const) {
      assert.equal(rotationDueAt(from, rule), "");
      assert.equal(previousUntil(from, rule), undefined);
    }
    assert.equal(rotationDueAt(DAY, 2), "2030-01-03T00:00:00.000Z");
    assert.equal(previousUntil(DAY, 2), "2030-01-01T02:00:00.000Z");
  });

  it("of a certificate are none where there is no certificate", () => {
    for (const text of ["", "-----BEGIN CERTIFICATE REQUEST-----", publicKeyPem]) assert.equal(endOf(text), "");
    assert.throws(() => endOf("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
  });

  it("of a deletion are told with who planned it", () => {
    assert.equal(scheduled(new Date(DAY)), `scheduled for deletion on ${DAY}`);
    assert.equal(scheduledByOwner(new Date(DAY)), `its owner scheduled it for deletion on ${DAY}`);
  });
});

describe("words: a package that the plugin process would not find", () => {
  it("is named with the folder and both ways out", () => {
    assert.deepEqual(notInFolder("pulumi-partner-keys", "/srv/app"), {
      doing: "loading pulumi-partner-keys from /srv/app",
      what: "Pulumi's plugin process, which runs in this folder, would not find it",
      advice:
        "add it to the dependencies of the package.json there and install (a library that depends on it, or a bundle that " +
        "holds it, is not enough), or run the inline program in a folder that has it",
    });
  });
});

describe("words: the hand-off as JSON", () => {
  const handoff = { title: "t" } as never;
  const whose = { stack: "p/s", component: "acme", partner: "acme", environment: "production", secretArn: "arn" };
  const key = (letter: string, createdAt?: string): KeyVersion => ({
    versionId: letter,
    fingerprint: `SHA256:${letter}`,
    ...(createdAt === undefined ? {} : { createdAt }),
  });
  const text = (known: object) => handoffDataText(handoff, { rotationDueAt: "", newest: {}, ...known } as never, whose);

  it("is nothing where there is none", () => {
    assert.equal(handoffDataText(undefined, { rotationDueAt: "" } as never, whose), "");
  });

  it("names each key that is there with its dates, in the order in which they were made", () => {
    const known = {
      live: key("B", "2030-02-01"),
      pending: key("C", "2030-03-01"),
      previous: key("A", "2030-01-01"),
      promotedAt: "2030-02-02",
      previousUntil: "2030-02-03",
      rotationDueAt: "2030-06-01",
    };
    assert.deepEqual(JSON.parse(text(known)), {
      schema: "partner-keys/handoff/1",
      ...whose,
      handoff,
      keys: [
        { role: "previous", fingerprint: "SHA256:A", madeAt: "2030-01-01", until: "2030-02-03" },
        { role: "live", fingerprint: "SHA256:B", madeAt: "2030-02-01", liveSince: "2030-02-02" },
        { role: "pending", fingerprint: "SHA256:C", madeAt: "2030-03-01" },
      ],
      rotationDueAt: "2030-06-01",
    });
  });

  it("says unknown where nobody wrote a date down, and leaves out what is not there", () => {
    const { keys } = JSON.parse(text({ live: key("B"), previous: key("A"), pending: null })) as { keys: unknown };
    assert.deepEqual(keys, [
      { role: "previous", fingerprint: "SHA256:A", madeAt: "unknown" },
      { role: "live", fingerprint: "SHA256:B", madeAt: "unknown", liveSince: "unknown" },
    ]);
    assert.deepEqual((JSON.parse(text({ live: undefined })) as { keys: unknown }).keys, []);
  });
});

import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { publicArtifact, type KeyVersion } from "../../../resources";
import { previousUntil, rotationDueAt } from "../../../resources/words/dueDate";
import type { AtPartner, KnownToHandoff } from "../../../resources/words/handoff";
import { handoffOf } from "../../../resources/words/handoffOf";
import { handoffText } from "../../../resources/words/handoffText";
import { PROFILES } from "../../../resources/partners/knownProfiles";
import { keyNameOf } from "../../../resources/partners/keyName";
import { selfSigned } from "../../support/selfSigned";
import { VECTORS } from "../../support/partnerApiVectors";

const { publicKeyPem, shown } = VECTORS.webAppFingerprint;
const keyOf = (versionId: string, letter: string): KeyVersion & { readonly publicKeyPem: string } => ({
  versionId,
  fingerprint: `SHA256:${letter.repeat(43)}=`,
  publicKeyPem,
});
const [A, B] = [keyOf("v1", "A"), keyOf("v2", "B")];
const PEM = publicKeyPem.trimEnd();
const ACME: AtPartner = { partner: "acme", environment: "production" };
const QREDO: AtPartner = { ...ACME, partner: "qredo" };
const byProgram = { component: "main" };
const byConfig = { component: "main", command: (value: string) => `pulumi config set ack ${value}` };
const text = (known: KnownToHandoff, at = ACME, by: typeof byProgram = byConfig) =>
  handoffText(handoffOf(known, at, by));

const UNKNOWN_FORM = (key: KeyVersion) =>
  `Compare the key with what the partner shows of it. Which form that has is unknown here (fingerprintForm); the full fingerprint is ${key.fingerprint}`;
const IN_PROGRAM = `: set acknowledgedFingerprint of PartnerCredentials "main" to "${A.fingerprint}" in the program.`;
const ACKNOWLEDGE = (key: KeyVersion) =>
  `(acknowledgedFingerprint of PartnerCredentials "main"): pulumi config set ack ${key.fingerprint}`;

describe("rotation due", () => {
  it("is the key's age limit after it was made", () => {
    assert.equal(rotationDueAt("2030-01-01T00:00:00.000Z", 90), "2030-04-01T00:00:00.000Z");
  });
  it("is empty when a key never falls due", () =>
    assert.equal(rotationDueAt("2030-01-01T00:00:00.000Z", undefined), ""));
});

describe("the end of a previous key", () => {
  it("is so many hours after its successor went live", () =>
    assert.equal(previousUntil("2030-01-01T00:00:00.000Z", 48), "2030-01-03T00:00:00.000Z"));
  it("is unknown without a rule", () => assert.equal(previousUntil("2030-01-01T00:00:00.000Z", undefined), undefined));
});

describe("hand-off of a partner that is known by a profile", () => {
  const ASSIGNING = ["mastercard", "netsuite", "truelayer"];
  for (const profile of PROFILES)
    it(`of ${profile.name} asks for the id that the partner assigned where it assigns one`, () => {
      const asked = /Give the id that .* assigned to the same run \(acknowledgedKeyId of PartnerCredentials "main"\)/;
      assert.equal(asked.test(text({ live: A, pending: B }, { ...ACME, profile })), ASSIGNING.includes(profile.name));
    });
});

describe("hand-off that says how an old key is taken away", () => {
  const promoted = { live: B, previous: A, acknowledgedFingerprint: B.fingerprint, newestVersionId: "v2" };
  const named = (name: string) => PROFILES.find((profile) => profile.name === name) ?? assert.fail(name);
  const last = (known: KnownToHandoff, at: AtPartner) => text(known, at).split("\n").slice(-2);

  it("has the statement of the partner, with the name that the key got there", () => {
    const [still, how] = last(promoted, { ...ACME, profile: named("snowflake") });
    assert.match(still ?? "", /^If Snowflake still has the previous key SHA256:A+=, remove it there once you need/);
    assert.equal(
      how,
      `Run this statement, with your user in place of <user>: ALTER USER <user> REMOVE KEY PAIR ${keyNameOf(A.fingerprint)};`,
    );
    const [, unset] = last(promoted, { ...ACME, profile: named("snowflake-legacy") });
    assert.match(unset ?? "", /unset RSA_PUBLIC_KEY_2 instead: ALTER USER <user> UNSET RSA_PUBLIC_KEY;$/);
  });

  it("says nothing of it where nobody has found it, and where no old key is left", () => {
    assert.match(last(promoted, { ...ACME, profile: named("mastercard") }).at(-1) ?? "", /remove it there/);
    assert.doesNotMatch(text({ ...promoted, previous: null }, { ...ACME, profile: named("snowflake") }), /REMOVE/);
  });
});

describe("hand-off of keys with certificates", () => {
  const certified = (key: KeyVersion, made: string): KeyVersion => {
    const { privateKey } = generateKeyPairSync("ed25519");
    return { ...key, certificatePem: selfSigned(privateKey, new Date(made), 365) };
  };
  const [certifiedA, certifiedB] = [certified(A, "2030-01-01T00:00:00Z"), certified(B, "2031-01-01T00:00:00Z")];
  const CERTIFIED = { ...ACME, hasCertificate: true };
  const facts = (known: KnownToHandoff, at: AtPartner = CERTIFIED) =>
    handoffOf(known, at, byConfig)?.facts.filter((fact) => /certificate|rotate/.test(fact));
  const [endsA, endsB] = [
    "The certificate of the live key ends at 2031-01-01T00:00:00.000Z.",
    "The certificate of the pending key ends at 2032-01-01T00:00:00.000Z.",
  ];
  const LOST = "No certificate of the live key is known here.";

  it("says when each ends", () => {
    assert.deepEqual(facts({ live: certifiedA, pending: certifiedB }), [endsB, endsA]);
    assert.deepEqual(facts({ live: certifiedA, acknowledgedFingerprint: A.fingerprint }), [endsA]);
  });
  it("says to rotate where that of the live key is not known here", () => {
    assert.deepEqual(facts({ live: A, knownByTagsAlone: true }), [LOST, "To have one here again, rotate."]);
    assert.deepEqual(facts({ live: A, pending: certifiedB }), [endsB, LOST]);
  });
  it("says nothing of it where none is declared, or no key is live yet", () => {
    assert.deepEqual(facts({ live: A }, ACME), []);
    assert.equal(facts({}), undefined);
  });
});

describe("hand-off", () => {
  it("is data: what to give, what is shown afterwards, the steps with their commands", () => {
    const { key, steps } = handoffOf({ live: A, pending: B }, QREDO, byConfig) ?? assert.fail();
    assert.deepEqual(key, { fingerprint: B.fingerprint, artifact: publicKeyPem, shown: `…${shown}` });
    assert.deepEqual(
      steps.map(({ command, isHandingOver }) => command ?? isHandingOver),
      [true, undefined, `pulumi config set ack ${B.fingerprint}`, "pulumi up"],
    );
  });

  it("of a pending key holds the key itself, and begins with what to do", () => {
    assert.equal(
      text({ live: A, pending: B }),
      [
        "Upload the pending key of acme production to the partner.",
        `The pending key is ${B.fingerprint}. The live key ${A.fingerprint} goes on signing.`,
        `1. Give this to the partner, to the letter:\n${PEM}`,
        `2. ${UNKNOWN_FORM(B)}`,
        `3. Acknowledge it ${ACKNOWLEDGE(B)}`,
        "4. Then: pulumi up",
      ].join("\n"),
    );
  });

  it("says to give a generated API key to the partner, whatever else there is to do, and nothing of an issued one", () => {
    const secretArn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:acme/apikey-AbCdEf";
    const generatedApiKey = {
      secretArn,
      versionId: "v7",
      fingerprint: "SHA256:K=",
      createdAt: "2030-01-01T00:00:00.000Z",
    };
    const giving =
      "If the partner does not have the generated API key SHA256:K= yet, give it to the partner: read it where no log keeps it, with " +
      `aws secretsmanager get-secret-value --region eu-west-1 --secret-id ${secretArn} --version-id v7 --query SecretString --output text.`;
    for (const known of [{ live: A, pending: B }, { live: A }, { live: A, acknowledgedFingerprint: A.fingerprint }]) {
      assert.equal(text({ ...known, generatedApiKey }), [text(known), giving].join("\n"));
      assert.doesNotMatch(text(known), /API key/);
    }
    assert.equal(text({ generatedApiKey }), "");
  });

  it("names no command where the program gives the argument itself", () => {
    const sheet = text({ live: A, pending: B }, ACME, byProgram);
    assert.ok(
      sheet.includes(
        `\n3. Acknowledge it: set acknowledgedFingerprint of PartnerCredentials "main" to "${B.fingerprint}" in the program.\n`,
      ),
      sheet,
    );
    assert.doesNotMatch(sheet, /config set/);
  });

  it("shows Qredo's digits for Qredo and for whoever chose them, and takes no other partner for it", () => {
    const chosen = { ...ACME, form: "qredo" } as const;
    for (const at of [QREDO, chosen])
      assert.match(text({ live: A, pending: B }, at), /^2\. Check that the partner shows …a8d4\.$/m);
    assert.doesNotMatch(text({ live: A, pending: B }), /…/);
    const otherForm = { ...QREDO, form: "openssh-md5" } as const;
    assert.match(text({ live: A, pending: B }, otherForm), /^2\. Check that the partner shows MD5:[0-9a-f:]{47}\.$/m);
  });

  it("holds the form that the partner takes", () => {
    const artifact = { form: "jwks", kid: "2026" } as const;
    const sheet = text({ live: A, pending: B }, { ...ACME, artifact });
    assert.ok(sheet.includes(`to the letter:\n${publicArtifact(publicKeyPem, artifact).trimEnd()}\n2. `), sheet);
  });

  for (const acknowledgedFingerprint of [undefined, B.fingerprint])
    it(`of a live key that nobody has acknowledged (acknowledged: ${acknowledgedFingerprint ?? "nothing"}) is numbered steps`, () => {
      assert.equal(
        text({ live: A, acknowledgedFingerprint }),
        [
          "Upload the live key of acme production to the partner.",
          `It signs already: ${A.fingerprint}. Whether the partner has it is unknown here; requests are refused as long as it has not.`,
          `1. If the partner does not have it yet, give it this, to the letter:\n${PEM}`,
          `2. ${UNKNOWN_FORM(A)}`,
          `3. Acknowledge it, so that it is known that the partner has it ${ACKNOWLEDGE(A)}`,
          "4. Then: pulumi up",
        ].join("\n"),
      );
    });

  it("of a live key that asked nobody has nothing to acknowledge", () => {
    for (const acknowledgedFingerprint of [undefined, A.fingerprint]) {
      const given = acknowledgedFingerprint === undefined ? {} : { acknowledgedFingerprint };
      const sheet = text({ live: A, isImmediate: true, ...given });
      assert.match(sheet, /^Upload the live key of acme production to the partner\.\n/);
      assert.match(sheet, /\n1\. [^]*\n2\. Compare /);
      assert.doesNotMatch(sheet, /\n3\.|cknowledge/);
    }
  });

  it("of an acknowledged key has nothing to do", () => {
    assert.equal(
      text({ live: A, pending: null, previous: null, acknowledgedFingerprint: A.fingerprint, newestVersionId: "v1" }),
      `Nothing to upload for acme production.\nThe live key ${A.fingerprint} is acknowledged.\nNothing is pending.`,
    );
  });

  it("says when the previous key is removed at the partner", () => {
    const promoted = { live: B, previous: A, acknowledgedFingerprint: B.fingerprint, newestVersionId: "v2" };
    const ifStill = `If the partner still has the previous key ${A.fingerprint}, remove it there `;
    const leaked = "If that key has leaked, remove it now.";
    const last = (sheet: string) => sheet.split("\n").at(-1);
    assert.equal(
      last(text({ ...promoted, previousUntil: "2030-01-03T00:00:00.000Z" })),
      `${ifStill}after 2030-01-03T00:00:00.000Z, when the way back to it ends (retirePreviousAfterHours). ${leaked}`,
    );
    assert.match(text(promoted), /^Nothing to upload for acme production\.\n/);
    assert.equal(
      last(text({ ...promoted, previousUntil: "2030-01-03T00:00:00.000Z", unreadDays: 7 })),
      `${ifStill}once nobody has read it for 7 days, and not before 2030-01-03T00:00:00.000Z, when the way back to it ends ` +
        `(retirePreviousWhenUnreadForDays). ${leaked}`,
    );
    for (const known of [promoted, { ...promoted, isImmediate: true }])
      assert.equal(
        last(text(known)),
        `${ifStill}once you need no way back to it (retirePreviousAfterHours is not set). ${leaked}`,
      );
  });

  it("of a key that was rolled back to asks whether the partner still has it", () => {
    const rolledBack = { live: A, previous: B, acknowledgedFingerprint: A.fingerprint, newestVersionId: "v2" };
    const sheet = text(rolledBack);
    assert.match(sheet, /^Check that the partner still has the live key of acme production\.\n/);
    assert.ok(sheet.includes(`\nIt is an earlier key, which was rolled back to: ${A.fingerprint}.\n`), sheet);
    assert.ok(
      sheet.includes(`\n1. If the partner has dropped it, give it this again, to the letter:\n${PEM}\n2. `),
      sheet,
    );
  });

  it("names a live version that this stack did not make", () => {
    assert.match(
      text({ live: { versionId: "v9", fingerprint: "" } }),
      /^The live key is version v9 \(not made by this stack\)\.$/m,
    );
  });

  it("is empty while no key is live", () => assert.equal(text({}), ""));

  describe("where the live key is known by tags alone", () => {
    const byTags = { live: A, knownByTagsAlone: true };
    const known = `The live key ${A.fingerprint} is known by tags alone: compare it with what the partner has.`;

    it("offers the key that this stack made first, says what to compare, and how the live key can stay", () => {
      const lines = text({ ...byTags, pending: B }).split("\n");
      assert.equal(lines[0], "Upload the pending key of acme production to the partner.");
      assert.deepEqual(lines.slice(2, 4), ["This stack made the pending key.", known]);
      assert.equal(lines.at(-1), `If the partner has the live key, acknowledge that one instead ${ACKNOWLEDGE(A)}`);
      const unasked = text({ ...byTags, pending: B }, ACME, byProgram)
        .split("\n")
        .at(-1);
      assert.equal(unasked, `If the partner has the live key, acknowledge that one instead${IN_PROGRAM}`);
    });

    it("offers no upload of the live key where nothing is pending", () => {
      const sheet = text(byTags);
      assert.ok(
        sheet.startsWith(`Compare the live key of acme production with what the partner has.\n${known}\n`),
        sheet,
      );
      assert.match(sheet, /\nIf the partner does not have it, give it to nobody\.$/);
      assert.ok(!sheet.includes(PEM));
    });

    it("says nothing of it otherwise", () => {
      for (const keys of [{ live: A }, { live: A, pending: B }, { ...byTags, knownByTagsAlone: false }])
        assert.doesNotMatch(text(keys), /tags alone/);
    });
  });
});

describe("hand-off of a spare", () => {
  const C = keyOf("v3", "C");
  const by = { component: "main", command: (value: string, argument: string) => `set ${argument} ${value}` };
  const calm = { live: A, acknowledgedFingerprint: A.fingerprint, standby: C };
  const handoff = (known: KnownToHandoff) => handoffOf(known, ACME, by) ?? assert.fail("none");

  it("is all there is to do in calm, and names the argument that acknowledges it", () => {
    const { headline, key, steps } = handoff(calm);
    assert.equal(headline, "Upload the spare key of acme production to the partner.");
    assert.equal(key?.fingerprint, C.fingerprint);
    const commands = steps.flatMap(({ command }) => command ?? []);
    assert.deepEqual(commands, [`set acknowledgedStandbyFingerprint ${C.fingerprint}`, "pulumi up"]);
  });

  it("asks for the acknowledgement of the live key too, which was the spare before", () => {
    const { steps } = handoff({ ...calm, isAcknowledgedAsSpare: true });
    assert.ok(steps.some(({ command }) => command === `set acknowledgedFingerprint ${A.fingerprint}`));
  });

  it("comes after what is more urgent", () => {
    const { headline, key, afterwards } = handoff({ ...calm, pending: B });
    assert.match(headline, /^Upload the pending key /);
    assert.equal(key?.fingerprint, B.fingerprint);
    assert.ok(afterwards.some((one) => one.includes(`Give the spare key ${C.fingerprint} to the partner as well`)));
  });

  it("is over once it is acknowledged", () => {
    const { headline, afterwards } = handoff({ ...calm, acknowledgedStandbyFingerprint: C.fingerprint });
    assert.equal(headline, "Nothing to upload for acme production.");
    assert.ok(afterwards.some((one) => one.includes(`The spare key ${C.fingerprint} is acknowledged`)));
  });
});

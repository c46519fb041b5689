import * as assert from "node:assert/strict";
import type { KeyVersion } from "../../../resources";
import { rotationDueAt } from "../../../resources/words/dueDate";
import { handoffSheet } from "../../../resources/words/handoff";
import { VECTORS } from "../../support/partnerApiVectors";

const { publicKeyPem, shown } = VECTORS.webAppFingerprint;
const fingerprint = `SHA256:${"A".repeat(43)}=`;
const key: KeyVersion = { versionId: "v1", fingerprint, publicKeyPem };

describe("rotation due", () => {
  it("is the key's age limit after it was made", () => {
    assert.equal(rotationDueAt("2030-01-01T00:00:00.000Z", 90), "2030-04-01T00:00:00.000Z");
  });
  it("is empty when a key never falls due", () =>
    assert.equal(rotationDueAt("2030-01-01T00:00:00.000Z", undefined), ""));
});

describe("handoff sheet", () => {
  it("says what the web app has to show while nothing is pending", () => {
    assert.equal(
      handoffSheet("qredo sandbox", { live: key }),
      `qredo sandbox: live key ${fingerprint} (…${shown}). Nothing is pending. The partner's web app has to show …${shown}; if it does not, paste publicKeyPem there.`,
    );
  });

  it("lists the steps for a pending key, with the command that acknowledges it", () => {
    const pending = { ...key, fingerprint: `SHA256:${"B".repeat(43)}=` };
    const sheet = handoffSheet("qredo production", { live: key, pending });
    assert.match(
      sheet,
      /^qredo production: a new key is pending, the live key SHA256:A+= \(…a8d4\) goes on signing\.$/m,
    );
    assert.match(sheet, /^2\. Check that it shows …a8d4\.$/m);
    assert.match(sheet, /^3\. pulumi config set acknowledgedFingerprint SHA256:B+=$/m);
  });

  it("names what is pasted where that is another form of the key", () => {
    const webApp = { artifact: { form: "jwks", kid: "2026" } } as const;
    assert.match(handoffSheet("q sandbox", { live: key }, webApp), /if it does not, paste the output upload there\.$/);
    assert.match(
      handoffSheet("q sandbox", { live: key, pending: key }, webApp),
      /^1\. Paste the output pendingUpload into/m,
    );
  });

  it("names a live version that this stack did not make", () => {
    assert.match(
      handoffSheet("q sandbox", { live: { versionId: "v9", fingerprint: "" } }),
      /version v9 \(not made by this stack\)/,
    );
  });

  describe("where the live key is known by tags alone", () => {
    const pending = { ...key, versionId: "v2", fingerprint: `SHA256:${"B".repeat(43)}=` };
    const byTags = { live: key, knownByTagsAlone: true };
    const ifItHas = `If the partner has the live key: pulumi config set acknowledgedFingerprint ${fingerprint}, then pulumi up.`;

    it("offers the key that this stack made first, says what to compare, and how the live key can stay", () => {
      assert.equal(
        handoffSheet("acme production", { ...byTags, pending }),
        [
          `acme production: this stack made the key ${pending.fingerprint} (…a8d4), which is pending; the live key ${fingerprint} (…a8d4) is known by tags alone: compare with what the partner has.`,
          "1. Paste pendingPublicKeyPem into the partner's web app.",
          "2. Check that it shows …a8d4.",
          `3. pulumi config set acknowledgedFingerprint ${pending.fingerprint}`,
          "4. pulumi up",
          ifItHas,
        ].join("\n"),
      );
    });

    it("offers no paste of the live key where nothing is pending", () => {
      assert.equal(
        handoffSheet("acme production", byTags),
        `acme production: the live key ${fingerprint} (…a8d4) is known by tags alone: compare with what the partner has. Nothing is pending.\n${ifItHas} If not, paste it nowhere.`,
      );
    });

    it("says nothing of it otherwise", () => {
      for (const known of [{ live: key }, { live: key, pending }, { ...byTags, knownByTagsAlone: false }])
        assert.doesNotMatch(handoffSheet("acme production", known), /tags alone/);
    });
  });
});

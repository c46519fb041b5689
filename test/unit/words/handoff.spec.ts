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
      handoffSheet("qredo", "sandbox", key, undefined),
      `qredo sandbox: live key ${fingerprint} (…${shown}). Nothing is pending. The partner's web app has to show …${shown}; if it does not, paste publicKeyPem there.`,
    );
  });

  it("lists the steps for a pending key, with the command that acknowledges it", () => {
    const pending = { ...key, fingerprint: `SHA256:${"B".repeat(43)}=` };
    const sheet = handoffSheet("qredo", "production", key, pending);
    assert.match(
      sheet,
      /^qredo production: a new key is pending, the live key SHA256:A+= \(…a8d4\) goes on signing\.$/m,
    );
    assert.match(sheet, /^2\. Check that it shows …a8d4\.$/m);
    assert.match(sheet, /^3\. pulumi config set acknowledgedFingerprint SHA256:B+=$/m);
  });

  it("names what is pasted where that is another form of the key", () => {
    const webApp = { artifact: { form: "jwks", kid: "2026" } } as const;
    assert.match(
      handoffSheet("q", "sandbox", key, undefined, webApp),
      /if it does not, paste the output upload there\.$/,
    );
    assert.match(handoffSheet("q", "sandbox", key, key, webApp), /^1\. Paste the output pendingUpload into/m);
  });

  it("names a live version that this stack did not make", () => {
    assert.match(
      handoffSheet("q", "sandbox", { versionId: "v9", fingerprint: "" }, undefined),
      /version v9 \(not made by this stack\)/,
    );
  });
});

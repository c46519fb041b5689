import * as assert from "node:assert/strict";
import { createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import { CREATED, type Goal } from "./goals";
import { inState } from "./world";

/** A private key that exists already, in a variable of the run, and what is signed with it. */
export const TAKEN_ENV = {
  TAKEN_PRIVATE_KEY: generateKeyPairSync("rsa", { modulusLength: 2048 })
    .privateKey.export({ type: "pkcs8", format: "pem" })
    .toString(),
};
const subject = { commonName: "acme-signer" };
export const TAKEN_ARGS = {
  issued: { env: "TAKEN_PRIVATE_KEY" },
  certificate: { subject, validityDays: 365 },
  signingRequest: { subject },
};

/** That very key is stored, and what state tells is signed with it. */
export const TAKEN_OVER: Goal = {
  assertReached(start, now) {
    CREATED.assertReached(start, now);
    const { outputs = {} } = now.privateKey.key ?? {};
    const stored = now.privateKey.versions.find(({ versionId }) => versionId === inState(now.privateKey));
    const key = createPrivateKey(stored?.value ?? "");
    assert.ok(key.equals(createPrivateKey(TAKEN_ENV.TAKEN_PRIVATE_KEY)), "another key was stored");
    assert.ok(new X509Certificate(String(outputs["certificatePem"])).checkPrivateKey(key));
    assert.equal(outputs["publicKeyPem"], createPublicKey(key).export({ type: "spki", format: "pem" }));
    assert.match(String(outputs["signingRequestPem"]), /^-----BEGIN CERTIFICATE REQUEST-----/);
  },
};

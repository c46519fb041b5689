import * as assert from "node:assert/strict";
import { generateKeyPairSync, X509Certificate } from "node:crypto";
import type { KeyInputs } from "../../../resources/kinds/keyInputs";
import { factsOfLive } from "../../../resources/plugin/activation/factsOfLive";
import { firstVersionRecord } from "../../../resources/plugin/keys/newVersion";
import { CERTIFICATE_ENDS, factsOf } from "../../../resources/secrets/about";
import { selfSigned } from "../../support/selfSigned";

const TOKEN = "t".repeat(36);
const ENDS = "2030-01-01T00:00:00.000Z";

describe("the end of a certificate in the tags", () => {
  it("is there with the first key of a secret", () => {
    const inputs = { publishAs: "pending" } as KeyInputs;
    const of = (outputs: object) => {
      const material = { value: "v", outputs: { fingerprint: "f", ...outputs } };
      return factsOf(firstVersionRecord({ inputs, material, holds: "key-pair", token: TOKEN, madeAt: ENDS }), TOKEN);
    };
    assert.equal(of({ certificateEndsAt: ENDS })?.[CERTIFICATE_ENDS], ENDS);
    assert.equal(of({})?.[CERTIFICATE_ENDS], undefined);
  });

  it("is there once a key goes live", () => {
    const certificatePem = selfSigned(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey);
    const live = { versionId: TOKEN, fingerprint: "f", certificatePem };
    const tags = factsOfLive({}, { keys: { live }, isPromotion: true, promotedAt: ENDS }, undefined);
    const ends = new Date(new X509Certificate(certificatePem).validTo).toISOString();
    assert.equal(factsOf(tags, TOKEN)?.[CERTIFICATE_ENDS], ends);
  });
});

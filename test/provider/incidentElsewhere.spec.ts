import * as assert from "node:assert/strict";
import { createHash, generateKeyPairSync, X509Certificate } from "node:crypto";
import { factsOf, KEY_ID } from "../../resources/secrets/about";
import { publicJwk } from "../../resources/crypto/publicKey/jwk";
import { ActivatedKey, type Candidate } from "../support/activatedKey";
import { failure } from "../support/failure";
import { HOUR } from "../support/fakeWorld";
import { assertNothingTold, labels, type InState, type Props } from "../support/keyLife";
import { selfSigned } from "../support/selfSigned";

const LATEST = "partner-keys-latest";
const URL = "https://keys.example.com/jwks.json";

describe("an incident", () => {
  let on: ActivatedKey;
  let B: Candidate;
  beforeEach(async () => {
    on = await ActivatedKey.start();
    B = await on.newKey();
    on.world.told.length = 0;
  });
  afterEach(() => assertNothingTold(on.world));
  const naming = (keys: readonly Candidate[], more: Props = {}, candidate = B) =>
    on.ask(candidate, { compromised: keys.map((key) => key.fingerprint), ...more });
  const idOf = (state: InState) => (state.outs["live"] as { readonly keyId?: string }).keyId;
  const assertOver = async (state: InState) => {
    on.assertKeys(state, [B]);
    assert.deepEqual(await labels(on.world, on.arn), { [B.versionId]: ["AWSCURRENT", LATEST] });
  };

  describe("at a partner that assigns ids", () => {
    const acknowledged = (key: Candidate, acknowledgedKeyId?: string) => ({
      acknowledgedFingerprint: key.fingerprint,
      acknowledgedKeyId,
    });
    let live: InState;
    beforeEach(async () => {
      live = await on.life.update(on.live, on.ask(on.A, acknowledged(on.A, "id-a")));
    });

    it("puts the new key live without an id, and gives it none of the old one's", async () => {
      const ended = await on.life.update(live, naming([on.A], acknowledged(on.A, "id-a")));
      await assertOver(ended);
      assert.equal(idOf(ended), undefined);
      const { tags = {} } = (await on.world.store.describe(on.arn)) ?? {};
      assert.equal(factsOf(tags, B.versionId)?.[KEY_ID], undefined);
    });

    it("takes the id that comes with the acknowledgement of the new key, in the same run or later", async () => {
      const atOnce = await on.life.update(live, naming([on.A], acknowledged(B, "id-b")));
      await assertOver(atOnce);
      assert.equal(idOf(atOnce), "id-b");
      const C = await on.newKey();
      const next = await on.life.update(atOnce, naming([on.A, B], acknowledged(B, "id-b"), C));
      assert.equal(idOf(next), undefined);
      const later = await on.life.update(next, naming([on.A, B], acknowledged(C, "id-c"), C));
      on.assertKeys(later, [C]);
      assert.equal(idOf(later), "id-c");
    });

    it("refuses the id of the compromised key for the new one, in a preview as in the update", async () => {
      const news = naming([on.A], acknowledged(B, "id-a"));
      const what = /acknowledgedKeyId id-a is on record for SHA256:\S+ \(live\), nothing was moved/;
      const { message } = await failure(on.updateUnseen(live, news), "ERR_INVALID_INPUT", what);
      assert.equal((await failure(on.life.diff(live, news), "ERR_INVALID_INPUT")).message, message);
    });
  });

  describe("of a partner that fetches a JWKS", () => {
    const published = { mode: "published", jwksUrl: URL, publishedForHours: 24 };
    let waiting: InState;
    beforeEach(async () => {
      const live = await on.life.update(on.live, on.ask(on.A, published));
      waiting = await on.life.update(live, on.ask(B, published));
      on.world.asked.length = 0;
    });

    it("puts the pending key live at once, asks no JWKS, and names nothing to upload", async () => {
      await on.life.diff(waiting, naming([on.A], published));
      assert.match(
        String(on.world.told.at(-1)),
        /SHA256:\S+= goes live; publish the output jwks right after this run$/,
      );
      on.world.told.length = 0;
      const ended = await on.life.update(waiting, naming([on.A], published));
      await assertOver(ended);
      assert.deepEqual(on.world.asked, []);
      assert.ok(!on.world.told.some((line) => line.startsWith("upload")), String(on.world.told));
      assert.match(on.world.told.join("\n"), /remove the compromised key at the partner now/);
    });

    it("loses the record of what a run saw, and the next key waits for its own hours", async () => {
      const body = JSON.stringify({ keys: [on.A, B].map((key) => publicJwk(key.publicKeyPem)) });
      on.world.jwks = { status: 200, body };
      const seen = await on.life.update(waiting, on.ask(B, published));
      assert.notEqual(seen.outs["publishedSince"], undefined);
      const ended = await on.life.update(seen, naming([on.A], published));
      await assertOver(ended);
      assert.equal(ended.outs["publishedSince"], undefined);
      const C = await on.newKey();
      on.world.advance(48 * HOUR);
      const next = await on.life.update(ended, naming([on.A], published, C));
      on.assertKeys(next, [B, C]);
    });

    it("of the pending key leaves the live one live, and the newer key waits", async () => {
      const C = await on.newKey();
      const ended = await on.life.update(waiting, naming([B], published, C));
      on.assertKeys(ended, [on.A, C]);
      assert.deepEqual((await labels(on.world, on.arn))[B.versionId], undefined);
    });
  });

  it("is refused for the fingerprint of a certificate: it names no key, and nothing moves", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const { raw } = new X509Certificate(selfSigned(privateKey));
    const fingerprint = `SHA256:${createHash("sha256").update(raw).digest("base64")}`;
    const news = on.ask(B, { compromised: [fingerprint] });
    const what = /compromised SHA256:\S+= names no key of this secret, nothing was moved; name one of /;
    await failure(on.updateUnseen(on.live, news), "ERR_UNKNOWN_FINGERPRINT", what);
    await failure(on.life.diff(on.live, news), "ERR_UNKNOWN_FINGERPRINT", what);
    assert.deepEqual((await labels(on.world, on.arn))[on.A.versionId], ["AWSCURRENT"]);
  });

  it("ends the look at the reads of the previous key that is named", async () => {
    const unread = { acknowledgedFingerprint: B.fingerprint, retirePreviousWhenUnreadForDays: 1 };
    const rotated = await on.life.update(on.live, on.ask(B, unread));
    on.world.store.read(on.arn, on.A.versionId);
    on.world.advance(30 * HOUR);
    const kept = await on.life.update(rotated, on.ask(B, unread));
    assert.notEqual(kept.outs["previousReadAt"], undefined);
    const ended = await on.life.update(kept, naming([on.A], unread));
    await assertOver(ended);
    assert.equal(ended.outs["previousReadAt"], undefined);
  });
});

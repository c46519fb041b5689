import * as assert from "node:assert/strict";
import { ACKNOWLEDGED, CERTIFICATE_ENDS, factsOf, KEY_ID, PROMOTED } from "../../resources/secrets/about";
import { MOST_TAGS } from "../../resources/secrets/tags";
import { ActivatedKey, type Candidate } from "../support/activatedKey";
import { assertNothingTold, type InState, type Props } from "../support/keyLife";

describe("what the tags tell of the key that goes live", () => {
  let on: ActivatedKey;
  let B: Candidate;
  let waiting: InState;
  beforeEach(async () => {
    on = await ActivatedKey.start();
    B = await on.newKey();
    waiting = await on.life.update(on.live, on.ask(B, {}));
    on.world.store.calls.length = 0;
  });
  afterEach(() => assertNothingTold(on.world));

  const tags = async () => (await on.world.store.describe(on.arn))?.tags ?? {};
  const told = async (key: Candidate) => factsOf(await tags(), key.versionId);
  const calls = () => on.world.store.calls.filter((call) => call !== "describe");
  const promote = async (more: Props = {}, acknowledgedFingerprint = B.fingerprint) =>
    on.life.update(waiting, on.ask(B, { acknowledgedFingerprint, ...more }));

  it("is since when, and by which acknowledgement, in the call that records the key", async () => {
    const promoted = await promote();
    assert.deepEqual(calls(), ["moveStage", "moveStage", "tag"], "no call more");
    assert.deepEqual(await told(B), { [PROMOTED]: promoted.outs["promotedAt"], [ACKNOWLEDGED]: B.fingerprint });
    on.world.store.calls.length = 0;
    await on.life.update(promoted, on.ask(B, { acknowledgedFingerprint: B.fingerprint }));
    assert.deepEqual(calls(), [], "and none in the next run");
  });

  it("is the id of the key too, which the tags had before", async () => {
    await promote({ acknowledgedKeyId: "id-b" });
    const { [KEY_ID]: id, [PROMOTED]: at, [ACKNOWLEDGED]: by } = (await told(B)) ?? {};
    assert.deepEqual([id, by], ["id-b", B.fingerprint]);
    assert.ok(at !== undefined);
  });

  it("is no acknowledgement in immediate mode", async () => {
    await promote({ mode: "immediate", acknowledgedFingerprint: undefined });
    const { [PROMOTED]: at, ...others } = (await told(B)) ?? {};
    assert.ok(at !== undefined);
    assert.deepEqual(others, {});
  });

  it("is since when it is live again, after a roll back", async () => {
    const promoted = await promote();
    const back = await on.life.update(promoted, on.ask(B, { acknowledgedFingerprint: on.A.fingerprint }));
    assert.deepEqual(await told(on.A), {
      [PROMOTED]: back.outs["promotedAt"],
      [ACKNOWLEDGED]: on.A.fingerprint,
    });
    assert.equal((await told(B))?.[CERTIFICATE_ENDS], undefined);
  });

  it("is nothing where the secret has as many tags as AWS takes; the key goes live all the same", async () => {
    const own = Object.keys(await tags()).filter((name) => name !== "partner-keys:about-live");
    const room = MOST_TAGS - own.length;
    await on.world.store.untag(on.arn, ["partner-keys:about-live"]);
    await on.world.store.tag(on.arn, Object.fromEntries(Array.from({ length: room }, (_, i) => [`t${i}`, ""])));
    await promote();
    assert.equal(await told(B), undefined);
    assert.equal(await on.recorded(), B.versionId);
    assert.equal(Object.keys(await tags()).length, MOST_TAGS);
  });
});

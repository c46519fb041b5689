import * as assert from "node:assert/strict";
import type { ErrorCode } from "../../resources/errors";
import { factsOf, KEY_ID } from "../../resources/secrets/about";
import { ABOUT_TAGS } from "../../resources/secrets/tags";
import { ActivatedKey, type Candidate } from "../support/activatedKey";
import { failure } from "../support/failure";
import { assertNothingTold, labels, type InState, type Props } from "../support/keyLife";

describe("the id that the partner gave a key", () => {
  let on: ActivatedKey;
  let B: Candidate;
  /** `A` is live with its id, `B` is pending. */
  let waiting: InState;
  const named = (key: Candidate, acknowledgedKeyId?: string, candidate = B): Props =>
    on.ask(candidate, { acknowledgedFingerprint: key.fingerprint, acknowledgedKeyId });
  beforeEach(async () => {
    on = await ActivatedKey.start();
    const live = await on.life.update(on.live, named(on.A, "id-a", on.A));
    B = await on.newKey();
    waiting = await on.life.update(live, named(on.A, "id-a"));
    on.world.store.calls.length = 0;
  });
  afterEach(() => assertNothingTold(on.world));

  const tags = async () => (await on.world.store.describe(on.arn))?.tags ?? {};
  const idsInTags = async () => {
    const all = await tags();
    return [on.A, B].map(({ versionId }) => factsOf(all, versionId)?.[KEY_ID]);
  };
  const idOf = (state: InState, which: string) => (state.outs[which] as { readonly keyId?: string } | null)?.keyId;
  const calls = () => on.world.store.calls.filter((call) => call !== "describe");
  const refusal = async (state: InState, news: Props, code: ErrorCode) => {
    const { message } = await failure(on.updateUnseen(state, news), code);
    assert.equal(
      (await failure(on.life.diff(state, news), code)).message,
      message,
      "a preview fails where the update would",
    );
    assert.deepEqual(calls(), []);
    return message;
  };

  it("is on record with its version before the label moves, and the live record after it", async () => {
    const seen: (string | undefined)[][] = [];
    on.world.store.beforeNext("moveStage", () => void idsInTags().then((ids) => seen.push(ids)));
    const promoted = await on.life.update(waiting, named(B, "id-b"));
    assert.deepEqual(calls(), ["tag", "moveStage", "moveStage", "tag"]);
    assert.deepEqual(seen, [["id-a", "id-b"]], "whichever version a signer reads, it finds its id");
    assert.deepEqual(await idsInTags(), ["id-a", "id-b"]);
    on.assertKeys(promoted, [B, undefined, on.A]);
    assert.deepEqual(
      ["live", "previous"].map((which) => idOf(promoted, which)),
      ["id-b", "id-a"],
    );
    assert.equal(await on.recorded(), B.versionId);
    assert.ok((await tags())[ABOUT_TAGS.pending]?.startsWith(`${B.versionId} `), "the version comes first");
  });

  it("asks for nothing again: no diff, no call", async () => {
    const promoted = await on.life.update(waiting, named(B, "id-b"));
    on.world.store.calls.length = 0;
    assert.equal((await on.life.diff(promoted, named(B, "id-b"))).changes, false);
    assert.deepEqual(on.world.store.calls, []);
    const refreshed = (await on.life.refresh(promoted)) ?? assert.fail("gone");
    assert.equal(refreshed.outs["drift"], "");
    assert.equal((await on.life.diff(refreshed, named(B, "id-b"))).changes, false);
  });

  it("of the key that is rolled back to is the one on record, where none is given", async () => {
    const promoted = await on.life.update(waiting, named(B, "id-b"));
    on.world.store.calls.length = 0;
    const back = await on.life.update(promoted, named(on.A));
    on.assertKeys(back, [on.A, undefined, B]);
    assert.equal(idOf(back, "live"), "id-a");
    assert.deepEqual(calls(), ["moveStage", "tag"], "the tags name it already");
    assert.deepEqual(await idsInTags(), ["id-a", "id-b"]);
  });

  it("stays known through three rotations, of the live and of the previous key", async () => {
    let state = await on.life.update(waiting, named(B, "id-b"));
    for (const [i, previous] of [B, undefined, undefined].entries()) {
      const C = await on.newKey();
      state = await on.life.update(state, on.ask(C));
      state = await on.life.update(
        state,
        on.ask(C, { acknowledgedFingerprint: C.fingerprint, acknowledgedKeyId: `id-${i}` }),
      );
      const all = await tags();
      const [live, before] = ["live", "previous"].map((which) => on.versionIn(state, which as "live")!);
      assert.deepEqual(
        [live!, before!].map((version) => factsOf(all, version)?.[KEY_ID]),
        [`id-${i}`, previous === B ? "id-b" : `id-${i - 1}`],
      );
    }
  });

  it("comes back from the tags where the state was lost", async () => {
    await on.life.update(waiting, named(B, "id-b"));
    const found = await on.life.create(on.ask(B, { mode: "acknowledged" }));
    assert.equal(idOf(found, "live"), "id-b");
  });

  it("can be put right, in one call", async () => {
    const promoted = await on.life.update(waiting, named(B, "id-mistyped"));
    on.world.store.calls.length = 0;
    const righted = await on.life.update(promoted, named(B, "id-b"));
    assert.deepEqual(calls(), ["tag"]);
    assert.equal(idOf(righted, "live"), "id-b");
    assert.deepEqual(await idsInTags(), ["id-a", "id-b"]);
  });

  it("is put back where somebody edited the tags", async () => {
    const promoted = await on.life.update(waiting, named(B, "id-b"));
    await on.world.store.tag(on.arn, { [ABOUT_TAGS.pending]: "nonsense" });
    const refreshed = (await on.life.refresh(promoted)) ?? assert.fail("gone");
    assert.equal(refreshed.outs["drift"], "the record of the live key's id in the tags was edited");
    const repaired = await on.life.update(refreshed, named(B, "id-b"));
    assert.equal(repaired.outs["drift"], "");
    assert.equal(factsOf(await tags(), B.versionId)?.[KEY_ID], "id-b");
  });

  it("of another key is refused: whoever forgets to change it makes no outage", async () => {
    assert.equal(
      await refusal(waiting, named(B, "id-a"), "ERR_INVALID_INPUT"),
      `activating secret ${on.arn}: acknowledgedKeyId id-a is on record for ${on.A.fingerprint} (live), nothing was moved; give the id that the partner gave ${B.fingerprint}`,
    );
  });

  it("is missed where the live key has one and the next one has none", async () => {
    assert.equal(
      await refusal(waiting, named(B), "ERR_NOT_ACKNOWLEDGED"),
      `activating secret ${on.arn}: the partner gave ${on.A.fingerprint} (live) an id, and that of ${B.fingerprint} is not known, nothing was moved; give acknowledgedKeyId with its acknowledgedFingerprint`,
    );
  });

  it("that is empty is none", async () => {
    assert.match(
      await refusal(waiting, named(B, ""), "ERR_NOT_ACKNOWLEDGED"),
      /that of SHA256:\S+ is not known, nothing was moved; give acknowledgedKeyId with its acknowledgedFingerprint$/,
    );
  });

  it("of 5 kB is refused before anything is asked, in one message that does not print it", async () => {
    const news = { ...on.activation, ...named(B, "x".repeat(5000)) };
    const checked = await on.life.provider.check?.(waiting.outs, JSON.parse(JSON.stringify(news)) as Props);
    assert.deepEqual(
      checked?.failures?.map(({ reason }) => reason),
      [
        "acknowledgedKeyId: a value of type string (5000 characters) is not allowed, allowed: 1 to 200 printable ASCII characters without blanks at the ends",
      ],
    );
    assert.deepEqual(calls(), []);
  });

  it("is refused in a secret that is not ours, and moves nothing", async () => {
    await on.world.store.untag(on.arn, ["partner-keys:owner", "partner-keys:live-version"]);
    on.world.store.calls.length = 0;
    const error = await failure(on.updateUnseen(waiting, named(B, "id-b")), "ERR_SECRET_NOT_OURS");
    assert.equal(
      error.message,
      "activating secret partner/private.pem: it is no secret of this stack, so the id of the key cannot be on record there, nothing was moved; give acknowledgedKeyId for a key in a secret of its own (secretName)",
    );
    assert.deepEqual(calls(), []);
  });

  describe("beside the tags of others", () => {
    /** Ours are the owner, the kind and the five of the live record. */
    const OURS = 7;
    const others = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`team:${i}`, "x"]));

    it("has room beside 40 tags of the user and one of the organisation", async () => {
      await on.world.store.tag(on.arn, { ...others(40), "organisation:unit": "payments" });
      await on.life.update(waiting, named(B, "id-b"));
      assert.equal(Object.keys(await tags()).length, 41 + OURS + 2);
      assert.deepEqual(await idsInTags(), ["id-a", "id-b"]);
    });

    it("stops the promotion where there is no room, and moves nothing", async () => {
      await on.world.store.tag(on.arn, { ...others(42) });
      on.world.store.calls.length = 0;
      const error = await failure(on.updateUnseen(waiting, named(B, "id-b")), "ERR_STORE_REFUSED");
      assert.equal(
        error.message,
        "activating secret partner/private.pem: it has 50 tags, and AWS takes 50: there is no room for the id of the key, nothing was moved; take tags of your own off the secret, or ask the partner for a shorter id",
      );
      assert.deepEqual(calls(), []);
      assert.deepEqual((await labels(on.world, on.arn))[on.A.versionId], ["AWSCURRENT"]);
    });

    it("stops the promotion where it is too long for a tag", async () => {
      const error = await failure(on.updateUnseen(waiting, named(B, "!".repeat(100))), "ERR_STORE_REFUSED");
      assert.match(
        error.message,
        /^activating secret partner\/private\.pem: acknowledgedKeyId is longer than a tag of AWS/,
      );
      assert.deepEqual(calls(), []);
    });
  });
});

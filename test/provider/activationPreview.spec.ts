import * as assert from "node:assert/strict";
import { ActivatedKey, type Candidate } from "../support/activatedKey";
import { failure } from "../support/failure";
import type { InState, Props } from "../support/keyLife";

/** The engine's placeholder for a value that is not known in preview. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const name = (key: Candidate) => key.fingerprint;

describe("the preview of an Activation whose key changes in the same run", () => {
  let on: ActivatedKey;
  let B: Candidate;
  let newest: InState;
  beforeEach(async () => {
    on = await ActivatedKey.start();
    newest = await on.keys.create();
    B = on.candidateOf(newest);
  });

  /** The diff of the key, then that of the Activation, whose candidate is not known yet; the line told. */
  async function preview(state: InState, keyChange: Props | undefined, acknowledged?: Candidate): Promise<string> {
    const key = on.keys.beside("RsaKeyPair", on.secretInputs);
    const activation = key.beside("Activation", on.activation);
    if (keyChange !== undefined) await key.diff(newest, keyChange);
    on.world.told.length = 0;
    const candidate = { versionId: UNKNOWN, fingerprint: UNKNOWN, publicKeyPem: UNKNOWN };
    const acknowledgedFingerprint = acknowledged?.fingerprint;
    await activation.diff(state, { secretArn: on.arn, candidate, acknowledgedFingerprint });
    assert.equal(on.world.told.length, 1);
    return on.world.told[0]?.replace("project/stack/live: ", "") ?? "";
  }
  const ROTATION = { keepers: { r: "2" } };
  const waiting = () => on.life.update(on.live, on.ask(B));
  const promoted = () => on.life.update(on.live, on.acknowledge(B, B));

  it("of a rotation: the live key stays", async () => {
    assert.equal(
      await preview(on.live, ROTATION),
      `a new key is made and stays pending; ${name(on.A)} stays live until the new key is acknowledged`,
    );
  });

  it("of a rotation while a key is pending: nobody need upload that one any more, and so it is", async () => {
    const state = await waiting();
    assert.equal(
      await preview(state, ROTATION),
      `a new key is made and stays pending; ${name(on.A)} stays live until the new key is acknowledged; ` +
        `pending key ${name(B)} can no longer be acknowledged then`,
    );
    const C = await on.newKey();
    const next = await on.life.update(state, on.ask(C));
    on.assertKeys(next, [on.A, C, undefined]);
    await failure(on.life.update(next, on.acknowledge(C, B)), "ERR_UNKNOWN_FINGERPRINT");
  });

  it("of a rotation while the pending key is acknowledged: that one goes live, and so it is", async () => {
    const state = await waiting();
    assert.equal(
      await preview(state, ROTATION, B),
      `a new key is made and stays pending; ${name(B)} goes live; ${name(on.A)} becomes the previous key`,
    );
    const C = await on.newKey();
    on.assertKeys(await on.life.update(state, on.acknowledge(C, B)), [B, C, on.A]);
  });

  it("of a rotation while the previous key is acknowledged: a roll-back, and so it is", async () => {
    const state = await promoted();
    assert.equal(
      await preview(state, ROTATION, on.A),
      `a new key is made and stays pending; ${name(on.A)} goes live; ${name(B)} becomes the previous key`,
    );
    const C = await on.newKey();
    on.assertKeys(await on.life.update(state, on.acknowledge(C, on.A)), [on.A, C, B]);
  });

  it("of a rotation while no known key is acknowledged fails, as the update would", async () => {
    const unknown = { ...B, fingerprint: `SHA256:${"A".repeat(43)}=` };
    await failure(preview(await waiting(), ROTATION, unknown), "ERR_UNKNOWN_FINGERPRINT");
  });

  it("of a key that was rotated without its Activation: nobody need upload the pending one any more", async () => {
    const state = await waiting();
    const C = await on.newKey();
    on.world.told.length = 0;
    await on.life.diff(state, on.ask(C));
    assert.deepEqual(on.world.told, [
      `project/stack/live: ${name(on.A)} stays live; ${name(C)} is pending until it is acknowledged; ` +
        `pending key ${name(B)} can no longer be acknowledged then`,
    ]);
  });

  for (const what of ["acknowledgedFingerprint", "mode"])
    it(`decides nothing while ${what} is not known, whatever the key does`, async () => {
      const undecided = { secretArn: on.arn, [what]: UNKNOWN };
      const line = `${name(on.A)} stays live, or another key goes live: ${what} is not known yet`;
      for (const keyChange of [undefined, {}, ROTATION]) {
        const key = on.keys.beside("RsaKeyPair", on.secretInputs);
        if (keyChange !== undefined) await key.diff(newest, keyChange);
        const activation = key.beside("Activation", on.activation);
        const placeholders = { versionId: UNKNOWN, fingerprint: UNKNOWN, publicKeyPem: UNKNOWN };
        for (const candidate of [B, placeholders]) {
          on.world.told.length = 0;
          await activation.diff(await waiting(), { ...undecided, candidate });
          assert.equal(on.world.told.at(-1), `project/stack/live: ${line}`);
        }
        const elsewhere = on.arn.replace(/secret:.*/, "secret:renamed-AbCdEf");
        await activation.diff(on.live, { ...undecided, candidate: B, secretArn: elsewhere });
      }
    });

  it("of a key that nobody asked about promises nothing", async () => {
    assert.match(await preview(on.live, undefined), /^if the key is replaced: a new key is made and stays pending; /);
    assert.match(
      await preview(on.live, undefined, { ...B, fingerprint: `SHA256:${"A".repeat(43)}=` }),
      /^whether acknowledgedFingerprint SHA256:A+= names the key is not known yet$/,
    );
  });

  it("refuses to promote a pending key that AWS discarded since", async () => {
    const state = await waiting();
    const C = await on.newKey();
    on.world.store.prune(on.arn, B.versionId);
    await failure(on.updateUnseen(state, on.acknowledge(C, B)), "ERR_UNKNOWN_FINGERPRINT");
  });
});

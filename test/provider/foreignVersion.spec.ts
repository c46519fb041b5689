import * as assert from "node:assert/strict";
import { ActivatedKey } from "../support/activatedKey";
import { failure } from "../support/failure";
import { FakeWorld, HOUR } from "../support/fakeWorld";
import { assertNothingTold, KeyLife, labels, type InState, type Props } from "../support/keyLife";

const [NAME, FOREIGN] = ["partner/key", "f".repeat(36)];
const UNDECIDED = new RegExp(
  `AWSCURRENT is on version ${FOREIGN}, which somebody else put there, and which stays live; nothing was changed; ` +
    `to keep it, set adoptVersionId to ${FOREIGN}; to go back to the key of this stack, set discardVersionId to it; then run pulumi up`,
);

for (const [type, place, more] of [
  ["Ed25519KeyPair", { secretName: NAME }, {}],
  ["ApiKey", { secretName: NAME }, { generate: {} }],
  ["Ed25519KeyPair", { secretId: NAME }, {}],
] as const) {
  describe(`a value put by hand in place of the ${type} of ${JSON.stringify(place)}`, () => {
    let world: FakeWorld;
    let key: InState;
    let drifted: InState;
    const run = () => new KeyLife(world, type, { ...place, ...more, owner: "project/stack/key" });
    const live = async () =>
      Object.entries(await labels(world, NAME)).find(([, stages]) => stages.includes("AWSCURRENT"))?.[0];

    beforeEach(async () => {
      world = new FakeWorld();
      if (!("secretName" in place))
        await world.store.create({ name: NAME, value: "placeholder-of-theirs", token: "0".repeat(36), tags: {} });
      key = await run().create();
      world.advance(HOUR);
      await world.store.put({
        secretId: NAME,
        value: "put-by-hand-0123456789",
        token: FOREIGN,
        stages: ["AWSCURRENT"],
      });
      drifted = (await run().refresh(key)) ?? assert.fail("taken for gone");
      world.advance(HOUR);
    });
    afterEach(() => assertNothingTold(world));

    it("is reported by a refresh, with its date, and moves nothing", async () => {
      assert.equal(drifted.outs["foreignVersionId"], FOREIGN);
      assert.equal(
        drifted.outs["drift"],
        `AWSCURRENT is on version ${FOREIGN}, which somebody else made on 2030-01-01T01:00:00.000Z, after ` +
          `${String(key.outs["versionId"])}: it stays live until adoptVersionId or discardVersionId names it`,
      );
      assert.deepEqual((await run().refresh(drifted))?.outs, drifted.outs);
      assert.equal(await live(), FOREIGN);
    });

    it("stays live, and up stops, until somebody decides: in a preview, in an update, for a new key too", async () => {
      const rotated = { keepers: { rotation: "2" } };
      for (const news of [{}, rotated, { adoptVersionId: "e".repeat(36) }])
        await failure(run().diff(drifted, news), "ERR_LABEL_MOVED", UNDECIDED);
      // State of an earlier version knows of no foreign version, and an up without a refresh of none at all
      const outs: Props = { ...drifted.outs, drift: "AWSCURRENT is elsewhere" };
      delete outs["foreignVersionId"];
      await failure(run().update({ ...drifted, outs }), "ERR_LABEL_MOVED", UNDECIDED);
      const life = run();
      await life.diff(key, rotated);
      await failure(life.create(rotated), "ERR_LABEL_MOVED", UNDECIDED);
      assert.equal(await live(), FOREIGN);
    });

    const decided: readonly (readonly [string, (state: InState) => InState])[] = [
      ["reported before", (state) => state],
      ["that nobody has reported", () => key],
    ];
    for (const [what, stateOf] of decided) {
      it(`${what}, is adopted by its version id: outputs say that nothing of its key is known`, async () => {
        const news = { adoptVersionId: FOREIGN };
        const adopted = await run().update(stateOf(drifted), news);
        const { versionId, fingerprint, publicKeyPem = "", createdAt, drift, foreignVersionId } = adopted.outs;
        assert.deepEqual(
          {
            versionId,
            fingerprint,
            publicKeyPem,
            createdAt,
            drift,
            foreignVersionId,
            adopted: adopted.outs["adopted"],
          },
          {
            versionId: FOREIGN,
            fingerprint: "",
            publicKeyPem: "",
            createdAt: "2030-01-01T01:00:00.000Z",
            drift: "",
            foreignVersionId: undefined,
            adopted: true,
          },
        );
        assert.equal(await live(), FOREIGN);
        assert.deepEqual((await run().refresh(adopted))?.outs, adopted.outs);
        for (const later of [news, {}]) assert.deepEqual((await run().diff(adopted, later)).replaces, []);
        assert.equal((await run().diff(adopted, news)).changes, false);
      });

      it(`${what}, is discarded by its version id: the key of the resource is live again`, async () => {
        const news = { discardVersionId: FOREIGN };
        const { outs } = await run().update(stateOf(drifted), news);
        assert.deepEqual(outs, { ...key.outs, ...news });
        assert.equal(await live(), key.outs["versionId"]);
      });
    }

    it("once adopted makes room for a new key, and goes with the resource", async () => {
      const adopted = await run().update(drifted, { adoptVersionId: FOREIGN });
      const life = run();
      const rotated: Props = { adoptVersionId: FOREIGN, keepers: { rotation: "2" } };
      assert.deepEqual((await life.diff(adopted, rotated)).replaces, ["keepers"]);
      const next = await life.create(rotated);
      await life.delete(adopted);
      assert.deepEqual([await live(), next.outs["adopted"]], [next.outs["versionId"], undefined]);
      await run().delete(next);
      const { scheduledForDeletion } = (await world.store.describe(NAME)) ?? assert.fail("no secret");
      assert.equal(scheduledForDeletion !== undefined, "secretName" in place);
    });

    it("and adopted is deleted with the secret that is ours", async () => {
      await run().delete(await run().update(drifted, { adoptVersionId: FOREIGN }));
      const { scheduledForDeletion } = (await world.store.describe(NAME)) ?? assert.fail("no secret");
      assert.equal(scheduledForDeletion !== undefined, "secretName" in place);
    });
  });
}

for (const mode of ["acknowledged", "immediate"] as const) {
  describe(`a value put by hand in place of the live key of an Activation (${mode})`, () => {
    let on: ActivatedKey;
    let drifted: InState;
    const life = () => new KeyLife(on.world, "Activation", on.activation);
    const ask = (more: Props = {}) =>
      on.ask(on.A, { mode, ...(mode === "immediate" ? {} : { acknowledgedFingerprint: on.A.fingerprint }), ...more });
    const live = async () =>
      Object.entries(await labels(on.world, on.arn)).find(([, stages]) => stages.includes("AWSCURRENT"))?.[0];

    beforeEach(async () => {
      on = await ActivatedKey.start();
      const asked = await life().update(on.live, ask());
      on.world.advance(HOUR);
      await on.foreignVersion();
      drifted = (await life().refresh(asked)) ?? assert.fail("taken for gone");
    });
    afterEach(() => assertNothingTold(on.world));

    it("is reported, stays live, and up stops until somebody decides", async () => {
      assert.equal(drifted.outs["foreignVersionId"], FOREIGN);
      assert.match(
        String(drifted.outs["drift"]),
        /^AWSCURRENT is on version f+, which somebody else made on 2030-\S+Z, after /,
      );
      await failure(life().diff(drifted, ask()), "ERR_LABEL_MOVED", UNDECIDED);
      await assert.rejects(on.updateUnseen(on.live, ask()), UNDECIDED);
      assert.equal(await live(), FOREIGN);
    });

    it("is adopted by its version id, and what was asked for before does not take it back", async () => {
      const adopt = { adoptVersionId: FOREIGN };
      const adopted = await life().update(drifted, ask(adopt));
      assert.deepEqual(adopted.outs["live"], { versionId: FOREIGN, fingerprint: "" });
      assert.equal(on.versionIn(adopted, "previous"), on.A.versionId);
      assert.equal(adopted.outs["foreignVersionId"], undefined);
      assert.equal((await life().diff(adopted, ask(adopt))).changes, false);
      const touched = await life().update(adopted, ask({ ...adopt, retirePreviousAfterHours: 5 }));
      assert.equal(on.versionIn(touched, "live"), FOREIGN);
      assert.equal((await life().refresh(touched))?.outs["drift"], "");
      // Taken out, it discards nothing by itself. An acknowledgement that names the key of before does
      const without = await life().update(touched, ask(mode === "immediate" ? {} : { acknowledgedFingerprint: "" }));
      assert.equal(on.versionIn(without, "live"), FOREIGN);
      assert.equal(await live(), FOREIGN);
    });

    it("once adopted gives way to a newer key of ours, as any live key does", async () => {
      const adopted = await life().update(drifted, ask({ adoptVersionId: FOREIGN }));
      const B = await on.newKey();
      const pending =
        mode === "immediate"
          ? adopted
          : await life().update(adopted, { ...ask({ adoptVersionId: FOREIGN }), candidate: B });
      if (mode !== "immediate") on.assertKeys(pending, [{ ...B, versionId: FOREIGN }, B, on.A]);
      const acknowledged = mode === "immediate" ? {} : { acknowledgedFingerprint: B.fingerprint };
      const next = await life().update(pending, { ...ask({ adoptVersionId: FOREIGN }), candidate: B, ...acknowledged });
      assert.deepEqual([on.versionIn(next, "live"), on.versionIn(next, "previous")], [B.versionId, FOREIGN]);
      assert.equal(await live(), B.versionId);
    });

    it("stays live where this run has made a newer key: up stops, and an adoption lets that one wait", async () => {
      on.world.advance(HOUR);
      const B = await on.newKey();
      // In this mode it would go live at once; no refresh has reported anything
      const asking = { ...ask(), candidate: B, acknowledgedFingerprint: undefined };
      await assert.rejects(on.updateUnseen(on.live, asking), UNDECIDED);
      assert.equal(await live(), FOREIGN);
      const adopting = { ...asking, adoptVersionId: FOREIGN };
      const adopted = await life().update(drifted, adopting);
      assert.deepEqual([on.versionIn(adopted, "live"), await live()], [FOREIGN, FOREIGN]);
      const touched = await life().update(adopted, { ...adopting, retirePreviousAfterHours: 5 });
      assert.deepEqual([on.versionIn(touched, "live"), await live()], [FOREIGN, FOREIGN]);
    });

    it("is discarded by its version id: the key that was live before is live again", async () => {
      const { outs } = await life().update(drifted, ask({ discardVersionId: FOREIGN }));
      assert.equal((outs["live"] as Props)["versionId"], on.A.versionId);
      assert.deepEqual([outs["drift"], outs["foreignVersionId"], await live()], ["", undefined, on.A.versionId]);
    });
  });
}

it("a key that a killed run put live is nobody else's for the run that replaces it", async () => {
  const on = await ActivatedKey.start();
  on.world.advance(HOUR);
  const killed = await on.keys.create();
  const { versionId: to } = on.candidateOf(killed);
  await on.world.store.moveStage({ arn: on.arn, stage: "AWSCURRENT", to, from: on.A.versionId });
  const keys = on.keys.beside("RsaKeyPair", on.secretInputs);
  const rotated = { keepers: { rotation: "2" } };
  await keys.diff(killed, rotated);
  const candidate = on.candidateOf(await keys.create(rotated));
  const asked = on.ask(candidate, { mode: "immediate" });
  // Another process, which was told of no key, cannot know whose it is
  await assert.rejects(on.updateUnseen(on.live, asked), /which somebody else put there/);
  const live = await keys.beside("Activation", on.activation).update(on.live, asked);
  on.assertKeys(live, [candidate, undefined, on.A]);
});

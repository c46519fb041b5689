import * as assert from "node:assert/strict";
import { shortFingerprint } from "../../resources/publicKey";
import { ActivatedKey, type Candidate } from "../support/activatedKey";
import { failure } from "../support/failure";
import { assertNothingTold, labels, type InState, type Props } from "../support/keyLife";

const LATEST = "partner-keys-latest";
const NOBODY = `SHA256:${"A".repeat(43)}=`;

describe("a key that is named compromised", () => {
  let on: ActivatedKey;
  let B: Candidate;
  beforeEach(async () => {
    on = await ActivatedKey.start();
    B = await on.newKey();
    on.world.store.calls.length = 0;
    on.world.told.length = 0;
  });
  afterEach(() => assertNothingTold(on.world));
  const naming = (candidate: Candidate, keys: readonly (Candidate | string)[], more: Props = {}) =>
    on.ask(candidate, { compromised: keys.map((key) => (typeof key === "string" ? key : key.fingerprint)), ...more });
  const compromisedIn = ({ outs }: InState) =>
    ((outs["compromisedKeys"] ?? []) as Candidate[]).map(({ versionId }) => versionId);
  const writes = () =>
    on.world.store.calls.filter((call) => !["describe", "hasVersion", "versionDates"].includes(call));

  it("loses AWSCURRENT first, and with it every label, to a key that nobody has acknowledged", async () => {
    const moved: (readonly string[] | undefined)[] = [];
    on.world.store.beforeNext(
      "tag",
      () => void labels(on.world, on.arn).then((all) => moved.push(all[on.A.versionId])),
    );
    const ended = await on.life.update(on.live, naming(B, [on.A], { acknowledgedFingerprint: on.A.fingerprint }));
    on.assertKeys(ended, [B]);
    assert.deepEqual(compromisedIn(ended), [on.A.versionId]);
    assert.deepEqual(await labels(on.world, on.arn), { [B.versionId]: ["AWSCURRENT", LATEST] });
    assert.equal(await on.recorded(), B.versionId);
    assert.deepEqual(moved, [undefined]);
    assert.equal(writes()[0], "moveStage");
  });

  for (const calls of [1, 2, 3])
    it(`is not live after a kill once a label has moved, killed after write ${calls}`, async () => {
      let left = calls;
      const { store } = on.world;
      for (const name of ["moveStage", "tag"] as const) {
        const call = store[name].bind(store) as (...args: never[]) => Promise<never>;
        Object.assign(store, {
          [name]: async (...args: never[]) => {
            if (left-- === 0) throw new Error("killed");
            return call(...args);
          },
        });
      }
      const killed = on.life.update(on.live, naming(B, [on.A]));
      if (calls < 4) await assert.rejects(killed, /killed/);
      const after = (await labels(on.world, on.arn))[on.A.versionId] ?? [];
      assert.ok(!after.includes("AWSCURRENT"), String(after));
      left = Infinity;
      const ended = await on.life.update(on.live, naming(B, [on.A]));
      on.assertKeys(ended, [B]);
      assert.deepEqual(await labels(on.world, on.arn), { [B.versionId]: ["AWSCURRENT", LATEST] });
    });

  it("makes way for the previous key where that is acknowledged", async () => {
    const rotated = await on.life.update(on.live, on.acknowledge(B, B));
    const C = await on.newKey();
    const back = await on.life.update(rotated, naming(C, [B], { acknowledgedFingerprint: on.A.fingerprint }));
    on.assertKeys(back, [on.A, C]);
    assert.deepEqual(await labels(on.world, on.arn), {
      [on.A.versionId]: ["AWSCURRENT"],
      [C.versionId]: ["AWSPENDING", LATEST],
    });
  });

  it("is previous no more, and the live key stays", async () => {
    const rotated = await on.life.update(on.live, on.acknowledge(B, B));
    const ended = await on.life.update(rotated, naming(B, [on.A], { acknowledgedFingerprint: B.fingerprint }));
    on.assertKeys(ended, [B]);
    assert.deepEqual(await labels(on.world, on.arn), { [B.versionId]: ["AWSCURRENT", LATEST] });
    const rollBack = await on.life.update(ended, on.acknowledge(B, on.A));
    on.assertKeys(rollBack, [B]);
    assert.match(
      String(on.world.told.at(-1)),
      /acknowledgedFingerprint \S+ names a compromised key, and moves nothing$/,
    );
  });

  it("keeps the previous key, whose label AWS had taken off", async () => {
    const rotated = await on.life.update(on.live, on.acknowledge(B, B));
    const C = await on.newKey();
    const ended = await on.life.update(rotated, naming(C, [B]));
    on.assertKeys(ended, [C, undefined, on.A]);
    assert.deepEqual((await labels(on.world, on.arn))[on.A.versionId], ["AWSPREVIOUS"]);
    assert.equal((await labels(on.world, on.arn))[B.versionId], undefined);
  });

  it("may be all keys at once, and several: the newest one is none of them", async () => {
    const rotated = await on.life.update(on.live, on.acknowledge(B, B));
    const C = await on.newKey();
    const ended = await on.life.update(rotated, naming(C, [on.A, B]));
    on.assertKeys(ended, [C]);
    assert.deepEqual(compromisedIn(ended), [B.versionId, on.A.versionId]);
    const D = await on.newKey();
    const again = await on.life.update(ended, naming(D, [on.A, B, C]));
    on.assertKeys(again, [D]);
    assert.deepEqual(await labels(on.world, on.arn), { [D.versionId]: ["AWSCURRENT", LATEST] });
  });

  it("loses a label of somebody else's making too", async () => {
    await on.world.store.moveStage({ arn: on.arn, stage: "of-theirs", to: on.A.versionId });
    await on.life.update(on.live, naming(B, [on.A]));
    assert.equal((await labels(on.world, on.arn))[on.A.versionId], undefined);
  });

  it("stays dead once it is taken out of the list, whatever is acknowledged or moved by hand", async () => {
    const ended = await on.life.update(on.live, naming(B, [on.A]));
    const out = await on.life.update(ended, on.ask(B));
    on.assertKeys(out, [B]);
    assert.deepEqual(out.outs["compromisedKeys"], [{ versionId: on.A.versionId, fingerprint: on.A.fingerprint }]);
    await failure(on.updateUnseen(out, on.ask(on.A)), "ERR_INVALID_INPUT", /newest key SHA256:\S+ is compromised/);
    await on.world.store.moveStage({ arn: on.arn, stage: "AWSCURRENT", to: on.A.versionId, from: B.versionId });
    const drifted = (await on.life.refresh(out)) ?? assert.fail("gone");
    assert.match(String(drifted.outs["drift"]), /AWSCURRENT is on version \S+, which is compromised/);
    const repaired = await on.life.update(drifted, on.ask(B));
    on.assertKeys(repaired, [B]);
    assert.equal((await labels(on.world, on.arn))[on.A.versionId], undefined);
    const again = await on.life.update(repaired, naming(B, [on.A]));
    assert.deepEqual(again.outs["live"], repaired.outs["live"]);
  });

  it("is named by an acknowledgement in vain, in a short form too, now and later", async () => {
    const acknowledgedFingerprint = shortFingerprint(on.A.publicKeyPem);
    const ended = await on.life.update(on.live, naming(B, [on.A], { acknowledgedFingerprint }));
    on.assertKeys(ended, [B]);
    const news = naming(B, [on.A], { acknowledgedFingerprint, retirePreviousAfterHours: 1 });
    on.assertKeys(await on.life.update(ended, news), [B]);
    assert.equal((await on.life.diff(ended, naming(B, [on.A], { acknowledgedFingerprint }))).changes, false);
  });

  it("goes in immediate mode too", async () => {
    const ended = await on.life.update(on.live, naming(B, [on.A], { mode: "immediate" }));
    on.assertKeys(ended, [B]);
    assert.deepEqual(await labels(on.world, on.arn), { [B.versionId]: ["AWSCURRENT", LATEST] });
  });

  it("is remembered in another secret", async () => {
    const ended = await on.life.update(on.live, naming(B, [on.A]));
    const other = { ...on.secretInputs, secretName: "partner/other.pem" };
    const made = await on.keys.beside("RsaKeyPair", other).create();
    const there = on.candidateOf(made);
    const secretArn = String(made.outs["secretArn"]);
    const news = { secretArn, candidate: there, compromised: [on.A.fingerprint, B.fingerprint] };
    const moved = await on.life.update(ended, news);
    on.assertKeys(moved, [there]);
    assert.deepEqual(compromisedIn(moved), [on.A.versionId]);
  });

  it("is refused where nobody knows it, in a preview as in the update", async () => {
    const news = naming(B, [NOBODY, on.A]);
    const what =
      /compromised SHA256:A+= names no key of this secret, nothing was moved; name one of SHA256:\S+ \(live\)/;
    const { message } = await failure(on.updateUnseen(on.live, news), "ERR_UNKNOWN_FINGERPRINT", what);
    assert.equal((await failure(on.life.diff(on.live, news), "ERR_UNKNOWN_FINGERPRINT")).message, message);
    assert.deepEqual(writes(), []);
  });

  it("is told where state knows no keys, and nothing is refused", async () => {
    const first = await on.life.create(naming(B, [NOBODY, on.A]));
    on.assertKeys(first, [B]);
    assert.match(on.world.told.join("\n"), /compromised SHA256:A+= names no key that this state knows/);
  });

  it("is refused as the newest key: its key resource has to make another", async () => {
    await failure(
      on.updateUnseen(on.live, naming(B, [B])),
      "ERR_INVALID_INPUT",
      /compromised of the key resource as well/,
    );
    assert.deepEqual(writes(), []);
  });

  it("is told first to whoever ran up, then the upload", async () => {
    await on.life.update(on.live, naming(B, [on.A]));
    const told = on.world.told.filter((line) => !line.includes("project/stack"));
    assert.match(
      told[0] ?? "",
      new RegExp(
        `^remove the compromised key at the partner now: ${on.A.fingerprint.replace(/[+/]/g, "\\$&")} has no label`,
      ),
    );
    assert.match(told[1] ?? "", /^upload the live key of /);
  });

  it("says each step in the preview", async () => {
    await on.life.diff(on.live, naming(B, [on.A]));
    assert.deepEqual(on.world.told, [
      `project/stack/live: the live key ${on.A.fingerprint} is compromised and loses every label; ${B.fingerprint} goes live; ` +
        "nobody has acknowledged it, so upload it right after this run, unless the partner has it",
    ]);
  });
});

describe("a key resource whose key is named compromised", () => {
  let on: ActivatedKey;
  let newest: InState;
  beforeEach(async () => {
    on = await ActivatedKey.start();
    newest = await on.keys.create();
    on.world.told.length = 0;
  });
  const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

  it("is replaced, and one whose key is another is not", async () => {
    const compromised = (key: Candidate) => ({ compromised: [key.fingerprint] });
    assert.deepEqual((await on.keys.diff(newest, compromised(on.candidateOf(newest)))).replaces, ["compromised"]);
    assert.match(String(on.world.told[0]), /the RSA key pair SHA256:\S+= is named in compromised: a new one is made/);
    const other = await on.keys.diff(newest, compromised(on.A));
    assert.deepEqual([other.changes, other.replaces], [false, []]);
  });

  it("makes the key that goes live: the preview says so, and that the partner does not know it", async () => {
    const B = on.candidateOf(newest);
    const state = await on.life.update(on.live, on.acknowledge(B, B));
    on.world.told.length = 0;
    const news = { compromised: [B.fingerprint] };
    const key = on.keys.beside("RsaKeyPair", on.secretInputs);
    await key.diff(newest, news);
    const candidate = { versionId: UNKNOWN, fingerprint: UNKNOWN, publicKeyPem: UNKNOWN };
    const acknowledgedFingerprint = B.fingerprint;
    await key
      .beside("Activation", on.activation)
      .diff(state, { secretArn: on.arn, candidate, acknowledgedFingerprint, ...news });
    assert.equal(
      on.world.told.at(-1),
      `project/stack/live: the live key ${B.fingerprint} is compromised and loses every label; a new key is made and goes live; ` +
        "the partner does not know it yet, so upload it right after this run (the output handoff of PartnerCredentials has it)",
    );
    const C = await on.newKey();
    on.assertKeys(await on.life.update(state, { ...on.acknowledge(C, B), ...news }), [C, undefined, on.A]);
  });
});

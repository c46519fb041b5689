import * as assert from "node:assert/strict";
import { FakeWorld } from "../support/fakeWorld";
import { failure } from "../support/failure";
import { assertNothingTold, KeyLife, labels, type InState, type Props } from "../support/keyLife";

const NAME = "partner/private.pem";
const [CURRENT, PREVIOUS, LATEST, STANDBY] = [
  "AWSCURRENT",
  "AWSPREVIOUS",
  "partner-keys-latest",
  "partner-keys-standby",
];
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const KEY = { secretName: NAME, owner: "project/stack/signer", publishAs: "pending", namedCurve: "P-256" };

interface Key {
  readonly versionId: string;
  readonly fingerprint: string;
}

describe("an Activation of a key with a spare", () => {
  let world: FakeWorld;
  let key: InState | undefined;
  let activation: InState | undefined;
  beforeEach(() => {
    world = new FakeWorld();
    [key, activation] = [undefined, undefined];
  });
  afterEach(() => assertNothingTold(world));

  const inputsOf = ({ outs }: InState): Props => {
    const { secretArn, versionId, fingerprint, publicKeyPem, createdAt, standbyKey } = outs;
    const facts = { versionId, fingerprint, publicKeyPem, createdAt };
    return { secretArn, candidate: facts, standbyKey: standbyKey && kept(standbyKey as Props) };
  };
  const kept = ({ versionId, fingerprint, publicKeyPem, createdAt }: Props) => ({
    versionId,
    fingerprint,
    publicKeyPem,
    createdAt,
  });
  const keyIn = (which: string) => (activation?.outs[which] ?? undefined) as Key | undefined;
  const spare = () => key?.outs["standbyKey"] as Key;
  const own = () => ({ versionId: key?.outs["versionId"], fingerprint: key?.outs["fingerprint"] }) as Key;

  /** Key, then Activation, in one run. `more`: what is asked of the Activation. */
  async function up(more: Props = {}, asked: Props = {}): Promise<void> {
    const run = new KeyLife(world, "EcKeyPair", KEY);
    const { compromised } = more;
    const news = { standby: true, compromised, ...asked };
    const diff = key && (await run.diff(key, news));
    if (key === undefined || (diff?.replaces ?? []).length > 0) key = await run.create(news);
    else key = await run.update(key, news);
    const life = run.beside("Activation", { owner: "project/stack/live" });
    const inputs = { ...inputsOf(key), ...more };
    activation = activation === undefined ? await life.create(inputs) : await life.update(activation, inputs);
  }
  /** As the engine asks in a preview: of a key that is replaced nothing is known. */
  async function preview(more: Props, asked: Props): Promise<string> {
    const run = new KeyLife(world, "EcKeyPair", KEY);
    assert.ok(key && activation);
    await run.diff(key, { standby: true, compromised: more["compromised"], ...asked });
    world.told.length = 0;
    const unknown = { versionId: UNKNOWN, fingerprint: UNKNOWN, publicKeyPem: UNKNOWN };
    const life = run.beside("Activation", { owner: "project/stack/live" });
    await life.diff(activation, { secretArn: UNKNOWN, candidate: unknown, standbyKey: UNKNOWN, ...more });
    return world.told.join("\n");
  }
  const rotation = { keepers: { rotation: "2" } };

  it("promotes the acknowledged spare in the run that rotates, and rolls nothing back later", async () => {
    await up();
    const [first, second] = [own(), spare()];
    const acknowledged = { acknowledgedFingerprint: first.fingerprint };
    await up(acknowledged);
    const asSpare = { ...acknowledged, acknowledgedStandbyFingerprint: second.fingerprint };
    await up(asSpare);
    assert.equal(keyIn("live")?.versionId, first.versionId, "the acknowledgement of a spare moves nothing");
    assert.match(
      await preview(asSpare, rotation),
      new RegExp(`live: ${escaped(second)} goes live; ${escaped(first)} becomes the previous key$`),
    );
    await up(asSpare, rotation);
    assert.equal(keyIn("live")?.versionId, second.versionId);
    assert.equal(keyIn("previous")?.versionId, first.versionId);
    assert.equal(keyIn("pending"), undefined);
    assert.deepEqual(await labels(world, NAME), {
      [first.versionId]: [PREVIOUS],
      [second.versionId]: [CURRENT, LATEST],
      [spare().versionId]: [STANDBY],
    });
    const third = spare();
    await up({ ...acknowledged, acknowledgedStandbyFingerprint: third.fingerprint }, rotation);
    assert.equal(keyIn("live")?.versionId, second.versionId, "the stale acknowledgement is no roll back");
    await up({ ...acknowledged, acknowledgedStandbyFingerprint: third.fingerprint }, { keepers: { rotation: "3" } });
    assert.equal(keyIn("live")?.versionId, third.versionId);
    await up({ ...acknowledged, retirePreviousAfterHours: 2 }, { keepers: { rotation: "3" } });
    assert.equal(keyIn("live")?.versionId, third.versionId, "nor without the acknowledgement of the spare");
    await up({ acknowledgedFingerprint: second.fingerprint }, { keepers: { rotation: "3" } });
    assert.equal(keyIn("live")?.versionId, second.versionId, "another acknowledgement counts: a roll back");
  });

  it("waits for an acknowledgement where nobody has acknowledged the spare", async () => {
    await up();
    const [first, second] = [own(), spare()];
    await up({ acknowledgedFingerprint: first.fingerprint }, rotation);
    assert.deepEqual([keyIn("live")?.versionId, keyIn("pending")?.versionId], [first.versionId, second.versionId]);
    await up({ acknowledgedFingerprint: second.fingerprint }, rotation);
    assert.equal(keyIn("live")?.versionId, second.versionId);
  });

  for (const isAcknowledged of [true, false])
    it(`puts the spare live in the run that names the live key, acknowledged: ${isAcknowledged}`, async () => {
      await up();
      const [first, second] = [own(), spare()];
      const asked = {
        acknowledgedFingerprint: first.fingerprint,
        ...(isAcknowledged ? { acknowledgedStandbyFingerprint: second.fingerprint } : {}),
      };
      await up(asked);
      const incident = { ...asked, compromised: [first.fingerprint] };
      const told = await preview(incident, {});
      assert.match(told, new RegExp(`${escaped(first)} is compromised and loses every label; ${escaped(second)} goes`));
      assert.equal(told.includes("nobody has acknowledged it"), !isAcknowledged);
      world.told.length = 0;
      await up(incident);
      assert.deepEqual(await labels(world, NAME), {
        [second.versionId]: [CURRENT, LATEST],
        [spare().versionId]: [STANDBY],
      });
      assert.equal(world.told.join("\n").includes("upload the live key"), !isAcknowledged);
      assert.match(world.told.join("\n"), /remove the compromised key at the partner now: SHA256/);
    });

  it("takes a spare that is compromised off, and it is never live", async () => {
    await up();
    const [first, second] = [own(), spare()];
    const asked = { acknowledgedFingerprint: first.fingerprint, acknowledgedStandbyFingerprint: second.fingerprint };
    await up(asked);
    world.told.length = 0;
    await up({ ...asked, compromised: [second.fingerprint] });
    assert.match(
      world.told.join("\n"),
      new RegExp(`remove the compromised key at the partner now: ${escaped(second)}`),
    );
    assert.deepEqual((activation?.outs["compromisedKeys"] as Key[])[0]?.versionId, second.versionId);
    await up(asked, rotation);
    assert.equal(keyIn("live")?.versionId, first.versionId);
    assert.notEqual(keyIn("pending")?.versionId, second.versionId);
    assert.equal((await labels(world, NAME))[second.versionId], undefined);
  });

  it("refuses an acknowledgement of a spare that names no key, in the diff already", async () => {
    await up();
    const acknowledgedStandbyFingerprint = `SHA256:${"A".repeat(43)}=`;
    const what = /acknowledgedStandbyFingerprint SHA256:A+= names no key of this secret, nothing was moved/;
    await failure(up({ acknowledgedStandbyFingerprint }), "ERR_UNKNOWN_FINGERPRINT", what);
  });

  it("takes the acknowledgement of a key that was the spare once, without a word", async () => {
    await up();
    const asked = { acknowledgedStandbyFingerprint: spare().fingerprint };
    await up(asked);
    await up(asked, rotation);
    await up(asked, { keepers: { rotation: "3" } });
    await up({ ...asked, retirePreviousAfterHours: 1 }, { keepers: { rotation: "3" } });
    assert.equal(keyIn("live")?.fingerprint, asked.acknowledgedStandbyFingerprint);
  });

  it("says nothing and asks nobody where nothing changed", async () => {
    await up();
    await up();
    world.store.calls.length = 0;
    world.told.length = 0;
    await up();
    assert.deepEqual([world.store.calls, world.told], [[], []]);
  });

  it("keeps no more of a spare than names it", async () => {
    await up();
    const { standbyKey } = activation?.outs ?? {};
    assert.deepEqual(standbyKey, { versionId: spare().versionId, fingerprint: spare().fingerprint });
  });

  it("puts AWSCURRENT back where somebody moved it to the spare", async () => {
    await up();
    const [first, second] = [own(), spare()];
    await world.store.moveStage({ arn: NAME, stage: CURRENT, from: first.versionId, to: second.versionId });
    const life = new KeyLife(world, "Activation", { owner: "project/stack/live" });
    activation = await life.refresh(activation ?? assert.fail());
    assert.match(String(activation?.outs["drift"]), /AWSCURRENT is on version \S+ instead of/);
    await up();
    assert.ok((await labels(world, NAME))[first.versionId]?.includes(CURRENT));
  });
});

function escaped({ fingerprint }: Key): string {
  return fingerprint.replace(/[+/]/g, "\\$&");
}

import * as assert from "node:assert/strict";
import { ActivatedKey, type Candidate } from "../support/activatedKey";
import { FakeWorld, HOUR } from "../support/fakeWorld";
import { KeyLife, type InState, type Props } from "../support/keyLife";

describe("what an Activation asks somebody to do at the partner", () => {
  let on: ActivatedKey;
  beforeEach(async () => {
    on = await ActivatedKey.start();
  });

  const upload = ({ fingerprint }: Candidate) =>
    `upload the live key of partner/private.pem to the partner, unless it has it: ${fingerprint} signs already, and nobody has ` +
    "acknowledged it (the output handoff of PartnerCredentials has the key and the steps, live.publicKeyPem the key)";
  const removeLater = (old: Candidate, taker: Candidate, when = "once you need no way back to it") =>
    `remove the previous key of partner/private.pem at the partner ${when}, or now if it has leaked: ${old.fingerprint}, whose place ` +
    `${taker.fingerprint} took (the output handoff of PartnerCredentials says how, where a profile knows it)`;

  /** The lines of one update alone. */
  async function toldBy(state: InState, news: Props): Promise<[string[], InState]> {
    on.world.told.length = 0;
    const next = await on.life.update(state, news);
    // What the preview says is another matter
    return [on.world.told.filter((line) => !line.startsWith("project/stack/live: ")), next];
  }

  it("is to upload the first key, which is live and nobody has acknowledged", () =>
    assert.deepEqual(on.world.told, [upload(on.A)]));

  it("is nothing for a first key that is acknowledged already, and nothing where nothing went live", async () => {
    on.world.told.length = 0;
    await on.life.create(on.acknowledge(on.A, on.A));
    assert.deepEqual(on.world.told, []);
    const B = await on.newKey();
    for (const news of [on.ask(B), on.acknowledge(B, on.A), on.ask(B, { retirePreviousAfterHours: 1 })])
      assert.deepEqual((await toldBy(on.live, news))[0], []);
  });

  it("is to upload a key that went live at once, and to remove the old one", async () => {
    const B = await on.newKey();
    const [told] = await toldBy(on.live, on.ask(B, { mode: "immediate" }));
    assert.deepEqual(told, [upload(B), removeLater(on.A, B)]);
  });

  it("is to remove the old key after a promotion, by the day or once there is no way back", async () => {
    const B = await on.newKey();
    assert.deepEqual((await toldBy(on.live, on.acknowledge(B, B)))[0], [removeLater(on.A, B)]);
    on = await ActivatedKey.start();
    const C = await on.newKey();
    const timed = { ...on.acknowledge(C, C), retirePreviousAfterHours: 48 };
    const [told, promoted] = await toldBy(on.live, timed);
    assert.deepEqual(told, [removeLater(on.A, C, "after 2030-01-03T00:00:00.000Z")]);
    on.world.advance(48 * HOUR);
    assert.deepEqual((await toldBy(promoted, timed))[0], [
      `remove the retired key of partner/private.pem at the partner now: there is no way back to ${on.A.fingerprint}`,
    ]);
  });

  it("is to look whether the partner still has a key that is rolled back to", async () => {
    const B = await on.newKey();
    const promoted = await on.life.update(on.live, on.acknowledge(B, B));
    const [told] = await toldBy(promoted, on.acknowledge(B, on.A));
    assert.deepEqual(told, [
      `check that the partner still has the live key of partner/private.pem, and upload it again if not: ${on.A.fingerprint}, an earlier key, was rolled back to`,
      removeLater(B, on.A),
    ]);
  });

  it("is to upload a key whose secret was made anew after a deletion for ever", async () => {
    on.world.advance(HOUR);
    await on.world.store.delete(on.arn, 0);
    const again = await on.keys.create();
    on.world.told.length = 0;
    const secretArn = String(again.outs["secretArn"]);
    const candidate = on.candidateOf(again);
    await on.life.update(on.live, { secretArn, candidate });
    assert.deepEqual(on.world.told.slice(1), [
      `secret ${on.arn} does not exist any more: ${candidate.fingerprint} in ${secretArn} takes its place`,
      upload(candidate),
    ]);
  });

  /** The lines of a run that makes an API key, and makes it live where an Activation decides. */
  async function toldOfApiKey(source: Props, publishAs = "pending") {
    const world = new FakeWorld();
    world.files["key.txt"] = "k3y-that-the-partner-issued-0123";
    const owner = { owner: "project/stack/api" };
    const key = new KeyLife(world, "ApiKey", { ...owner, secretName: "partner/apikey", publishAs, ...source });
    const { secretArn, versionId, fingerprint } = (await key.create()).outs;
    const candidate = { versionId, fingerprint };
    if (publishAs === "pending")
      await key.beside("Activation", owner).create({ secretArn, candidate, mode: "immediate" });
    return { told: world.told, arn: String(secretArn), version: String(versionId) };
  }

  for (const [publishAs, when] of [
    ["current", "is live"],
    ["pending", "goes live with its Activation"],
  ] as const)
    it(`is once to give an API key that was generated to the partner (publishAs ${publishAs}), and says how to read it`, async () => {
      const { told, arn, version } = await toldOfApiKey({ generate: {} }, publishAs);
      assert.deepEqual(told, [
        `give the generated API key of ${arn} to the partner: version ${version} ${when}; read it where no log keeps it, with ` +
          `aws secretsmanager get-secret-value --region us-east-1 --secret-id ${arn} --version-id ${version} --query SecretString --output text`,
      ]);
    });

  it("is nothing for an API key that the partner issued", async () =>
    assert.deepEqual((await toldOfApiKey({ issued: { file: "key.txt" } })).told, []));
});

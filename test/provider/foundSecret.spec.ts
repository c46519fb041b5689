import * as assert from "node:assert/strict";
import { failure } from "../../resources/errors";
import { ActivatedKey } from "../support/activatedKey";
import { FakeWorld } from "../support/fakeWorld";
import { KeyLife, type InState } from "../support/keyLife";

const NAME = "partner/private.pem";
const KEY = { secretName: NAME, owner: "project/stack/signer", publishAs: "pending" };
const ACTIVATION = { owner: "project/stack/live" };
const STRANGER = "arn:aws:iam::444455556666:role/stranger";
const OWN = "arn:aws:iam::123456789012:role/reader";
const allow = (...AWS: string[]) => ({
  Statement: [{ Effect: "Allow", Principal: { AWS }, Action: "secretsmanager:GetSecretValue", Resource: "*" }],
});
const LINE = `secret ${NAME}: its resource policy names readers besides the account's own: ${STRANGER}`;

describe("the resource policy of a secret that exists and that state knows nothing of", () => {
  let world: FakeWorld;
  beforeEach(() => {
    world = new FakeWorld();
  });

  const told = () => world.told.filter((line) => line.includes("resource policy"));
  const asked = () => world.store.calls.filter((call) => call === "resourcePolicy").length;
  const key = (more = {}) => new KeyLife(world, "RsaKeyPair", { ...KEY, ...more });
  /** The key and its Activation, as one run of the program makes them. */
  async function up(more = {}): Promise<InState> {
    const keys = key(more);
    const { outs } = await keys.create();
    const candidate = {
      versionId: outs["versionId"],
      fingerprint: outs["fingerprint"],
      publicKeyPem: outs["publicKeyPem"],
    };
    return keys
      .beside("Activation", ACTIVATION)
      .create({ secretArn: outs["secretArn"], candidate, mode: "acknowledged" });
  }
  const foreign = (tags: Record<string, string> = {}) =>
    world.store.create({ name: NAME, value: "somebody-elses-value", token: "f".repeat(36), tags });
  const arn = async () => (await world.store.describe(NAME))?.arn ?? assert.fail("no secret");

  it("is not asked for where the run makes the secret", async () => {
    await up();
    assert.equal(asked(), 0);
  });

  it("is read once a run where state was lost, by the key and not by its Activation again", async () => {
    await up();
    world.store.putResourcePolicy(NAME, allow(OWN, STRANGER));
    const { outs } = await up();
    assert.equal(outs["knownByTagsAlone"], true);
    assert.deepEqual([told(), asked()], [[LINE], 1]);
  });

  it("is read before a version is added", async () => {
    await up();
    world.store.calls.length = 0;
    await key().create();
    assert.deepEqual(world.store.calls, ["create", "describe", "resourcePolicy", "put"]);
  });

  it("is read where a secret is adopted", async () => {
    await foreign();
    world.store.putResourcePolicy(NAME, allow(STRANGER));
    await key({ adopt: true }).create();
    assert.deepEqual(told(), [LINE]);
  });

  it("is read where a secret is restored, after that: AWS refuses it before", async () => {
    await up();
    world.store.putResourcePolicy(NAME, allow(STRANGER));
    await world.store.delete(await arn(), 30);
    await key().create();
    assert.deepEqual(told(), [LINE]);
  });

  it("is not read where the secret is somebody else's and stays so", async () => {
    await foreign();
    await assert.rejects(key().create());
    assert.equal(asked(), 0);
  });

  it("is read by an Activation alone that knows the live key by tags alone", async () => {
    const on = await ActivatedKey.start();
    const B = await on.newKey();
    on.world.store.putResourcePolicy(on.arn, allow(STRANGER));
    on.world.told.length = 0;
    const life = new KeyLife(on.world, "Activation", on.activation);
    await life.create(on.ask(B, { mode: "acknowledged" }));
    assert.deepEqual(
      on.world.told.filter((line) => line.includes("resource policy")),
      [LINE],
    );
  });

  it("is not asked for where the key rotates in a secret that state knows", async () => {
    const keys = key({ keepers: { n: "1" } });
    const first = await keys.create();
    await keys.diff(first, { keepers: { n: "2" } });
    await keys.create({ keepers: { n: "2" } });
    assert.equal(asked(), 0);
  });

  for (const [what, policy] of [
    ["none", undefined],
    ["one that names principals of the account alone", allow(OWN)],
  ] as const)
    it(`is not spoken of where there is ${what}`, async () => {
      await up();
      if (policy !== undefined) world.store.putResourcePolicy(NAME, policy);
      await up();
      assert.deepEqual([told(), asked()], [[], 1]);
    });

  it("cannot fill the screen, or write a line of its own", async () => {
    await up();
    const many = Array.from({ length: 40 }, (_, at) => `stranger-${at}\n\u001b[2J${"x".repeat(400)}`);
    world.store.putResourcePolicy(NAME, allow(...many));
    await up();
    const [line = ""] = told();
    assert.match(line, /stranger-9\?\?\[2Jx+, 30 more$/);
    assert.doesNotMatch(line, /[^\x20-\x7e]/);
    assert.ok(line.length < 2_300, String(line.length));
  });

  const failures = [
    [
      "ERR_STORE_DENIED",
      `secret ${NAME}: its resource policy was not read, so nobody knows here who else may read it; secretsmanager:GetResourcePolicy reads it; reading: why`,
    ],
    [
      "ERR_STORE_UNAVAILABLE",
      `secret ${NAME}: its resource policy was not read, so nobody knows here who else may read it; reading: why`,
    ],
  ] as const;
  for (const [code, line] of failures)
    it(`stops nothing where AWS answers ${code}, and says that it was not read`, async () => {
      await up();
      world.store.beforeNext("resourcePolicy", () => {
        throw failure(code, { doing: "reading", what: "why" });
      });
      const { outs } = await up();
      assert.equal(outs["knownByTagsAlone"], true);
      assert.deepEqual([told(), asked()], [[line], 1]);
    });

  it("says that it was not read where the answer is no policy", async () => {
    await up();
    world.store.putResourcePolicy(NAME, { Statement: 7 });
    await up();
    assert.deepEqual(told(), [
      `secret ${NAME}: its resource policy was not read, so nobody knows here who else may read it; what AWS answered is no policy`,
    ]);
  });
});

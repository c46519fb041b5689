import * as assert from "node:assert/strict";
import { auditorsEnvironment, AUDITOR, partnerKeys } from "../support/partnerKeys";
import { API_KEY_SECRET, credentials, CREDENTIALS_PROGRAM, PRIVATE_KEY_SECRET } from "../support/programs";
import { Scenario } from "../support/scenario";

interface Key {
  readonly name: string;
  readonly owner: string;
  readonly kind: string;
  readonly labelsMoved: string | null;
  readonly live: Readonly<Record<"versionId" | "fingerprint" | "promotedAt", string>> &
    Readonly<Record<"acknowledgedFingerprint" | "certificateEndsAt", string | null>>;
  readonly pending: { readonly versionId: string } | null;
  readonly previous: { readonly versionId: string } | null;
}

describe("engine: partner-keys status beside a stack (promise 1)", () => {
  let scenario: Scenario;
  before(async () => {
    scenario = await Scenario.start({ program: CREDENTIALS_PROGRAM, quick: true });
    scenario.server.hooks.deny(AUDITOR, ["GetSecretValue", "BatchGetSecretValue"]);
    await scenario.run(["stack", "init", "production"]);
    await scenario.up(credentials());
  });
  after(() => scenario.close());

  async function keys(): Promise<Key[]> {
    const { code, stdout, stderr } = await partnerKeys(
      ["status", "--json", "--check"],
      auditorsEnvironment(scenario.server.url),
    );
    scenario.sentinel.watchText("partner-keys status", stdout + stderr);
    assert.deepEqual([code, stderr], [0, ""]);
    const { keys } = JSON.parse(stdout) as { keys: Key[] };
    assert.deepEqual(keys.map(({ name }) => name).sort(), [API_KEY_SECRET, PRIVATE_KEY_SECRET]);
    return keys;
  }
  const keyPair = async () => (await keys()).find(({ name }) => name === PRIVATE_KEY_SECRET)!;

  it("tells both keys of a component, and the live key that the stack tells", async () => {
    const { owner, kind, live, pending, labelsMoved } = await keyPair();
    assert.match(owner, /^[^/]+\/production\/./);
    assert.deepEqual([kind, pending, labelsMoved], ["key-pair", null, null]);
    assert.match(live.promotedAt, /^\d{4}-\d\d-\d\dT/);
    assert.deepEqual([live.acknowledgedFingerprint, live.certificateEndsAt], [null, null]);
    assert.equal(live.fingerprint, (await scenario.project.outputs())["publicKeyFingerprint"]);
  });

  it("tells the pending key of a rotation, and the promotion, as labels that nobody moved by hand", async () => {
    const before = await keyPair();
    await scenario.up(credentials({ rotation: "2" }));
    const waiting = await keyPair();
    assert.deepEqual([waiting.live, waiting.labelsMoved], [before.live, null]);
    const acknowledgedFingerprint = (await scenario.project.outputs())["pendingFingerprint"];
    await scenario.up(credentials({ rotation: "2", acknowledgedFingerprint }));
    const promoted = await keyPair();
    assert.deepEqual(
      [promoted.live.versionId, promoted.live.fingerprint, promoted.pending, promoted.previous?.versionId],
      [waiting.pending?.versionId, acknowledgedFingerprint, null, before.live.versionId],
    );
    assert.equal(promoted.labelsMoved, null);
    assert.equal(promoted.live.acknowledgedFingerprint, acknowledgedFingerprint);
    assert.ok(promoted.live.promotedAt > before.live.promotedAt, promoted.live.promotedAt);
  });
});

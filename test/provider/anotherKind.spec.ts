import * as assert from "node:assert/strict";
import { keyProvider } from "../../resources/plugin/engine/keyProvider";
import { KEY_INPUTS, type KeyInputs } from "../../resources/kinds/keyInputs";
import type { KeyKind } from "../../resources/kinds/keyKind";
import { Run } from "../../resources/plugin/run/run";
import { text } from "../../resources/rules/rule";
import { FakeWorld } from "../support/fakeWorld";
import { KeyLife } from "../support/keyLife";

interface CertifiedInputs extends KeyInputs {
  readonly subject?: string;
}

/** A kind that nobody ships: what it needs is this, and nothing else anywhere. */
function certifiedKind(): KeyKind<CertifiedInputs, "certificatePem"> {
  let made = 0;
  return {
    label: "certified key",
    holds: "key-pair",
    inputs: {
      ...KEY_INPUTS,
      subject: { rule: text("a name", /^CN=/), onChange: "replace", default: "CN=partner" },
    },
    outputs: ["certificatePem"],
    async make({ subject = "CN=partner" }) {
      const nth = ++made;
      const value = `the value of key ${nth}, which nobody else may know`;
      return { value, outputs: { fingerprint: `SHA256:${nth}`, certificatePem: `${subject}, certificate ${nth}` } };
    },
  };
}

describe("a kind of key with an input and an output of its own", () => {
  const world = new FakeWorld();
  const open = (region: string) => world.context(region);
  const provider = keyProvider("CertifiedKey", certifiedKind(), open, world.context("us-east-1"), new Run());
  const base = { secretName: "partner/key", owner: "project/stack/key", __provider: "text" };
  const life = new KeyLife(world, "RsaKeyPair", base, { ...world.providers(), RsaKeyPair: provider });
  const certificateOf = ({ outs }: { readonly outs: Record<string, unknown> }) => outs["certificatePem"];

  it("keeps the output from create to delete: update, refresh, repair and replace", async () => {
    const first = await life.create();
    assert.equal(certificateOf(first), "CN=partner, certificate 1");

    const updated = await life.update(first, { description: "another", rotateAfterDays: 90 });
    assert.equal(certificateOf(updated), "CN=partner, certificate 1", "lost at the first update");
    assert.deepEqual(
      [updated.outs["description"], updated.outs["rotateAfterDays"], updated.outs["versionId"]],
      ["another", 90, first.outs["versionId"]],
    );

    const undone = await life.update(updated);
    assert.deepEqual(undone.outs, first.outs, "an input that is gone stays in state");

    await world.store.tag(String(first.outs["secretArn"]), { "partner-keys:owner": "somebody/else/key" });
    const drifted = (await life.refresh(undone)) ?? assert.fail("gone");
    assert.equal(certificateOf(drifted), "CN=partner, certificate 1");
    assert.notEqual(drifted.outs["drift"], "");
    assert.deepEqual((await life.update(drifted)).outs, first.outs);

    assert.deepEqual((await life.diff(first, { subject: "CN=partner" })).changes, false);
    assert.deepEqual((await life.diff(first, { subject: "CN=other" })).replaces, ["subject"]);
    const second = await life.create({ subject: "CN=other" });
    assert.equal(certificateOf(second), "CN=other, certificate 2");

    await life.delete(first);
    assert.equal((await world.store.describe("partner/key"))?.scheduledForDeletion, undefined);
    await life.delete(second);
    assert.notEqual((await world.store.describe("partner/key"))?.scheduledForDeletion, undefined);
  });

  it("has its input checked and named like any other", async () => {
    const checked = await provider.check?.({}, { ...base, region: "us-east-1", subject: "partner", sbject: 1 });
    const reasons = (checked?.failures ?? []).map(({ reason }) => reason);
    assert.deepEqual(reasons.map((reason) => reason.replace(/allowed: secretName.*, /, "allowed: …, ")).sort(), [
      "sbject: unknown input, did you mean subject? allowed: …, subject",
      "subject: a value of type string (7 characters) is not allowed, allowed: a name",
    ]);
  });
});

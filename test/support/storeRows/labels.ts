import * as assert from "node:assert/strict";
import type { SecretStore } from "../../../resources/secrets/secretStore";
import { failure } from "../failure";
import { create, labels, newToken, type StoreRow } from "./storeUnderTest";

/** A live version and a pending one. */
async function withPending(store: SecretStore): Promise<{ arn: string; live: string; pending: string }> {
  const { arn, versionId: live } = await create(store);
  const { versionId: pending } = await store.put({
    secretId: arn,
    value: "value two",
    token: newToken(),
    stages: ["AWSPENDING"],
  });
  return { arn, live, pending };
}

export const LABELS_ROWS: readonly StoreRow[] = [
  {
    title: "moveStage promotes by compare-and-swap, AWS moves AWSPREVIOUS, and a second call takes AWSPENDING off",
    async run({ store }) {
      const { arn, live, pending } = await withPending(store);
      await store.moveStage({ arn, stage: "AWSCURRENT", to: pending, from: live });
      assert.deepEqual(await labels(store, arn), { [live]: ["AWSPREVIOUS"], [pending]: ["AWSCURRENT", "AWSPENDING"] });
      await store.moveStage({ arn, stage: "AWSPENDING", from: pending });
      assert.deepEqual(await labels(store, arn), { [live]: ["AWSPREVIOUS"], [pending]: ["AWSCURRENT"] });
    },
  },
  {
    title: "moveStage rolls back the same way",
    async run({ store }) {
      const { arn, live, pending } = await withPending(store);
      await store.moveStage({ arn, stage: "AWSCURRENT", to: pending, from: live });
      await store.moveStage({ arn, stage: "AWSCURRENT", to: live, from: pending });
      assert.deepEqual(await labels(store, arn), { [live]: ["AWSCURRENT"], [pending]: ["AWSPENDING", "AWSPREVIOUS"] });
    },
  },
  {
    title: "moveStage from a version that does not hold the label fails, and moves nothing",
    async run({ store }) {
      const { arn, live, pending } = await withPending(store);
      const { versionId: third } = await store.put({
        secretId: arn,
        value: "value three",
        token: newToken(),
        stages: ["x"],
      });
      const before = await labels(store, arn);
      const move = store.moveStage({ arn, stage: "AWSCURRENT", to: pending, from: third });
      await failure(move, "ERR_LABEL_MOVED");
      assert.deepEqual(await labels(store, arn), before);
      assert.deepEqual(before[live], ["AWSCURRENT"]);
    },
  },
  {
    title: "moveStage of a held label without saying from where fails, and moves nothing",
    async run({ store }) {
      const { arn, live, pending } = await withPending(store);
      await failure(store.moveStage({ arn, stage: "AWSCURRENT", to: pending }), "ERR_LABEL_MOVED");
      assert.deepEqual(await labels(store, arn), { [live]: ["AWSCURRENT"], [pending]: ["AWSPENDING"] });
    },
  },
  {
    title: "moveStage of a held AWSPENDING without saying from where fails, and moves nothing",
    motoLies: "puts the label on both versions",
    async run({ store }) {
      const { arn, live, pending } = await withPending(store);
      await failure(store.moveStage({ arn, stage: "AWSPENDING", to: live }), "ERR_LABEL_MOVED");
      assert.deepEqual(await labels(store, arn), { [live]: ["AWSCURRENT"], [pending]: ["AWSPENDING"] });
    },
  },
  {
    title: "moveStage to a version that does not exist is not done yet, and moves nothing",
    motoLies: "has taken the label off by then",
    async run({ store }) {
      const { arn, live, pending } = await withPending(store);
      const answer = await store.moveStage({ arn, stage: "AWSCURRENT", to: newToken(), from: live });
      assert.equal(answer?.notYet.code, "ERR_SECRET_NOT_FOUND", "it may not be known everywhere yet");
      assert.deepEqual(await labels(store, arn), { [live]: ["AWSCURRENT"], [pending]: ["AWSPENDING"] });
    },
  },
  {
    title: "moveStage never takes AWSCURRENT off a secret",
    motoLies: "does",
    async run({ store }) {
      const { arn, live } = await withPending(store);
      const answer = await store.moveStage({ arn, stage: "AWSCURRENT", from: live });
      assert.equal(answer?.notYet.code, "ERR_STORE_UNAVAILABLE", "AWS refuses, and shows the label where it was");
      assert.deepEqual((await labels(store, arn))[live], ["AWSCURRENT"]);
    },
  },
  {
    title: "moveStage puts a label on that no version holds",
    async run({ store }) {
      const { arn, live, pending } = await withPending(store);
      await store.moveStage({ arn, stage: "AWSPREVIOUS", to: pending });
      assert.deepEqual(await labels(store, arn), { [live]: ["AWSCURRENT"], [pending]: ["AWSPENDING", "AWSPREVIOUS"] });
    },
  },
];

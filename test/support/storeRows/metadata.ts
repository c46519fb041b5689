import * as assert from "node:assert/strict";
import { failure } from "../failure";
import { create, described, newName, newToken, type StoreRow } from "./storeUnderTest";

export const METADATA_ROWS: readonly StoreRow[] = [
  {
    title: "describe of a secret that does not exist is no error",
    async run({ store }) {
      assert.equal(await store.describe(newName()), undefined);
    },
  },
  {
    title: "describe answers the same by name and by ARN",
    async run({ store }) {
      const name = newName();
      const { arn } = await create(store, { name });
      assert.deepEqual(await store.describe(name), await store.describe(arn));
    },
  },
  {
    title: "updateMetadata changes what is given and makes no version",
    async run({ store }) {
      const { arn, versionId } = await create(store, { description: "old" });
      await store.updateMetadata(arn, { kmsKeyId: "alias/partner" });
      assert.equal((await described(store, arn)).description, "old");
      await store.updateMetadata(arn, { description: "new" });
      const { description, kmsKeyId, stages } = await described(store, arn);
      assert.match(kmsKeyId ?? "", /alias\/partner$/);
      assert.deepEqual([description, stages], ["new", { [versionId]: ["AWSCURRENT"] }]);
    },
  },
  {
    title: "updateMetadata with empty texts clears the description and goes back to AWS's own key",
    motoLies: "keeps the description",
    async run({ store }) {
      const { arn } = await create(store, { description: "old", kmsKeyId: "alias/partner" });
      await store.updateMetadata(arn, { description: "", kmsKeyId: "" });
      const { description, kmsKeyId } = await described(store, arn);
      assert.deepEqual([description, kmsKeyId], ["", undefined]);
    },
  },
  {
    title: "tag sets and overwrites, untag removes what is named, also what is not there",
    async run({ store }) {
      const { arn } = await create(store, { tags: { a: "1", b: "2" } });
      await store.tag(arn, { b: "3", c: "" });
      await store.untag(arn, ["a", "z"]);
      assert.deepEqual((await described(store, arn)).tags, { b: "3", c: "" });
    },
  },
  {
    title: "resourcePolicy is the text that somebody put, and none before",
    async run({ store, putResourcePolicy }) {
      const { arn } = await create(store);
      assert.equal(await store.resourcePolicy(arn), undefined);
      const policy = { Version: "2012-10-17", Statement: [] };
      await putResourcePolicy(arn, policy);
      assert.equal(await store.resourcePolicy(arn), JSON.stringify(policy));
    },
  },
  {
    title: "delete with a window schedules, the secret can still be described, and restore undoes it",
    async run({ store, valueOf }) {
      const { arn, versionId } = await create(store);
      const before = await described(store, arn);
      const date = await store.delete(arn, 7);
      const { scheduledForDeletion, stages } = await described(store, arn);
      assert.deepEqual(date?.toISOString().slice(0, 10), scheduledForDeletion?.toISOString().slice(0, 10));
      assert.ok(scheduledForDeletion instanceof Date && scheduledForDeletion > new Date());
      assert.deepEqual(stages, before.stages);
      await store.restore(arn);
      assert.deepEqual(await described(store, arn), before);
      assert.equal(await valueOf(arn, versionId), "value one");
    },
  },
  {
    title: "a secret scheduled for deletion takes no version and no tag",
    motoLies: "takes both",
    async run({ store }) {
      const { arn } = await create(store);
      await store.delete(arn, 7);
      const put = store.put({ secretId: arn, value: "value two", token: newToken(), stages: ["AWSCURRENT"] });
      await failure(put, "ERR_STORE_REFUSED", /marked for deletion/);
      await failure(store.tag(arn, { a: "1" }), "ERR_STORE_REFUSED", /marked for deletion/);
    },
  },
  {
    title: "delete of a secret that is scheduled already is fine, and its date stays",
    async run({ store }) {
      const { arn } = await create(store);
      await store.delete(arn, 7);
      const { scheduledForDeletion } = await described(store, arn);
      await store.delete(arn, 30);
      assert.deepEqual((await described(store, arn)).scheduledForDeletion, scheduledForDeletion);
    },
  },
  {
    title: "delete with 0 days is at once and for ever, and the name is free for another secret",
    async run({ store }) {
      const name = newName();
      const { arn } = await create(store, { name });
      await store.delete(arn, 0);
      assert.equal(await store.describe(arn), undefined);
      assert.notEqual((await create(store, { name })).arn, arn);
    },
  },
  {
    title: "delete of a secret that does not exist is fine, with a window and without",
    async run({ store }) {
      const { arn } = await create(store);
      await store.delete(arn, 0);
      for (const days of [0, 7]) await store.delete(arn, days);
      assert.equal(await store.describe(arn), undefined);
    },
  },
];

import * as assert from "node:assert/strict";
import { failure } from "../failure";
import { create, labels, newName, newToken, type StoreRow } from "./storeUnderTest";

export const VERSIONS_ROWS: readonly StoreRow[] = [
  {
    title: "put moves AWSCURRENT and our label to the new version, and AWSPREVIOUS to the one before",
    async run({ store, valueOf }) {
      const { arn, versionId: first } = await create(store);
      const put = () =>
        store.put({
          secretId: arn,
          value: "value two",
          token: newToken(),
          stages: ["AWSCURRENT", "partner-keys-latest"],
        });
      const second = await put();
      assert.equal(second.arn, arn);
      assert.deepEqual(await labels(store, arn), {
        [first]: ["AWSPREVIOUS"],
        [second.versionId]: ["AWSCURRENT", "partner-keys-latest"],
      });
      const third = await put();
      assert.deepEqual(await labels(store, arn), {
        [second.versionId]: ["AWSPREVIOUS"],
        [third.versionId]: ["AWSCURRENT", "partner-keys-latest"],
      });
      assert.equal(await valueOf(arn, first), "value one");
    },
  },
  {
    title: "put as pending leaves the live version alone, and moves both labels from the pending one before",
    async run({ store }) {
      const { arn, versionId: live } = await create(store);
      const put = () =>
        store.put({
          secretId: arn,
          value: "value two",
          token: newToken(),
          stages: ["AWSPENDING", "partner-keys-latest"],
        });
      await put();
      const { versionId } = await put();
      assert.deepEqual(await labels(store, arn), {
        [live]: ["AWSCURRENT"],
        [versionId]: ["AWSPENDING", "partner-keys-latest"],
      });
    },
  },
  {
    title: "put repeated with token and value is harmless, also after the labels moved on",
    async run({ store }) {
      const { arn } = await create(store);
      const version = { secretId: arn, value: "value two", token: newToken(), stages: ["AWSCURRENT"] };
      assert.deepEqual(await store.put(version), await store.put(version));
      await store.put({ ...version, token: newToken() });
      const before = await labels(store, arn);
      await store.put(version);
      assert.deepEqual(await labels(store, arn), before);
    },
  },
  {
    title: "put of another value under a token that is used fails, and the version keeps its value",
    motoLies: "overwrites a pending version",
    async run({ store, valueOf }) {
      const { arn } = await create(store);
      const version = { secretId: arn, value: "value two", token: newToken(), stages: ["AWSPENDING"] };
      await store.put(version);
      await failure(store.put({ ...version, value: "value three" }), "ERR_STORE_REFUSED");
      assert.equal(await valueOf(arn, version.token), "value two");
    },
  },
  {
    title: "put into a secret that does not exist fails",
    async run({ store }) {
      const put = store.put({ secretId: newName(), value: "value", token: newToken(), stages: ["AWSCURRENT"] });
      await failure(put, "ERR_SECRET_NOT_FOUND");
    },
  },
  {
    title: "hasVersion knows versions without labels, which describe does not show, and no others",
    async run({ store }) {
      const { arn, versionId } = await create(store);
      for (const value of ["value two", "value three"]) {
        await store.put({ secretId: arn, value, token: newToken(), stages: ["AWSCURRENT"] });
      }
      assert.equal((await labels(store, arn))[versionId], undefined);
      assert.equal(await store.hasVersion(arn, versionId), true);
      assert.equal(await store.hasVersion(arn, newToken()), false);
    },
  },
  {
    title: "lastRead of a version that nobody read is not there, with a label or without, and tells a day once it was",
    motoLies: "keeps no such date",
    async run({ store, valueOf }) {
      const { arn, versionId } = await create(store);
      const next = newToken();
      await store.put({ secretId: arn, value: "value two", token: next, stages: ["AWSCURRENT"] });
      await store.put({ secretId: arn, value: "value three", token: newToken(), stages: ["AWSCURRENT"] });
      assert.equal(await store.lastRead(arn, versionId), undefined);
      await valueOf(arn, versionId);
      const day = await store.lastRead(arn, versionId);
      assert.equal((day?.getTime() ?? 1) % (24 * 60 * 60 * 1000), 0);
      assert.equal(await store.lastRead(arn, next), undefined, "a read of one version is none of another");
    },
  },
  {
    title: "hasVersion of a secret that does not exist fails",
    motoLies: "answers HTTP 500 with HTML",
    async run({ store }) {
      await failure(store.hasVersion(newName(), newToken()), "ERR_SECRET_NOT_FOUND");
    },
  },
];

import * as assert from "node:assert/strict";
import { failure } from "../failure";
import { create, described, labels, newName, newToken, type StoreRow } from "./storeUnderTest";

export const CREATION_ROWS: readonly StoreRow[] = [
  {
    title: "create makes the secret and its live version in one call; the token is the version id",
    async run({ store, valueOf }) {
      const [name, token] = [newName(), newToken()];
      const made = await create(store, {
        name,
        token,
        description: "what it is",
        tags: { team: "a b", "partner-keys:owner": "p/s/k" },
      });
      assert.match(made.arn, new RegExp(`^arn:aws:secretsmanager:us-east-1:\\d{12}:secret:${name}-[A-Za-z0-9]{6}$`));
      assert.equal(made.versionId, token);
      assert.deepEqual(await described(store, made.arn), {
        arn: made.arn,
        name,
        description: "what it is",
        tags: { team: "a b", "partner-keys:owner": "p/s/k" },
        stages: { [token]: ["AWSCURRENT"] },
      });
      assert.equal(await valueOf(made.arn, token), "value one");
    },
  },
  {
    title: "create repeated with token and value answers the same, and makes nothing",
    async run({ store }) {
      const secret = { name: newName(), token: newToken() };
      assert.deepEqual(await create(store, secret), await create(store, secret));
      assert.deepEqual(await labels(store, secret.name), { [secret.token]: ["AWSCURRENT"] });
    },
  },
  {
    title: "create on a name that is taken is an answer: refused, and the secret stays as it is",
    async run({ store, valueOf }) {
      const name = newName();
      const { arn, versionId } = await create(store, { name });
      for (const token of [newToken(), versionId]) {
        const answer = await store.create({ name, value: "value two", token, tags: {} });
        assert.ok("refused" in answer);
        assert.equal(answer.refused.code, "ERR_STORE_REFUSED");
        assert.deepEqual(await labels(store, arn), { [versionId]: ["AWSCURRENT"] });
      }
      assert.equal(await valueOf(arn, versionId), "value one");
    },
  },
  {
    title: "create on a name scheduled for deletion is refused, and describe tells why (moto names another error)",
    async run({ store }) {
      const name = newName();
      const { arn } = await create(store, { name });
      await store.delete(arn, 7);
      assert.ok("refused" in (await store.create({ name, value: "value two", token: newToken(), tags: {} })));
      assert.ok((await described(store, name)).scheduledForDeletion instanceof Date);
    },
  },
  {
    title: "create with a name that AWS does not allow fails",
    motoLies: "takes any name",
    async run({ store }) {
      await failure(create(store, { name: "not a name" }), "ERR_STORE_REFUSED");
    },
  },
  {
    title: "create by many at once has one winner",
    async run({ store }) {
      const name = newName();
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, i) => store.create({ name, value: `value ${i}`, token: newToken(), tags: {} })),
      );
      assert.equal(answers.filter((answer) => !("refused" in answer)).length, 1);
      assert.equal(Object.keys(await labels(store, name)).length, 1);
    },
  },
];

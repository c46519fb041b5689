import { MemoryStore } from "../support/memoryStore";
import { STORE_ROWS } from "../support/storeRows";

// The client that the other specs here run on, which has no network, answers as the one over HTTP does in test/contract
describe("store in memory", () => {
  const store = new MemoryStore(() => new Date());
  const under = {
    store,
    valueOf: async (secretId: string, versionId: string) => {
      store.read(secretId, versionId);
      return store.valueOf(secretId, versionId);
    },
    putResourcePolicy: (secretId: string, policy: object) => store.putResourcePolicy(secretId, policy),
  };

  for (const { title, run } of STORE_ROWS) it(title, () => run(under));
});

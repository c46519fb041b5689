import { MemoryStore } from "../support/memoryStore";
import { STORE_ROWS } from "../support/storeRows";

// The store that the other specs here run on does what the local Secrets Manager and moto do in test/contract
describe("store in memory", () => {
  const store = new MemoryStore(() => new Date());
  const under = { store, valueOf: async (secretId: string, versionId: string) => store.valueOf(secretId, versionId) };

  for (const { title, run } of STORE_ROWS) it(title, () => run(under));
});

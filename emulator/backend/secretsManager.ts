import type { Input } from "./input";
import { batchGetSecretValue } from "./operations/batchGetSecretValue";
import { createSecret } from "./operations/createSecret";
import { deleteResourcePolicy } from "./operations/deleteResourcePolicy";
import { deleteSecret } from "./operations/deleteSecret";
import { describeSecret } from "./operations/describeSecret";
import { getResourcePolicy } from "./operations/getResourcePolicy";
import { getSecretValue } from "./operations/getSecretValue";
import { listSecretVersionIds } from "./operations/listSecretVersionIds";
import { listSecrets } from "./operations/listSecrets";
import { putResourcePolicy } from "./operations/putResourcePolicy";
import { putSecretValue } from "./operations/putSecretValue";
import { restoreSecret } from "./operations/restoreSecret";
import { tagResource } from "./operations/tagResource";
import { untagResource } from "./operations/untagResource";
import { updateSecret } from "./operations/updateSecret";
import { updateSecretVersionStage } from "./operations/updateSecretVersionStage";
import type { Answer, Context, Operation } from "./request";
import { parseSecretArn } from "./secretArn";
import { SecretsManagerError } from "./secretsManagerError";
import { Store } from "./state";

const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ["BatchGetSecretValue", batchGetSecretValue],
  ["CreateSecret", createSecret],
  ["DeleteResourcePolicy", deleteResourcePolicy],
  ["DeleteSecret", deleteSecret],
  ["DescribeSecret", describeSecret],
  ["GetResourcePolicy", getResourcePolicy],
  ["GetSecretValue", getSecretValue],
  ["ListSecrets", listSecrets],
  ["ListSecretVersionIds", listSecretVersionIds],
  ["PutResourcePolicy", putResourcePolicy],
  ["PutSecretValue", putSecretValue],
  ["RestoreSecret", restoreSecret],
  ["TagResource", tagResource],
  ["UntagResource", untagResource],
  ["UpdateSecret", updateSecret],
  ["UpdateSecretVersionStage", updateSecretVersionStage],
]);

/** Answers one call or throws a SecretsManagerError. Each call runs to its end before the next, so calls never interleave. */
export type SecretsManager = (operation: string, input: Input, context: Context) => Answer;

/** A Secrets Manager of what is in `store`, by default nothing: no network, no clock and no randomness of its own. */
export function createSecretsManager(store = new Store()): SecretsManager {
  return (operation, input, context) => {
    const perform = OPERATIONS.get(operation);
    if (perform === undefined) {
      throw new SecretsManagerError("UnknownOperationException", `Unknown operation: ${operation}`);
    }
    return perform({ ...context, operation, input, store: storeFor(operation, input, context, store) });
  };
}

const LAGGING = ["DescribeSecret", "ListSecretVersionIds"];
const READS = [...LAGGING, "GetResourcePolicy", "GetSecretValue", "BatchGetSecretValue", "ListSecrets"];

/** A read that lags sees the secret as it was; whatever may change it is remembered for that. */
function storeFor(operation: string, input: Input, context: Context, store: Store): Store {
  const { account, region, now, lagMilliseconds = 0 } = context;
  const id = input["SecretId"] ?? input["Name"];
  if (typeof id !== "string") return store;
  const name = parseSecretArn(id)?.name ?? id;
  if (!READS.includes(operation)) store.remember(account, region, name, now);
  if (lagMilliseconds === 0 || !LAGGING.includes(operation)) return store;
  return store.asOf(account, region, name, new Date(now.getTime() - lagMilliseconds), now);
}

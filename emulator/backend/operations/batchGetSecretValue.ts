import { readFilters } from "../filters";
import { optionalTexts } from "../input";
import { page, timeKey } from "../paging";
import type { Answer, Operation, Request } from "../request";
import { findSecretById, refuseScheduledForDeletion } from "../secretLookup";
import { selectVersion, valueAnswer } from "../secretValue";
import { SecretsManagerError, invalidParameter } from "../secretsManagerError";
import { type Secret, markAccessed } from "../state";

const MAX_PAGE = 20;

export const batchGetSecretValue: Operation = (request) => {
  const { input, store, account, region, now } = request;
  const ids = optionalTexts(input, "SecretIdList", { min: 1, max: MAX_PAGE }, { min: 1, max: 2048 });
  const passes = readFilters(input);
  if ((ids === undefined) === (passes === undefined)) {
    throw invalidParameter("You must provide either SecretIdList or Filters, but not both.");
  }
  if (passes === undefined) return readEach(request, ids ?? [], (id) => findSecretById(request, id));

  const live = [...store.secrets(account, region, now).values()].filter((secret) => secret.deletionAt === undefined);
  const order = { keyOf: (secret: Secret) => timeKey(secret.createdAt, secret.order), descending: false };
  const { items, NextToken } = page(input, live.filter(passes), order, MAX_PAGE);
  const names = items.map((secret) => secret.name);
  return { ...readEach(request, names, (name) => findSecretById(request, name)), NextToken };
};

/** A secret that cannot be read goes into Errors and does not spoil the others (API reference, Errors). */
function readEach({ now }: Request, ids: readonly string[], find: (id: string) => Secret): Answer {
  const values: Answer[] = [];
  const errors: Answer[] = [];
  for (const id of ids) {
    try {
      const secret = refuseScheduledForDeletion(find(id));
      const version = selectVersion(secret, undefined, undefined);
      markAccessed(secret, version, now);
      values.push(valueAnswer(secret, version));
    } catch (error) {
      if (!(error instanceof SecretsManagerError)) throw error;
      errors.push({ SecretId: id, ErrorCode: error.name, Message: error.message });
    }
  }
  return { SecretValues: values, Errors: errors };
}

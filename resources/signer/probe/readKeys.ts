import type { Stage } from "../../secrets/labels";
import type { SecretVersion } from "../heldValue";
import { KeySource, type ReadVersion } from "../keySource";
import type { HeldKey } from "../signingKey";
import type { CheckedProbe } from "./options";

/** A key and what it was read from: a signer of its own parses it again. */
export interface ReadKey {
  readonly held: HeldKey;
  readonly version: SecretVersion;
}

/** Everything that is sent later is read, and readable, before the first request. */
export async function readKeys<T>({ signer, live: isLiveAlone }: CheckedProbe<T>, read: ReadVersion) {
  const { privateKeySecretArn, apiKeySecretArn } = signer;
  const kept = new Map<string, SecretVersion>();
  const keeping: ReadVersion = async (secretArn, stage) => {
    const version = await read(secretArn, stage);
    if (version !== undefined) kept.set(`${secretArn} ${stage}`, version);
    return version;
  };
  const source = new KeySource(privateKeySecretArn, apiKeySecretArn, keeping, () => undefined);
  const [live, waiting] = await Promise.all([
    source.key("AWSCURRENT"),
    isLiveAlone ? undefined : source.key("AWSPENDING"),
    source.apiKey(),
  ]);
  const readAs = (held: HeldKey, stage: Stage): ReadKey => {
    const { versionId } = held;
    return { held, version: kept.get(`${privateKeySecretArn} ${stage}`) ?? { versionId, value: "" } };
  };
  const hasPending = waiting !== undefined && waiting.versionId !== live.versionId;
  return {
    live: readAs(live, "AWSCURRENT"),
    pending: hasPending ? readAs(waiting, "AWSPENDING") : undefined,
    apiKey: kept.get(`${String(apiKeySecretArn)} AWSCURRENT`),
  };
}

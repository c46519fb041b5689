import type { Made } from "../support/noDuplicate";
import { API_KEY_SECRET, PRIVATE_KEY_SECRET } from "../support/programs";
import type { RewindableBackend } from "./rewindableBackend";
import type { StartingPoint } from "./startingPoint";

interface Checkpoint {
  readonly checkpoint: {
    readonly latest?: {
      readonly resources?: readonly { urn: string; delete?: boolean; outputs?: { versionId?: string } }[];
    };
  };
}

/** What a killed run left of each key. */
export function versionsAfterKill(
  backend: RewindableBackend,
  point: StartingPoint,
): Readonly<Record<"privateKey" | "apiKey", Made>> {
  const text = point.checkpoint();
  const resources = text === "" ? [] : ((JSON.parse(text) as Checkpoint).checkpoint.latest?.resources ?? []);
  const made = (secret: string, name: string): Made => {
    const isOfKey = (urn: string) => urn.endsWith(`::${name}`);
    const inState = resources.find(({ urn, delete: isOld }) => isOfKey(urn) && isOld !== true)?.outputs?.versionId;
    return { all: [...backend.versionsOf(secret).keys()], ...(inState === undefined ? {} : { inState }) };
  };
  return {
    privateKey: made(PRIVATE_KEY_SECRET, "partner-key-pair"),
    apiKey: made(API_KEY_SECRET, "partner-api-key"),
  };
}

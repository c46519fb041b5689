import type { Made } from "../support/noDuplicate";
import { labelled, nameIn, type KeyWorld, type World } from "../support/world";

const SHORT: Readonly<Record<string, string | undefined>> = {
  AWSCURRENT: "live",
  AWSPENDING: "pending",
  AWSPREVIOUS: "previous",
  "partner-keys-latest": "newest",
};

/** What is in AWS after a faulty run, for the table: each secret, its versions, their labels. */
export function whatIsInAws(start: World, { privateKey, apiKey }: World): string {
  const secrets = [apiKey, privateKey].filter(({ description }) => description !== undefined);
  const told = secrets.map((key) => {
    const versions = key.versions.map(({ stages }) => stages.map((stage) => SHORT[stage] ?? stage));
    const scheduled = key.description?.DeletedDate ? ", scheduled for deletion" : "";
    return `${fileName(key)}: ${versions.map((labels) => labels.join("+") || "superseded").join(", ")}${scheduled}`;
  });
  const before = labelled(start.privateKey, "AWSCURRENT");
  const isSame = before === undefined || before === labelled(privateKey, "AWSCURRENT");
  return [told.join("; ") || "nothing", isSame ? "" : "another key is live"].filter((part) => part !== "").join("; ");
}

/** What is in state: the resources of the component by their short names, and what is half-done. */
export function whatIsInState(component: string, { resources, pendingOperations }: World): string {
  const names = resources.map(({ urn, delete: isOld }) => {
    const name = nameIn(urn).slice(component.length + 1);
    return name === "" ? "" : `${name}${isOld ? " (old)" : ""}`;
  });
  // Not in the order of the state, in which those come first that were made first
  return [...names.filter((name) => name !== "").sort(), ...pendingOperations].join(", ") || "nothing";
}

/** The versions of both keys after a faulty run. */
export function madeBy({ privateKey, apiKey }: World): Readonly<Record<"privateKey" | "apiKey", Made>> {
  return { privateKey: madeOf(privateKey), apiKey: madeOf(apiKey) };
}

function madeOf({ versions, key }: KeyWorld): Made {
  const inState = key?.outputs?.["versionId"] as string | undefined;
  return { all: versions.map(({ versionId }) => versionId), ...(inState === undefined ? {} : { inState }) };
}

function fileName({ secret }: KeyWorld): string {
  return secret.slice(secret.lastIndexOf("/") + 1);
}

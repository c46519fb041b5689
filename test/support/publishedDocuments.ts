import * as assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { jwksText } from "../../resources/words/jwks";
import { assertUntouched } from "./whole";
import { age } from "./aged";
import type { Goal } from "./goals";
import type { Scenario } from "./scenario";
import { inState, keyVersionOf, labelled, live, type World } from "./world";

const HOURS = 24;
const documents = new Map<string, string>();
const server = createServer(({ url = "" }, response) => {
  const document = documents.get(url);
  response.writeHead(document === undefined ? 404 : 200).end(document);
}).unref();

/** Serves a JWKS for each secret, as long as this process lives. */
export async function publishDocuments(): Promise<void> {
  if (server.listening) return;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
}

/** Mode `published` at the URL of this secret. */
export const published = (rotation: string, { privateKey }: World) => ({
  rotation,
  activation: "published",
  jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${privateKey.secret}`,
  publishedForHours: HOURS,
});

/** The same, once both keys stand there. */
export function bothPublished(start: World): ReturnType<typeof published> {
  const keys = [keyVersionOf("pending", start), keyVersionOf("live", start)];
  documents.set(`/${start.privateKey.secret}`, jwksText(keys, undefined));
  return published("2", start);
}

const aged = new WeakSet<Scenario>();

/** The hours are over, of all keys of a stack. */
export async function hoursLater(scenario: Scenario): Promise<void> {
  if (aged.has(scenario)) return;
  aged.add(scenario);
  await age(scenario, HOURS);
}

/** Recorded as published, and nothing is live that was not. */
export const SEEN_PUBLISHED: Goal = {
  assertReached(start, now) {
    const since = String(now.privateKey.activation?.outputs?.["publishedSince"]);
    assert.ok(Date.parse(since) <= Date.now(), `published since ${since}`);
    assert.equal(live(now.privateKey), live(start.privateKey), "the live key changed unasked");
    assert.equal(labelled(now.privateKey, "AWSPENDING"), inState(start.privateKey), "another key is pending");
    assertUntouched(start.apiKey, now.apiKey);
  },
};

import * as assert from "node:assert/strict";
import { idOfFirst, idOfSecond, PROMOTED_WITH_ID } from "../support/assignedIds";
import { PROMOTED } from "../support/goals";
import { credentials } from "../support/programs";
import { bothPublished, hoursLater, publishDocuments, published, SEEN_PUBLISHED } from "../support/publishedDocuments";
import type { Scenario } from "../support/scenario";
import { readWorld } from "../support/world";
import { acknowledged, onlyTheFirst, UP, type Operation } from "./operation";
import { PROMOTION } from "./operations";

const seen = (scenario: Scenario) => readWorld(scenario, "partner", "acme");

/** At every moment the tags have the id of the key that is live. */
export const PROMOTION_WITH_ID: Operation = {
  ...PROMOTION,
  name: "promotion with an id",
  async prepare(scenario) {
    await scenario.up(acknowledged("1"));
    await scenario.up(credentials(idOfFirst(await seen(scenario))));
  },
  env: (start) => credentials(idOfSecond(start)),
  assertLive(history, start) {
    PROMOTION.assertLive(history, start);
    assert.deepEqual(history.withoutId, [], "a key was live whose id was on no record");
  },
  recoveries: [{ command: () => UP, goal: PROMOTED_WITH_ID }],
  boundariesOnly: true,
  isVariant: true,
};

/** The document is asked, and what it holds is recorded. */
export const SIGHT_OF_PUBLISHED: Operation = {
  name: "sight of a published key",
  async prepare(scenario) {
    await publishDocuments();
    for (const rotation of ["1", "2"]) await scenario.up(credentials(published(rotation, await seen(scenario))));
  },
  command: () => UP,
  env: (start) => credentials(bothPublished(start)),
  assertLive: onlyTheFirst,
  recoveries: [{ command: () => UP, goal: SEEN_PUBLISHED }],
  boundariesOnly: true,
  isVariant: true,
};

/** The document is asked again, some hours later, and the key goes live. */
export const PROMOTION_OF_PUBLISHED: Operation = {
  ...SIGHT_OF_PUBLISHED,
  name: "promotion of a published key",
  async prepare(scenario) {
    await SIGHT_OF_PUBLISHED.prepare(scenario);
    await scenario.up(SIGHT_OF_PUBLISHED.env(await seen(scenario)));
    await hoursLater(scenario);
  },
  assertLive: (history, start) => PROMOTION.assertLive(history, start),
  recoveries: [{ command: () => UP, goal: PROMOTED }],
};

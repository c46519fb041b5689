import { idOfFirst, idOfSecond, PROMOTED_WITH_ID } from "../support/assignedIds";
import { PROMOTED } from "../support/goals";
import { bothPublished, hoursLater, publishDocuments, published, SEEN_PUBLISHED } from "../support/publishedDocuments";
import { START, type FaultyOperation } from "./operation";

/** The id that the partner gave the key is in the tags before its label moves. */
export const PROMOTE_WITH_ID: FaultyOperation = {
  title: "promote with an id",
  before: [START, idOfFirst],
  args: idOfSecond,
  command: "up",
  goal: PROMOTED_WITH_ID,
  isVariant: true,
};

/** The document is asked, and what it holds is recorded. */
export const SEE_PUBLISHED: FaultyOperation = {
  title: "see a published key",
  prepare: publishDocuments,
  before: [(now) => published("1", now), (now) => published("2", now)],
  args: bothPublished,
  command: "up",
  goal: SEEN_PUBLISHED,
  isVariant: true,
};

/** The document is asked again, some hours later, and the key goes live. */
export const PROMOTE_PUBLISHED: FaultyOperation = {
  ...SEE_PUBLISHED,
  title: "promote a published key",
  before: [...SEE_PUBLISHED.before, bothPublished],
  meanwhile: hoursLater,
  goal: PROMOTED,
};

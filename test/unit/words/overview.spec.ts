import * as assert from "node:assert/strict";
import { createdAtOf, overviewText } from "../../../resources/words/overview";

const key = (letter: string, createdAt?: string) => ({
  versionId: letter,
  fingerprint: `SHA256:${letter.repeat(43)}=`,
  ...(createdAt === undefined ? {} : { createdAt }),
});
const [A, B, C] = [key("A", "2030-01-01T00:00:00.000Z"), key("B", "2030-02-01T00:00:00.000Z"), key("C")];
const newest = { versionId: "B", createdAt: "2030-02-01T00:00:00.000Z" };

describe("the keys at a glance", () => {
  it("have their dates, and the rules that are set", () =>
    assert.equal(
      overviewText({
        live: B,
        pending: null,
        previous: A,
        newest,
        promotedAt: "2030-02-02T00:00:00.000Z",
        rotationDueAt: "2030-05-02T00:00:00.000Z",
        previousUntil: "2030-02-04T00:00:00.000Z",
      }),
      [
        `live: made 2030-02-01T00:00:00.000Z, live since 2030-02-02T00:00:00.000Z, ${B.fingerprint}`,
        "pending: none",
        `previous: made 2030-01-01T00:00:00.000Z, kept until 2030-02-04T00:00:00.000Z, ${A.fingerprint}`,
        "due: 2030-05-02T00:00:00.000Z",
      ].join("\n"),
    ));

  it("say what is not known and what is not set", () =>
    assert.equal(
      overviewText({ live: C, pending: B, previous: C, newest, rotationDueAt: "" }),
      [
        `live: made unknown, live since unknown, ${C.fingerprint}`,
        `pending: made 2030-02-01T00:00:00.000Z, waits for its acknowledgement, ${B.fingerprint}`,
        `previous: made unknown, kept until the next rotation (retirePreviousAfterHours is not set), ${C.fingerprint}`,
        "due: never (rotateAfterDays is not set)",
      ].join("\n"),
    ));

  it("say when the previous key is retired once nobody reads it", () => {
    const line = (unreadDays: number, previousUntil?: string) =>
      overviewText({ live: A, previous: C, newest, rotationDueAt: "", unreadDays, previousUntil }).split("\n")[2];
    assert.equal(line(7), `previous: made unknown, retired once nobody has read it for 7 days, ${C.fingerprint}`);
    assert.equal(
      line(1, "2030-02-04T00:00:00.000Z"),
      `previous: made unknown, retired once nobody has read it for a day, and not before 2030-02-04T00:00:00.000Z, ${C.fingerprint}`,
    );
  });

  it("name an API key that was generated, and where its value is", () => {
    const generatedApiKey = {
      ...key("D", "2030-02-03T00:00:00.000Z"),
      createdAt: "2030-02-03T00:00:00.000Z",
      secretArn: "arn:of:it",
    };
    const lines = overviewText({ live: A, newest, rotationDueAt: "", generatedApiKey }).split("\n");
    assert.equal(
      lines.at(-1),
      `API key: generated 2030-02-03T00:00:00.000Z, ${generatedApiKey.fingerprint}, its value is in arn:of:it alone`,
    );
  });

  it("are nothing while no key is live", () => assert.equal(overviewText({ newest, rotationDueAt: "" }), ""));

  it("know the date of the newest key from its resource, where state was written before there were dates", () => {
    assert.equal(createdAtOf({ ...C, versionId: "B" }, { newest }), newest.createdAt);
    assert.equal(createdAtOf(C, { newest }), "unknown");
    assert.equal(createdAtOf(null, { newest }), "");
  });
});

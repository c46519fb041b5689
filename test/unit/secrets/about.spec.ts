import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { aboutText, aboutWithin, factsOf, isLeftOut, readAbout } from "../../../resources/secrets/about";
import { ABOUT_TAGS, TAG_VALUE_LENGTH } from "../../../resources/secrets/tags";

const VERSION = "01234567-89ab-cdef-0123-456789abcdef";
/** What AWS takes as the value of a tag: letters, digits, blanks and these (API reference, Tag). */
const OF_AWS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

describe("the tags about a version", () => {
  for (const [facts, text] of [
    [{}, VERSION],
    [{ "key-id": "key-1" }, `${VERSION} key-id=key-1`],
    [{ "rotate-after": "90", "key-id": "a/b:c_d.e@f" }, `${VERSION} key-id=a/b:c_d.e@f rotate-after=90`],
    [{ "key-id": "a b=c!é" }, `${VERSION} key-id=a=20b=3dc=21=c3=a9`],
  ] as const) {
    it(`name the version first, then the facts in order: ${text.slice(VERSION.length)}`, () => {
      assert.equal(aboutText({ versionId: VERSION, facts }), text);
      assert.deepEqual(readAbout(text), { versionId: VERSION, facts });
    });
  }

  it("give back what they were given, in characters that AWS takes", () => {
    const name = fc.stringMatching(/^[a-z]([a-z-]{0,10}[a-z])?$/);
    fc.assert(
      fc.property(fc.dictionary(name, fc.string({ unit: "grapheme", maxLength: 20 })), (given) => {
        const facts = Object.fromEntries(Object.entries(given));
        const text = aboutText({ versionId: VERSION, facts });
        fc.pre(text !== undefined);
        assert.match(text, OF_AWS);
        assert.deepEqual(readAbout(text).facts, facts);
      }),
    );
  });

  it("are no longer than a tag of AWS can be", () => {
    const room = TAG_VALUE_LENGTH - `${VERSION} key-id=`.length;
    const about = (length: number) => aboutText({ versionId: VERSION, facts: { "key-id": "x".repeat(length) } });
    assert.equal(about(room)?.length, TAG_VALUE_LENGTH);
    assert.equal(about(room + 1), undefined);
  });

  it("are found by the version that they name, in whichever of the two it stands", () => {
    const tags = { [ABOUT_TAGS.live]: "v1 key-id=one", [ABOUT_TAGS.pending]: "v2 key-id=two" };
    assert.deepEqual(
      ["v1", "v2", "v3", ""].map((versionId) => factsOf(tags, versionId)?.["key-id"]),
      ["one", "two", undefined, undefined],
    );
    assert.equal(factsOf({}, "v1"), undefined);
  });

  it("say what they can where somebody edited them", () => {
    for (const text of ["", " ", "v1", "v1  ", "v1 =", "v1 key-id", "v1 =x =y", "v1 key-id=%7e key-id==zz"])
      readAbout(text);
    assert.deepEqual(readAbout("v1 key-id x=1"), { versionId: "v1", facts: { "key-id": "", x: "1" } });
  });
});

describe("facts that do not fit into a tag", () => {
  const facts = { promoted: "2026-01-01T00:00:00.000Z", acknowledged: "a8d4" };
  const kept = (length: number) => ({ "key-id": "x".repeat(length) });
  const seen = (length: number) => {
    const text = aboutWithin(VERSION, kept(length), facts);
    return text === undefined ? undefined : Object.keys(readAbout(text).facts).filter((name) => name !== "key-id");
  };

  it("are left out from the last one on, and counted, and what has to be there stays", () => {
    assert.deepEqual(seen(10), ["acknowledged", "promoted"]);
    assert.deepEqual(seen(165), ["left-out", "promoted"]);
    assert.deepEqual(seen(190), ["left-out"]);
    assert.deepEqual(seen(210), []);
    assert.equal(seen(300), undefined);
    assert.equal(aboutWithin(VERSION, {}, { "left-out": "1" }), VERSION, "there is room again");
  });

  it("are known to be left out, and so are those of a secret that has as many tags as AWS takes", () => {
    const tags = (length: number) => ({ [ABOUT_TAGS.live]: aboutWithin(VERSION, kept(length), facts) ?? "" });
    const others = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`t${i}`, ""]));
    assert.deepEqual([isLeftOut(tags(10), VERSION), isLeftOut(tags(165), VERSION)], [false, true]);
    assert.deepEqual([isLeftOut(others(49), VERSION), isLeftOut(others(50), VERSION)], [false, true]);
    assert.equal(isLeftOut({ ...others(49), ...tags(10) }, VERSION), false);
  });
});

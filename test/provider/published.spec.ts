import * as assert from "node:assert/strict";
import { publicJwk } from "../../resources/crypto/publicKey/jwk";
import type { JwksAnswer } from "../../resources/plugin/activation/jwksDocument";
import { ActivatedKey, type Candidate } from "../support/activatedKey";
import { HOUR } from "../support/fakeWorld";
import { assertNothingTold, type InState, type Props } from "../support/keyLife";

const URL = "https://keys.example.com/jwks.json";

describe("a key that goes live once it was published", () => {
  let on: ActivatedKey;
  let B: Candidate;
  /** `A` is live, `B` is pending: the run that made it. */
  let waiting: InState;
  const published = (candidate = B, more: Props = {}): Props =>
    on.ask(candidate, { mode: "published", jwksUrl: URL, publishedForHours: 24, ...more });
  const publish = (...keys: readonly Candidate[]) =>
    (on.world.jwks = { status: 200, body: JSON.stringify({ keys: keys.map((key) => publicJwk(key.publicKeyPem)) }) });
  const since = ({ outs }: InState) => outs["publishedSince"];
  const isAsked = async (state: InState, news: Props) => (await on.life.diff(state, news)).changes === true;
  const toldOnce = (line: RegExp) => {
    const told = on.world.told.splice(0).filter((one) => line.test(one));
    assert.equal(told.length, 1, String(told));
  };

  beforeEach(async () => {
    on = await ActivatedKey.start();
    const live = await on.life.update(on.live, published(on.A));
    B = await on.newKey();
    waiting = await on.life.update(live, published());
  });
  afterEach(() => assertNothingTold(on.world));

  /** The run that saw both. */
  async function seen(): Promise<InState> {
    publish(B, on.A);
    return on.life.update(waiting, published());
  }

  it("is asked for by nobody in the run that makes it: nobody can have published it", () => {
    assert.deepEqual(on.world.asked, []);
    on.assertKeys(waiting, [on.A, B, undefined]);
    assert.equal(since(waiting), undefined);
  });

  it("is recorded by one run, and goes live by a later one, so many hours on", async () => {
    const at = on.world.now().toISOString();
    let state = await seen();
    assert.equal(since(state), at);
    toldOnce(/holds the pending key SHA256:\S+ and the live key SHA256:\S+: an up after \S+ that sees the same puts/);
    on.assertKeys(state, [on.A, B, undefined]);
    on.world.advance(24 * HOUR - 1);
    assert.equal(await isAsked(state, published()), false, "its hours are not over");
    on.world.advance(1);
    assert.equal(await isAsked(state, published()), true);
    assert.deepEqual(on.world.asked, [URL], "a diff asks nobody");
    toldOnce(/is pending until https:\S+ has held it for 24 hours; up asks https:\S+ whether it holds both keys/);
    state = await on.life.update(state, published());
    on.assertKeys(state, [B, undefined, on.A]);
    assert.equal(since(state), undefined);
    assert.deepEqual(on.world.asked, [URL, URL]);
    assert.equal(await on.recorded(), B.versionId);
    assert.equal(await isAsked(state, published()), false, "and nothing more is to do");
    assert.deepEqual(
      on.world.told.filter((line) => /upload|at the partner/.test(line)),
      [],
      "nobody uploads or removes a key of a partner that fetches it",
    );
  });

  it("waits anew after a miss", async () => {
    let state = await seen();
    on.world.advance(24 * HOUR);
    publish(B);
    on.world.told.length = 0;
    state = await on.life.update(state, published());
    on.assertKeys(state, [on.A, B, undefined]);
    assert.equal(since(state), undefined);
    toldOnce(
      /jwks.json does not hold the live key .* stays live; it held both keys at \S+, and the 24 hours begin anew$/,
    );
    publish(B, on.A);
    state = await on.life.update(state, published());
    assert.equal(since(state), on.world.now().toISOString());
    on.assertKeys(state, [on.A, B, undefined]);
  });

  it("stays pending as long as nothing answers, which stops no run", async () => {
    const state = await on.life.update(waiting, published());
    on.assertKeys(state, [on.A, B, undefined]);
    toldOnce(/^https:\S+ could not be reached \(ECONNREFUSED\): SHA256:\S+ stays live$/);
    assert.equal(await isAsked(state, published()), true, "the next run asks again");
  });

  const MISSES: readonly (readonly [what: string, answer: () => JwksAnswer, line: RegExp])[] = [
    ["HTML", () => ({ status: 200, body: "<!doctype html>" }), /answered HTML that is no JWKS: /],
    ["404", () => ({ status: 404, body: "" }), /answered 404: /],
    ["a redirect", () => ({ status: 301, body: "" }), /answered 301, a redirect, which is not followed: /],
    ["too late", () => ({ problem: "did not answer within 5 seconds" }), /did not answer within 5 seconds: /],
    ["too much", () => ({ problem: "answered more than 64 kB" }), /answered more than 64 kB: /],
    [
      "another key under the kid",
      () => {
        const [other, pending] = [on.A, B].map(({ publicKeyPem }) => publicJwk(publicKeyPem));
        return { status: 200, body: JSON.stringify({ keys: [{ ...other, kid: pending?.kid }, other] }) };
      },
      /holds another key than the pending key SHA256:\S+ under its kid \S+: n differ: /,
    ],
  ];
  for (const [what, answer, line] of MISSES)
    it(`stays pending where the URL answers ${what}, in one line that says so`, async () => {
      on.world.jwks = answer();
      on.world.told.length = 0;
      const state = await on.life.update(waiting, published());
      on.assertKeys(state, [on.A, B, undefined]);
      assert.equal(since(state), undefined);
      const [told = "", ...others] = on.world.told.filter((one) => !one.includes("whether it holds both keys"));
      assert.match(told, line);
      assert.match(told, / SHA256:\S+ stays live$/);
      assert.deepEqual(others, []);
    });

  const ANEW: readonly (readonly [string, (state: InState) => Promise<InState>])[] = [
    ["another URL", (state) => on.life.update(state, published(B, { jwksUrl: "https://example.com/other.json" }))],
    ["another mode", (state) => on.life.update(state, on.ask(B))],
    [
      "a newer key",
      async (state) => {
        B = await on.newKey();
        return on.life.update(state, published());
      },
    ],
  ];
  for (const [what, change] of ANEW)
    it(`forgets when it was seen where there is ${what}`, async () => {
      const state = await seen();
      on.world.jwks = { status: 404, body: "" };
      assert.equal(since(await change(state)), undefined);
    });

  it("goes live at once where it is acknowledged, and nothing is asked", async () => {
    const state = await on.life.update(waiting, published(B, { acknowledgedFingerprint: B.fingerprint }));
    on.assertKeys(state, [B, undefined, on.A]);
    assert.deepEqual(on.world.asked, []);
  });

  it("is not asked for where the live key is acknowledged: that is an order to stay", async () => {
    const stays = published(B, { acknowledgedFingerprint: on.A.fingerprint });
    const state = await on.life.update(waiting, stays);
    assert.equal(await isAsked(state, stays), false);
    assert.deepEqual(on.world.asked, []);
  });

  it("does not come back by itself after a roll back", async () => {
    let state = await seen();
    on.world.advance(24 * HOUR);
    state = await on.life.update(state, published());
    state = await on.life.update(state, published(B, { acknowledgedFingerprint: on.A.fingerprint }));
    on.assertKeys(state, [on.A, undefined, B]);
    state = await on.life.update(state, published());
    on.assertKeys(state, [on.A, undefined, B]);
    assert.equal(await isAsked(state, published()), false);
  });

  const REFUSED: readonly (readonly [what: string, inputs: Props, reason: RegExp])[] = [
    ["no URL", { jwksUrl: undefined }, /^jwksUrl: missing, mode "published" needs it$/],
    ["an empty URL", { jwksUrl: "" }, /^jwksUrl: missing, mode "published" needs it$/],
    ["no hours", { publishedForHours: undefined }, /^publishedForHours: missing, mode "published" needs it$/],
    [
      "0 hours",
      { publishedForHours: 0 },
      /^publishedForHours: 0 is not allowed, allowed: a whole number of hours from 1/,
    ],
    [
      "http to another machine",
      { jwksUrl: "http://example.com/jwks" },
      /^jwksUrl: .* is not allowed, allowed: https:\/\//,
    ],
    [
      "a user in the URL",
      { jwksUrl: "https://me:word@example.com/jwks" },
      /^jwksUrl: a value of type string \(\d+ char/,
    ],
    ["no URL at all", { jwksUrl: "keys.example.com" }, /^jwksUrl: .* is not allowed/],
    ["a URL without the mode", { mode: "acknowledged" }, /^jwksUrl: given without mode "published", which alone asks/],
    [
      "hours without the mode",
      { mode: "immediate", jwksUrl: undefined },
      /^publishedForHours: given without mode "publ/,
    ],
  ];
  for (const [what, inputs, reason] of REFUSED)
    it(`refuses ${what}`, async () => {
      const news = { ...on.activation, ...published(B, inputs) };
      const checked = await on.life.provider.check?.({}, news);
      const reasons = checked?.failures?.map((one) => one.reason) ?? [];
      assert.ok(
        reasons.some((one) => reason.test(one)),
        reasons.join("\n"),
      );
      assert.ok(!reasons.join().includes("word"));
    });

  it("takes a loopback URL, and one that is not known yet", async () => {
    for (const jwksUrl of ["http://127.0.0.1:8080/jwks", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"]) {
      const checked = await on.life.provider.check?.({}, { ...on.activation, ...published(B, { jwksUrl }) });
      assert.deepEqual(checked?.failures, []);
    }
  });
});

import * as assert from "node:assert/strict";
import { ActivatedKey, type Candidate } from "../support/activatedKey";
import { DAY, HOUR } from "../support/fakeWorld";
import { assertNothingTold, labels, type InState, type Props } from "../support/keyLife";

const LATEST = "partner-keys-latest";

/** `A` was live, `B` took its place at midnight; the rule is 7 days. */
describe("a previous key that is retired when nobody reads it", () => {
  let on: ActivatedKey;
  let B: Candidate;
  let rotated: InState;
  const rule = (more: Props = {}) => ({ ...on.acknowledge(B, B), retirePreviousWhenUnreadForDays: 7, ...more });
  const changes = async (state: InState, more?: Props) => (await on.life.diff(state, rule(more))).changes;
  const lists = () => on.world.store.calls.filter((call) => call === "lastRead").length;
  const readAt = ({ outs }: InState) => outs["previousReadAt"];
  beforeEach(async () => {
    on = await ActivatedKey.start();
    B = await on.newKey();
    rotated = await on.life.update(on.live, rule());
    on.world.store.calls.length = 0;
    on.world.told.length = 0;
  });
  afterEach(() => assertNothingTold(on.world));

  it("is kept, and AWS is not asked, until the days since it lost its place are over", async () => {
    on.world.advance(7 * DAY - 1);
    assert.equal(await changes(rotated), false);
    const touched = await on.life.update(rotated, rule({ retirePreviousAfterHours: 1 }));
    on.assertKeys(touched, [B, undefined, on.A]);
    assert.equal(lists(), 0);
  });

  it("that nobody ever read is retired at the exact moment", async () => {
    on.world.advance(7 * DAY);
    assert.equal(await changes(rotated), true);
    assert.match(String(on.world.told), /previous key SHA256:\S+= is retired, unless somebody has read it since/);
    const retired = await on.life.update(rotated, rule());
    on.assertKeys(retired, [B]);
    assert.deepEqual(await labels(on.world, on.arn), { [B.versionId]: ["AWSCURRENT", LATEST] });
    assert.equal(lists(), 1);
    assert.equal(await changes(retired), false);
    assert.match(on.world.told.join("\n"), /remove the retired key of partner\/private\.pem at the partner now/);
  });

  it("that was read is kept: the run says so, state has the day, and no diff asks for more until it counts", async () => {
    on.world.advance(3 * DAY + 5 * HOUR);
    on.world.store.read(on.arn, on.A.versionId);
    on.world.advance(4 * DAY);
    const kept = await on.life.update(rotated, rule());
    on.assertKeys(kept, [B, undefined, on.A]);
    assert.equal(readAt(kept), "2030-01-04T00:00:00.000Z");
    assert.match(
      on.world.told.join("\n"),
      /the previous key SHA256:\S+= keeps its label, because somebody read it on 2030-01-04 \(retirePreviousWhenUnreadForDays\); an up after 2030-01-12T00:00:00\.000Z looks again$/,
    );
    // To the end of that day, and 7 days
    on.world.advance(11 * DAY - (7 * DAY + 5 * HOUR) - 1);
    assert.equal(await changes(kept), false);
    on.world.advance(1);
    assert.equal(await changes(kept), true);
    const retired = await on.life.update(kept, rule());
    on.assertKeys(retired, [B]);
    assert.equal(readAt(retired), undefined);
    assert.equal(lists(), 2);
  });

  it("that is read again meanwhile is kept again", async () => {
    on.world.store.read(on.arn, on.A.versionId);
    on.world.advance(7 * DAY);
    const kept = await on.life.update(rotated, rule());
    assert.equal(readAt(kept), "2030-01-01T00:00:00.000Z");
    on.world.store.read(on.arn, on.A.versionId);
    on.world.advance(DAY);
    const again = await on.life.update(kept, rule());
    on.assertKeys(again, [B, undefined, on.A]);
    assert.equal(readAt(again), "2030-01-08T00:00:00.000Z");
  });

  it("was read as the live key before: the days begin when it becomes the previous one", async () => {
    const C = await on.newKey();
    on.world.store.read(on.arn, B.versionId);
    on.world.advance(30 * DAY);
    const promoted = await on.life.update(rotated, { ...on.acknowledge(C, C), retirePreviousWhenUnreadForDays: 7 });
    on.assertKeys(promoted, [C, undefined, B]);
    on.world.advance(7 * DAY - 1);
    const news = { ...on.acknowledge(C, C), retirePreviousWhenUnreadForDays: 7 };
    assert.equal((await on.life.diff(promoted, news)).changes, false);
    on.world.advance(1);
    on.assertKeys(await on.life.update(promoted, news), [C]);
  });

  it("has its day forgotten where another key becomes the previous one", async () => {
    on.world.advance(6 * DAY);
    on.world.store.read(on.arn, on.A.versionId);
    on.world.advance(DAY);
    const kept = await on.life.update(rotated, rule());
    assert.notEqual(readAt(kept), undefined);
    const back = await on.life.update(kept, rule({ acknowledgedFingerprint: on.A.fingerprint }));
    on.assertKeys(back, [on.A, undefined, B]);
    assert.equal(readAt(back), undefined);
  });

  it("keeps its label for the hours too: the later of the two", async () => {
    const both = (hours: number) => ({ retirePreviousAfterHours: hours });
    on.world.advance(7 * DAY);
    on.assertKeys(await on.life.update(rotated, rule(both(7 * 24 + 1))), [B, undefined, on.A]);
    assert.equal(lists(), 0);
    assert.equal(await changes(rotated, both(7 * 24)), true);
    on.assertKeys(await on.life.update(rotated, rule(both(7 * 24))), [B]);
  });

  it("is not retired by a machine whose clock is ahead of AWS's", async () => {
    on.world.advance(7 * DAY);
    on.world.store.setClock(() => new Date(on.world.now().getTime() - DAY));
    on.assertKeys(await on.life.update(rotated, rule()), [B, undefined, on.A]);
    assert.equal(lists(), 0);
  });

  it("is told with the rule in the line on the key to remove", async () => {
    const C = await on.newKey();
    const removal = async (more: Props) => {
      on.world.told.length = 0;
      await on.life.update(rotated, { ...on.acknowledge(C, C), ...more });
      return on.world.told.find((line) => line.startsWith("remove the previous key")) ?? "";
    };
    assert.match(
      await removal({ retirePreviousWhenUnreadForDays: 1 }),
      / at the partner once nobody has read it for a day, or now if it has leaked: /,
    );
  });
});

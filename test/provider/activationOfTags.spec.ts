import * as assert from "node:assert/strict";
import { ActivatedKey } from "../support/activatedKey";

describe("activating a key beside one that the tags alone tell of", () => {
  it("keeps that one live, says what its record is worth, and offers the key of this run", async () => {
    const on = await ActivatedKey.start();
    const B = await on.newKey();
    on.world.told.length = 0;
    const known = await on.life.create(on.ask(B, { mode: "acknowledged" }));
    on.assertKeys(known, [on.A, B]);
    const told = on.world.told.filter((line) => line.includes("known by tags alone"));
    assert.equal(told.length, 1);
    assert.match(told[0] ?? "", /its live key SHA256:\S+ \(…\w{4}\) is known by tags alone, which anybody who may tag/);
    assert.ok(told[0]?.includes(on.A.fingerprint) && told[0].includes(B.fingerprint));
    // What state knows is not told again
    on.world.told.length = 0;
    await on.life.update(known, on.ask(B, { mode: "acknowledged", retirePreviousAfterHours: 5 }));
    assert.ok(!on.world.told.some((line) => line.includes("known by tags alone")));
  });
});

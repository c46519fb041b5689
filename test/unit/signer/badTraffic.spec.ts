import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  badAloneFigures,
  BAD_ALONE,
  badTrafficTables,
  rotationFigures,
  ROTATIONS,
  STORM,
} from "../../../workbench/badTraffic/figures";
import { REPOSITORY } from "../../../workbench/repository";

/** Fixed seeds, a virtual clock, Poisson arrivals: docs/decisions/0023. */
describe("a rotation while other requests are refused for their own sake", function () {
  this.timeout(120_000);

  for (const { bad, good, bound } of ROTATIONS) {
    it(`refuses at most ${bound} good requests, at ${bad} bad and ${good} good a second; three attempts at most`, async () => {
      const { goodRefused, mostAttempts, awsReads } = await rotationFigures(bad, good);
      assert.ok(goodRefused[0]! <= bound, `refused ${goodRefused.join()}`);
      assert.ok(mostAttempts <= 3);
      assert.ok(awsReads <= 400, `${awsReads} reads`);
    });
  }

  it("finds the pending key also where AWSPREVIOUS is there to be tried in vain", async () => {
    for (const { bad, good, bound } of ROTATIONS) {
      const { goodRefused } = await rotationFigures(bad, good, true);
      assert.ok(goodRefused[0]! <= 2 * bound + 1, `${bad} bad, ${good} good: refused ${goodRefused.join()}`);
    }
  });

  for (const bad of BAD_ALONE) {
    it(`costs the partner at most 20 % more refusals, at ${bad} bad a second alone`, async () => {
      const { onTop } = await badAloneFigures(bad);
      assert.ok(onTop <= 0.2, `${100 * onTop} %`);
    });
  }

  it("costs it no more where two other keys are there to be tried", async () => {
    for (const bad of [1, 3]) {
      const { onTop } = await badAloneFigures(bad, 8, true);
      assert.ok(onTop <= 0.2, `${100 * onTop} %`);
    }
  });

  it("reads AWS at most 400 times in a storm of 200 refusals a second for ten minutes", async () => {
    const { awsReads, onTop } = await badAloneFigures(STORM, 1);
    assert.ok(awsReads <= 400, `${awsReads} reads`);
    assert.ok(onTop <= 0.2, `${100 * onTop} %`);
  });

  it("costs what the page says", async () => {
    const page = readFileSync(join(REPOSITORY, "docs/resources/signer.md"), "utf8");
    const bare = (text: string) => text.replace(/ *\| */g, "|").replace(/-+/g, "-");
    for (const line of bare(await badTrafficTables()).split("\n")) assert.ok(bare(page).includes(line), line);
  });
});

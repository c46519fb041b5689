import * as fc from "fast-check";
import { itHoldsAsync } from "../../support/properties";
import { assertNothingLeaked, calm, histories } from "../../support/signer/histories";
import { RotationWorld } from "../../support/signer/rotationWorld";

describe("any rotation, seen by a signer", function () {
  this.timeout(300_000);

  itHoldsAsync(
    "refuses no request while the partner knows a labelled key; executes none twice; tries three keys at most, within the bound; strands nobody; tells no value",
    histories,
    async ({ maxAge, commands }) => {
      const world = new RotationWorld(maxAge);
      await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
      await world.settle();
      world.checkEnd();
      await calm(world);
      assertNothingLeaked(world);
    },
  );
});

import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { itHoldsAsync } from "../../support/properties";
import { assertNothingLeaked, calm, histories } from "../../support/signer/histories";
import { RotationWorld } from "../../support/signer/rotationWorld";
import { SocketSigner } from "../../support/signer/socketSigner";

describe("any rotation, seen through the socket of an agent", function () {
  this.timeout(600_000);

  itHoldsAsync(
    "refuses no request while the partner knows a labelled key; executes none twice; tries three keys at most, within the bound; strands nobody; tells no value; leaves nothing open",
    histories,
    async ({ maxAge, commands }) => {
      const world = new RotationWorld(maxAge);
      const socket = new SocketSigner(world.signer);
      await socket.listen();
      try {
        world.asked = socket;
        world.quiet = async () => socket.quiet();
        await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
        await world.settle();
        world.checkEnd();
        await calm(world);
        assertNothingLeaked(world);
        assert.equal(socket.open, 0);
      } finally {
        await socket.close();
      }
    },
    25,
  );
});

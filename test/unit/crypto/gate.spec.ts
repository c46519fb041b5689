import * as assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { Gate } from "../../../resources/crypto/keyPairs/gate";

/** Tasks that end when the test says so. */
function tasks(gate: Gate, count: number) {
  const running = new Set<number>();
  const started: number[] = [];
  const end: (() => void)[] = [];
  const all = Array.from({ length: count }, (_, i) =>
    gate.run(async () => {
      started.push(i);
      running.add(i);
      await new Promise<void>((resolve) => (end[i] = resolve));
      running.delete(i);
      return i;
    }),
  );
  return { running, started, end: (i: number) => end[i]?.(), all };
}

describe("gate", () => {
  for (const width of [1, 2, 3]) {
    it(`of width ${width} lets ${width} in at once and the others in their order`, async () => {
      const { running, started, end, all } = tasks(new Gate(width), 6);
      for (let i = 0; i < 6; i++) {
        await turn();
        assert.equal(running.size, Math.min(width, 6 - i));
        end(i);
      }
      assert.deepEqual(await Promise.all(all), [0, 1, 2, 3, 4, 5]);
      assert.deepEqual(started, [0, 1, 2, 3, 4, 5]);
    });
  }

  it("passes the result on and opens again", async () => {
    const gate = new Gate(1);
    assert.equal(await gate.run(async () => "one"), "one");
    assert.equal(await gate.run(async () => "two"), "two");
  });

  it("passes a failure on and lets the next task in", async () => {
    const gate = new Gate(1);
    const failing = gate.run(() => Promise.reject(new Error("no luck")));
    const next = gate.run(async () => "in");
    await assert.rejects(failing, /^Error: no luck$/);
    assert.equal(await next, "in");
  });

  it("opens again after a task that throws at once", async () => {
    const gate = new Gate(1);
    const throwing = gate.run(() => {
      throw new Error("at once");
    });
    await assert.rejects(throwing, /^Error: at once$/);
    assert.equal(await gate.run(async () => "in"), "in");
  });
});

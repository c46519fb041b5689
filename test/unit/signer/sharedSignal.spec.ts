import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { setImmediate as warningsDone } from "node:timers/promises";
import { createSigner } from "../../../resources/signer";
import { PRIVATE_KEY_ARN } from "../../support/signer/rotationWorld";

const VALUE = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();

/** What a polyfill of `AbortSignal` is: no `EventTarget` of Node. */
class ForeignSignal {
  readonly aborted = false;
  readonly listeners = new Set<unknown>();
  throwIfAborted(): void {
    // Nobody aborts it
  }
  addEventListener(_type: string, listener: unknown): void {
    this.listeners.add(listener);
  }
  removeEventListener(_type: string, listener: unknown): void {
    this.listeners.delete(listener);
  }
}

describe("one signal that a service gives to all of its requests", () => {
  const warnings: Error[] = [];
  const keep = (warning: Error) => void warnings.push(warning);
  beforeEach(() => {
    warnings.length = 0;
    process.on("warning", keep);
  });
  afterEach(() => process.off("warning", keep));

  /** Forty requests that wait for the first key together, then for their answers. */
  async function send(signal: AbortSignal): Promise<void> {
    const read = async () => ({ versionId: "v", value: VALUE });
    const signer = createSigner({ privateKeySecretArn: PRIVATE_KEY_ARN, read });
    const answers = Array.from({ length: 40 }, async (_, nth) =>
      signer.run(
        async () => warningsDone(nth),
        () => false,
        { signal },
      ),
    );
    assert.deepEqual(await Promise.all(answers), [...Array(40).keys()]);
    await warningsDone();
    signer.close();
  }

  it("makes Node warn of no leak", async () => {
    await send(new AbortController().signal);
    assert.deepEqual(warnings, []);
  });

  it("may be that of a polyfill, and nothing is left behind on it", async () => {
    const signal = new ForeignSignal();
    await send(signal as unknown as AbortSignal);
    assert.equal(signal.listeners.size, 0);
  });
});

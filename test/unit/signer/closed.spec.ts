import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { passedSinceNow, Pause } from "../../../resources/signer/clock";
import { KeySource } from "../../../resources/signer/keySource";
import { PreferredKey } from "../../../resources/signer/preferredKey";
import { Rotation } from "../../../resources/signer/rotation";
import { exchangeOf } from "../../../resources/signer/runOptions";
import { STAGES } from "../../../resources/secrets/labels";
import { VirtualTime } from "../../../workbench/badTraffic/virtualTime";
import { API_KEY_ARN, PRIVATE_KEY_ARN } from "../../support/signer/rotationWorld";

const VALUE = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();

/** What a signer is made of, so that what it holds can be seen. */
function parts() {
  const time = new VirtualTime();
  const passed = passedSinceNow({ now: () => time.now, steady: () => time.now });
  const tell = () => undefined;
  const random = () => 0.5;
  const read = (arn: string, stage: string) =>
    time.travel(20, () => ({ versionId: stage, value: arn === API_KEY_ARN ? "an-api-key" : VALUE }));
  const source = new KeySource(PRIVATE_KEY_ARN, API_KEY_ARN, read, tell);
  const keys = new PreferredKey({ source, stages: STAGES, maxAgeMilliseconds: 60_000, tell, passed, random });
  const rotation = new Rotation({ keys, source, tell, passed, pause: new Pause(passed, random) });
  const holdsNothing = () =>
    keys.apiKey === undefined &&
    keys.ring.preferred === undefined &&
    STAGES.every((stage) => source.known(stage) === undefined);
  return { time, keys, rotation, holdsNothing };
}

describe("a signer that is closed while a request is under way", () => {
  // The first read, the first attempt, the reads of the trial one by one, the attempt with the pending key
  for (let at = 5; at < 130; at += 5) {
    it(`brings no key and no API key back into memory, closed after ${at} ms`, async () => {
      const { time, keys, rotation, holdsNothing } = parts();
      const exchange = exchangeOf(
        ({ versionId }) => time.travel(20, () => versionId === "AWSPENDING"),
        (isTaken) => !isTaken,
      );
      const sent = rotation.send(exchange).then(
        () => "answered",
        (error: unknown) => (error as { readonly code?: string }).code,
      );
      time.at(at, () => keys.close());
      await time.run();
      assert.ok(["answered", "ERR_SIGNER_CLOSED"].includes(String(await sent)), String(await sent));
      assert.ok(holdsNothing());
    });
  }
});

import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Attempts, type Next } from "../../../cli/agent/attempts";
import { Room } from "../../../cli/agent/room";
import { SCHEMES } from "../../../cli/schemes/schemes";
import { createSigner, type ReadSecret } from "../../../resources/signer";
import { API_KEY_ARN, PRIVATE_KEY_ARN } from "../../support/signer/rotationWorld";

const PEM = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" });
const OTHER_PEM = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({
  type: "pkcs8",
  format: "pem",
});
const read: ReadSecret = async (secretArn, stage) =>
  secretArn === API_KEY_ARN
    ? { versionId: "a", value: "the-api-key-of-this-run" }
    : stage === "AWSCURRENT"
      ? { versionId: "v", value: String(PEM) }
      : undefined;
const ORIGIN = "https://api.example.com";
const REQUEST = { method: "POST", url: `${ORIGIN}/v1`, headers: new Headers(), body: "{}" };
const never = new AbortController().signal;
setMaxListeners(100, never);
const idOf = (next: Next) => (next.done ? assert.fail("it has ended") : next.id);

describe("the attempts of an agent", () => {
  let room: Room;
  beforeEach(() => (room = new Room()));
  const attempts = (patience?: number) =>
    new Attempts(
      createSigner({ privateKeySecretArn: PRIVATE_KEY_ARN, apiKeySecretArn: API_KEY_ARN, origin: ORIGIN, read }),
      SCHEMES.qredo(),
      room,
      patience,
    );
  const settled = async () => {
    for (let i = 0; i < 200 && room.open > 0; i++) await sleep(10);
    return room.open;
  };

  it("end with a caller that takes too long for its verdict", async () => {
    const impatient = attempts(20);
    const id = idOf(await impatient.begin(REQUEST, never));
    assert.equal(room.open, 1);
    assert.equal(await settled(), 0);
    assert.equal(await impatient.report(id, "accepted", never), undefined);
  });

  it("end with a caller that is gone before it has its signature", async () => {
    const gone = new AbortController();
    gone.abort(new Error("gone"));
    const patient = attempts();
    await assert.rejects(patient.begin(REQUEST, gone.signal), /^Error: gone$/);
    assert.equal(await settled(), 0);
  });

  it("switch to a key that was accepted, and to none of which nothing is known", async () => {
    const events: string[] = [];
    const both: ReadSecret = async (secretArn, stage, aws) =>
      stage === "AWSPENDING" ? { versionId: "w", value: String(OTHER_PEM) } : read(secretArn, stage, aws);
    const options = { privateKeySecretArn: PRIVATE_KEY_ARN, apiKeySecretArn: API_KEY_ARN, origin: ORIGIN, read: both };
    const signer = createSigner({ ...options, onEvent: ({ type }) => events.push(type) });
    const patient = new Attempts(signer, SCHEMES.qredo(), room);
    for (const [verdict, told] of [
      ["unclear", []],
      ["accepted", ["switched"]],
    ] as const) {
      const first = await patient.begin(REQUEST, never);
      assert.ok(!first.done && first.stage === "AWSCURRENT");
      const second = await patient.report(first.id, "refused", never);
      assert.ok(second?.done === false && second.stage === "AWSPENDING");
      assert.deepEqual(await patient.report(second.id, verdict, never), { done: true, verdict });
      assert.deepEqual(events, told);
    }
  });

  it("end with a caller that is gone while its report waits for another key", async () => {
    const gone = new AbortController();
    let isAsked: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    const slow: ReadSecret = async (secretArn, stage, aws) => {
      if (stage !== "AWSPENDING") return read(secretArn, stage, aws);
      isAsked();
      return new Promise(() => undefined);
    };
    const options = { privateKeySecretArn: PRIVATE_KEY_ARN, apiKeySecretArn: API_KEY_ARN, origin: ORIGIN, read: slow };
    const patient = new Attempts(createSigner(options), SCHEMES.qredo(), room);
    const report = patient.report(idOf(await patient.begin(REQUEST, never)), "refused", gone.signal);
    await asked;
    gone.abort(new Error("gone"));
    await assert.rejects(report, /^Error: gone$/);
    assert.equal(await settled(), 0);
  });

  it("take one verdict each", async () => {
    const patient = attempts();
    const id = idOf(await patient.begin(REQUEST, never));
    const both = await Promise.all([patient.report(id, "accepted", never), patient.report(id, "refused", never)]);
    assert.deepEqual(both, [{ done: true, verdict: "accepted" }, undefined]);
    assert.equal(await settled(), 0);
  });

  it("hold so many bodies and no more, and take others after that", async () => {
    const patient = attempts();
    const big = { ...REQUEST, body: "x".repeat(1_000_000) };
    const ids: string[] = [];
    for (let i = 0; i < 67; i++) ids.push(idOf(await patient.begin(big, never)));
    await assert.rejects(patient.begin(big, never), { code: "ERR_STORE_UNAVAILABLE", message: /67 requests are open/ });
    await patient.report(ids[0] ?? "", "accepted", never);
    assert.equal(idOf(await patient.begin(big, never)).length, 36);
  });

  it("leave nothing open where no key can sign", async () => {
    const patient = attempts();
    await assert.rejects(patient.begin({ ...REQUEST, url: "https://elsewhere.example.com" }, never), {
      code: "ERR_INVALID_INPUT",
    });
    assert.equal(await settled(), 0);
  });
});

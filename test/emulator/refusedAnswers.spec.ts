import * as assert from "node:assert/strict";
import { Agent as HttpAgent, get, type IncomingMessage } from "node:http";
import type { Signer } from "../../resources/signer";
import { LocalRotation, publicPemOf, rsaKeyPem } from "../support/signer/localRotation";

const [OLD, NEW, OTHER] = [rsaKeyPem(), rsaKeyPem(), rsaKeyPem()];
const CONNECTIONS = 10;
const REQUESTS = 12;

/** The agent of Node's own fetch; `undici` is no dependency of this project. */
async function smallAgent() {
  await fetch("data:,"); // makes the global one
  const global = Reflect.get(globalThis, Symbol.for("undici.globalDispatcher.1")) as object;
  const Agent = global.constructor as new (options: { connections: number }) => NonNullable<RequestInit["dispatcher"]>;
  return new Agent({ connections: CONNECTIONS });
}

describe("A refused answer, while its request waits", () => {
  let world: LocalRotation;
  let order: string;
  const start = async (refusalPadding: number) => {
    world = await LocalRotation.start(OLD, { refusalPadding });
    world.partner.upload(publicPemOf(OLD));
    order = `${world.partner.url}/v1/orders`;
    await world.stage(NEW);
  };
  afterEach(() => world.stop());

  const WAYS: readonly (readonly [
    string,
    (signer: Signer, dispatcher: RequestInit["dispatcher"]) => Promise<Response>,
  ])[] = [
    ["fetch", async (signer, dispatcher) => signer.fetch(order, { dispatcher: dispatcher! })],
    [
      "run with fetch inside",
      async (signer, dispatcher) =>
        signer.run(
          async (key) => fetch(order, { headers: { ...key.sign({ url: order }) }, dispatcher: dispatcher! }),
          ({ status }) => status === 401,
        ),
    ],
  ];
  for (const [way, send] of WAYS) {
    for (const padding of [20_000, 70_000, 900_000]) {
      it(`holds no connection of a small agent: ${REQUESTS} at once, ${padding / 1000} kB, ${way}`, async () => {
        await start(padding);
        const dispatcher = await smallAgent();
        const signer = world.signer();
        assert.equal((await send(signer, dispatcher)).status, 200);
        world.partner.upload(publicPemOf(NEW));
        const sent = Array.from({ length: REQUESTS }, async () => {
          const answer = await send(signer, dispatcher);
          await answer.arrayBuffer();
          return answer.status;
        });
        assert.deepEqual(await Promise.all(sent), Array(REQUESTS).fill(200));
        await dispatcher.close();
      });
    }

    it(`is returned whole where every key is refused, ${way}`, async () => {
      await start(200_000);
      world.partner.upload(publicPemOf(OTHER));
      const answer = await send(world.signer(), undefined);
      assert.equal(answer.status, 401);
      assert.equal(((await answer.json()) as { padding: string }).padding.length, 200_000);
      assert.equal(answer.url, order);
    });

    it(`ends the request where it is longer than 1 MB, whole, and nothing is tried or read, ${way}`, async () => {
      await start(3_000_000);
      world.partner.upload(publicPemOf(NEW));
      const answer = await send(world.signer(), undefined);
      assert.equal(answer.status, 401);
      assert.equal(((await answer.json()) as { padding: string }).padding.length, 3_000_000);
      assert.equal(world.partner.refused, 1);
      assert.deepEqual(world.stagesRead(), ["AWSCURRENT"]);
      const [event] = world.events;
      assert.ok(event?.type === "refused" && event.heldBack && event.tried.length === 1);
    });
  }

  it("is let go of by release, where run has another client inside: a stream of node:http", async () => {
    await start(900_000);
    const agent = new HttpAgent({ keepAlive: true, maxSockets: CONNECTIONS });
    const signer = world.signer();
    const released = new Set<IncomingMessage>();
    const send = async () => {
      const answer = await signer.run(
        (key) =>
          new Promise<IncomingMessage>((resolve, reject) => {
            get(order, { agent, headers: { ...key.sign({ url: order }) } }, resolve).on("error", reject);
          }),
        ({ statusCode }) => statusCode === 401,
        {
          release: (refused) => {
            assert.ok(!released.has(refused), "released twice");
            released.add(refused);
            refused.destroy();
          },
        },
      );
      assert.ok(!released.has(answer));
      answer.resume();
      return answer.statusCode;
    };
    assert.equal(await send(), 200);
    world.partner.upload(publicPemOf(NEW));
    assert.deepEqual(await Promise.all(Array.from({ length: REQUESTS }, send)), Array(REQUESTS).fill(200));
    assert.equal(released.size, world.partner.refused);
    agent.destroy();
  });
});

import { generateKeyPairSync } from "node:crypto";
import * as fc from "fast-check";
import { publicKeyFingerprint } from "../../resources/crypto/publicKey/fingerprint";
import * as keyPair from "../../resources/crypto/keyPairs/keyPair";
import { AnyStack } from "../support/anyStack";
import { HOUR } from "../support/fakeWorld";

/** 3,000, of which a sample makes do with 300. */
const RUNS = Number(process.env["PROPERTY_RUNS"] ?? "10000") * 0.3;
const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
/** Making keys would take all the time; what they are does not matter here, only that each is another one. */
const POOL = Array.from({ length: 40 }, () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 512,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  return { privateKey, publicKeyPem: publicKey, fingerprint: publicKeyFingerprint(publicKey) };
});

type Step = readonly [what: string, act: (stack: AnyStack) => unknown];

const set = (change: Partial<AnyStack["config"]>) => (stack: AnyStack) =>
  (stack.config = { ...stack.config, ...change });
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ refresh: fc.boolean() }).map((how): Step => [`up ${JSON.stringify(how)}`, (stack) => stack.up(how)]),
  fc
    .tuple(fc.nat(7), fc.boolean())
    .map(([calls, isLastServed]): Step => [
      `up, killed ${isLastServed ? "at the answer to" : "before"} call ${calls + 1}`,
      (stack) => stack.up({ killedAfter: calls, isLastServed }),
    ]),
  fc.nat(9).map((n): Step => [`rotation ${n}`, set({ rotation: String(n) })]),
  fc
    .constantFrom("live", "pending", "previous", "nothing")
    .map((which): Step => [`acknowledge ${which}`, (s) => set({ acknowledged: s.version(which)?.fingerprint })(s)]),
  fc
    .constantFrom("live", "pending", "previous", "nothing")
    .map((which): Step => [
      `compromised ${which}`,
      (s) => set({ compromised: [s.version(which)?.fingerprint ?? []].flat() })(s),
    ]),
  fc.constantFrom("acknowledged", "immediate", "published").map((mode): Step => [`mode ${mode}`, set({ mode })]),
  fc.constantFrom("a", "b").map((name): Step => [`secret ${name}`, set({ name })]),
  fc.constantFrom(undefined, 1).map((hours): Step => [`retire after ${String(hours)}`, set({ hours })]),
  fc.constant<Step>(["two hours pass", (stack) => stack.world.advance(2 * HOUR)]),
  fc
    .constantFrom("both", "live", "nothing")
    .map((what): Step => [`${what} is published`, (stack) => stack.publish(what)]),
  fc.constant<Step>(["the Activation leaves the state", (stack) => (stack.activation = undefined)]),
  fc.nat(9).map((n): Step => [
    `somebody makes version #${n} current`,
    async (stack) => {
      const versions = stack.arn === undefined ? [] : stack.store.versionsOf(stack.arn);
      const [to, from] = [versions[n % versions.length], await stack.holder("AWSCURRENT")];
      if (to === undefined || from === undefined || to === from) return;
      await stack.store.moveStage({ arn: String(stack.arn), stage: "AWSCURRENT", to, from }).catch(() => undefined); // scheduled
    },
  ]),
  fc
    .constantFrom("AWSCURRENT", "AWSPENDING", "of-theirs")
    .map((stage): Step => [`somebody puts a value with ${stage}`, (stack) => stack.putByHand(stage)]),
  fc
    .constantFrom("adopt" as const, "discard" as const)
    .map((decides): Step => [`of a value of somebody else ${decides} it`, set({ decides })]),
);

describe(`any history of one key`, () => {
  const original = keyPair.generateKeyPair;
  let made = 0;
  before(() => Object.assign(keyPair, { generateKeyPair: async () => POOL[made++ % POOL.length] }));
  after(() => Object.assign(keyPair, { generateKeyPair: original }));

  it("moves the live key only when asked, and up can always be made to work", async function () {
    this.timeout(300_000);
    const history = fc.array(steps, { maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(history, async (taken) => {
        const stack = new AnyStack();
        for (const [, act] of taken) await act(stack);
        await stack.settle();
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});

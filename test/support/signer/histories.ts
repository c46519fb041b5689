import * as assert from "node:assert/strict";
import { inspect } from "node:util";
import * as fc from "fast-check";
import { API_KEY_CANARY, SECRET_LINES, type RotationWorld } from "./rotationWorld";

type Act = (world: RotationWorld) => unknown;

class Command implements fc.AsyncCommand<object, RotationWorld> {
  constructor(
    private readonly name: string,
    private readonly act: Act,
  ) {}
  check(): boolean {
    return true;
  }
  async run(_model: object, world: RotationWorld): Promise<void> {
    await this.act(world);
    world.check();
  }
  toString(): string {
    return this.name;
  }
}

const command = (name: string, act: Act) => fc.constant(new Command(name, act));
const change = (name: string, act: (world: RotationWorld) => void) =>
  command(name, (world) => world.change(() => act(world)));

/** The version a label names, or the newest made. */
const VERSIONS = ["AWSCURRENT", "AWSPENDING", "AWSPREVIOUS"] as const;

/** Promotion and roll-back as AWS does them: the label that leaves a version makes it AWSPREVIOUS. */
const makeCurrent = (world: RotationWorld, version: number | undefined) => {
  if (version === undefined || version === world.labels.AWSCURRENT) return;
  world.labels = { ...world.labels, AWSPREVIOUS: world.labels.AWSCURRENT!, AWSCURRENT: version };
  if (world.labels.AWSPENDING === version) delete world.labels.AWSPENDING;
};

const upload = (slots: number) =>
  fc.constantFrom(...VERSIONS).chain((label) =>
    change(`upload ${label} (${slots} slots)`, (world) => {
      const version = world.labels[label];
      if (version !== undefined) world.slots = [version, ...world.slots.filter((v) => v !== version)].slice(0, slots);
    }),
  );

const commandsFor = (slots: number) => [
  fc.integer({ min: 1, max: 4 }).chain((n) =>
    command(`${n} requests`, (world) => {
      for (let i = 0; i < n; i++) world.request(false);
    }),
  ),
  fc.nat(9).chain((nth) => command(`step ${nth}`, (world) => world.step(nth))),
  fc.nat(9).chain((nth) =>
    command(`steps from ${nth}`, async (world) => {
      for (let i = 0; i < 6; i++) await world.step(nth + i);
    }),
  ),
  command("settle", (world) => world.settle()),
  upload(slots),
  change("rotate: a new pending version", (world) => (world.labels.AWSPENDING = ++world.newest)),
  change("promote", (world) => makeCurrent(world, world.labels.AWSPENDING)),
  change("roll back", (world) => makeCurrent(world, world.labels.AWSPREVIOUS)),
  change("retire the previous version", (world) => delete world.labels.AWSPREVIOUS),
  change("the partner drops its oldest key", (world) => world.slots.length > 1 && world.slots.pop()),
  change("the API key is replaced, the old one lives on", (world) => world.apiKey++),
  change("the partner revokes the old API keys", (world) => (world.oldestApiKey = world.apiKey)),
  fc.integer({ min: 1, max: 200 }).chain((s) => command(`${s} s pass`, (world) => (world.now += s * 1000))),
];

const troubles = [
  command("a poisoned request", (world) => world.request(true)),
  change("AWS is away, or back", (world) => (world.awsAnswers = !world.awsAnswers)),
  change("the partner takes nothing, or again", (world) => (world.partnerTakesNothing = !world.partnerTakesNothing)),
  command("the partner executes the next request and loses the answer", (world) => (world.losesNextAnswer = true)),
  fc.nat(9).chain((nth) =>
    command(`abort request ${nth} of those open`, (world) => {
      const open = world.requests.filter(({ outcome }) => outcome === "open");
      const request = open[nth % Math.max(1, open.length)];
      if (request !== undefined) world.abort(request);
    }),
  ),
];

/** After any history: all is well again, and within a minute every request is taken. */
export async function calm(world: RotationWorld): Promise<void> {
  await world.settle();
  world.change(() => {
    world.awsAnswers = true;
    world.partnerTakesNothing = false;
    world.losesNextAnswer = false;
    const version = world.labels[VERSIONS[world.requests.length % 3]!] ?? world.labels.AWSCURRENT!;
    world.slots = [version];
  });
  world.checkEnd();
  world.now += 60_000;
  for (let i = 0; i < 3; i++) {
    world.request(false);
    await world.settle();
  }
  assert.equal(world.requests.at(-1)?.outcome, "accepted", "the signer does not find the key again");
  world.check();
}

export function assertNothingLeaked(world: RotationWorld): void {
  const told = [world.events, world.errors, world.signer];
  const text = told.map((value) => inspect(value, { depth: 9, showHidden: true }) + JSON.stringify(value)).join("\n");
  for (const needle of [...SECRET_LINES, API_KEY_CANARY, "PRIVATE KEY"]) {
    assert.ok(!text.includes(needle), "a value in an event, an error or the signer");
  }
}

const LENGTH = { maxCommands: 40 };
/** Any history of a rotation, with troubles or without. */
export const histories = fc.record({
  maxAge: fc.constantFrom(60, 300, 3600),
  commands: fc.oneof(
    fc.commands(commandsFor(1), LENGTH),
    fc.commands(commandsFor(2), LENGTH),
    fc.commands([...commandsFor(1), ...troubles], LENGTH),
    fc.commands([...commandsFor(2), ...troubles], LENGTH),
  ),
});

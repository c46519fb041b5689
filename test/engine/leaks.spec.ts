import * as assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { descendants, kill, pluginsOf } from "../kills/processes";
import { LeakSentinel } from "../support/leakSentinel";
import { issuedKey, KEY_PROGRAM } from "../support/programs";
import { DEPLOYER, Scenario } from "../support/scenario";

const PAIR = "acme/private.pem";
const GENERATED = "acme/apikey";
const FAST = { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
const UP = ["up", "--yes", "--skip-preview"];

const with_ = (rotation: string, source: object = { generate: {} }) => ({
  KEY_PAIR: JSON.stringify({ secretName: PAIR, recoveryWindowInDays: 0, keepers: { rotation } }),
  API_KEY: JSON.stringify({ secretName: GENERATED, recoveryWindowInDays: 0, ...source }),
});

/** Where a value could get out besides state and output, which every scenario watches. Crashes: crash.spec.ts. */
describe("engine: where else a value could leak (promise 1)", () => {
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.start({ program: KEY_PROGRAM, env: FAST });
    await scenario.run(["stack", "init", "dev"]);
  });
  after(() => scenario.close());

  /** What was seen so far, judged now and not only when the scenario ends. */
  function assertNothingLeaked(): void {
    scenario.sentinel.watchFolder(scenario.project.folder);
    scenario.sentinel.assertNothingLeaked();
  }

  /** Runs `up`, and `look` at each of its AWS calls, while the plugin holds a key. */
  async function upLookingAt(rotation: string, look: (cli: number) => void | Promise<void>): Promise<string> {
    const run = await scenario.project.start(UP, with_(rotation));
    scenario.server.hooks.atBoundary(async (_edge, call) => {
      if (call.accessKeyId === DEPLOYER) await look(run.pid);
    });
    const { output } = await run.ended;
    scenario.server.hooks.atBoundary(undefined);
    scenario.sentinel.watchText("output", output);
    return output;
  }

  it("finds a stored value wherever it is planted, or all of this proves nothing", async () => {
    await scenario.up(with_("1"));
    const values = [await scenario.readSecret(PAIR), await scenario.readSecret(GENERATED)].map(({ value }) => value);
    for (const value of values) {
      const folder = join(scenario.project.folder, "planted");
      mkdirSync(folder);
      const line = value.split("\n").find((one) => one.length >= 40 && !one.startsWith("-----"));
      writeFileSync(join(folder, "log"), `I1122 before ${String(line)} after`);
      const own = new LeakSentinel();
      own.learn(value);
      own.watchFolder(scenario.project.folder);
      assert.throws(() => own.assertNothingLeaked(), /leak: a stored value \(\d+ characters\) in .*planted.log/);
      rmSync(folder, { recursive: true });
    }
  });

  for (const [what, command, env] of [
    ["a rotation", UP, with_("2")],
    ["an issued key", UP, { ...with_("2", { issued: { env: "ISSUED" } }), ISSUED: issuedKey({ seed: "i" }) }],
    ["a refresh", ["refresh", "--yes", "--skip-preview"], with_("2", { issued: { env: "ISSUED" } })],
    ["a destroy", ["destroy", "--yes", "--skip-preview"], {}],
  ] as const) {
    it(`is neither in the log of all RPCs nor in that of the engine at its most verbose: ${what}`, async () => {
      const log = join(scenario.project.folder, `rpc-${what.replace(/ /g, "-")}.json`);
      const { output } = await scenario.run([...command, "-v=9", "--logtostderr"], { ...env, PULUMI_DEBUG_GRPC: log });
      const rpcs = readFileSync(log, "utf8");
      const method = { "a refresh": "Read", "a destroy": "Delete" }[what as string] ?? "Create";
      assert.match(rpcs, new RegExp(`/pulumirpc.ResourceProvider/${method}"`), "the plugin's calls are not in the log");
      assert.match(rpcs, /BEGIN PUBLIC KEY/);
      const logLines = output.split("\n").filter((line) => /^(\{"time":|[IWE]\d{4} )/.test(line));
      assert.ok(logLines.length > 100, "the engine's log is not on");
      assertNothingLeaked();
    });
  }

  it("is in no argument and no environment of a process while the keys are made", async () => {
    // Keys made by us. An issued key is in the environment because the user put it there: nothing to look for
    let looks = 0;
    await upLookingAt("3", (cli) => {
      const family = descendants(cli);
      assert.ok(family.some(({ command }) => command.includes("dynamic-provider")));
      for (const { pid, command } of family) {
        scenario.sentinel.watchText(`arguments of ${command.slice(0, 40)}`, command);
        const environment = `/proc/${pid}/environ`;
        if (existsSync(environment)) scenario.sentinel.watchText(environment, readFileSync(environment, "latin1"));
      }
      looks++;
    });
    assert.ok(looks >= 4, `looked ${looks} times`);
    await scenario.up(with_("3")); // learns the values
    assertNothingLeaked();
  });

  for (const edge of ["before", "after"] as const) {
    it(`leaves nothing behind when the plugin is killed ${edge} the value is stored`, async () => {
      const rotation = `killed ${edge}`;
      const run = await scenario.project.start(UP, with_(rotation));
      let killed = false;
      scenario.server.hooks.atBoundary((reached, call) => {
        if (killed || reached !== edge || call.operation !== "PutSecretValue") return;
        killed = true;
        kill(pluginsOf(run.pid), "SIGKILL");
      });
      const { code, output } = await run.ended;
      scenario.server.hooks.atBoundary(undefined);
      scenario.sentinel.watchText("output of the killed run", output);
      assert.ok(killed);
      assert.notEqual(code, 0);
      await scenario.up(with_(rotation));
      const { versionId } = await scenario.project.outputs();
      assert.equal((await scenario.readSecret(PAIR)).versionId, versionId);
      assertNothingLeaked();
    });
  }

  it("leaves no file in the folder for temporary files that is about a key", async () => {
    await scenario.run(["destroy", "--yes", "--skip-preview"]);
    const left = readdirSync(join(scenario.project.folder, "tmp"), { recursive: true, encoding: "utf8" });
    assert.deepEqual(
      left.filter((name) => /pem|key|secret|core/i.test(name)),
      [],
    );
    assertNothingLeaked();
  });
});

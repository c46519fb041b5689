import * as assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { descendants, kill, pluginsOf } from "../kills/processes";
import { KEY_PROGRAM } from "../support/programs";
import { DEPLOYER, Scenario } from "../support/scenario";

const UP = ["up", "--yes", "--skip-preview"];
const with_ = (rotation: string) => ({
  KEY_PAIR: JSON.stringify({ secretName: "acme/private.pem", recoveryWindowInDays: 0, keepers: { rotation } }),
  API_KEY: JSON.stringify({ secretName: "acme/apikey", recoveryWindowInDays: 0, generate: {}, keepers: { rotation } }),
});

/** The CLI as a careful pipeline starts it: no core dumps, which whoever wants them could switch on again. */
const WITHOUT_CORE_DUMPS = `#!/bin/sh
ulimit -S -c 0
PATH="\${PATH#*:}"
export PATH
exec pulumi "$@"
`;

/** Loaded into the plugin alone: crashes the way a bug would, when the test says so. */
const CRASH_ON_SIGNAL = `
if (String(process.argv[1]).includes("dynamic-provider")) {
  process.on("SIGUSR2", () => {
    if (process.env.CRASH === "reject") void Promise.reject(new Error("crash on purpose"));
    else throw new Error("crash on purpose");
  });
}
`;

/**
 * The plugin crashes while it holds a value: what it prints and leaves must not hold the value. Out of our hands is an
 * operating system that is told to keep core dumps.
 */
describe("engine: the plugin crashes while it holds a value (promises 1, 8)", () => {
  const bin = mkdtempSync(join(tmpdir(), "partner-keys-bin-"));
  const preload = join(bin, "crash.cjs");
  let scenario: Scenario;

  before(async () => {
    writeFileSync(join(bin, "pulumi"), WITHOUT_CORE_DUMPS);
    chmodSync(join(bin, "pulumi"), 0o755);
    writeFileSync(preload, CRASH_ON_SIGNAL);
    const env = { PULUMI_NODEJS_TRANSPILE_ONLY: "true", NODE_OPTIONS: `--require ${preload}` };
    scenario = await Scenario.start({ program: KEY_PROGRAM, env, binFolder: bin });
    await scenario.run(["stack", "init", "dev"]);
    await scenario.up(with_("first"));
  });
  after(async () => {
    await scenario.close();
    rmSync(bin, { recursive: true });
  });

  /** Runs `up`, and `act` once a value is stored and not yet answered: the plugin still holds it. */
  async function upUntilStored(rotation: string, env: Record<string, string>, act: (cli: number) => void) {
    const run = await scenario.project.start(UP, { ...with_(rotation), ...env });
    let acted = false;
    scenario.server.hooks.atBoundary((edge, call) => {
      if (acted || edge !== "after" || call.accessKeyId !== DEPLOYER || call.operation !== "PutSecretValue") return;
      acted = true;
      act(run.pid);
    });
    const ended = await run.ended;
    scenario.server.hooks.atBoundary(undefined);
    assert.ok(acted, "no value was stored");
    return ended;
  }

  it("runs with the core limit of 0 it was given: nothing of ours raises it or asks for a dump", async () => {
    await upUntilStored("looked at", {}, (cli) => {
      const [plugin] = pluginsOf(cli);
      assert.ok(plugin !== undefined);
      const { command } = descendants(cli).find(({ pid }) => pid === plugin) ?? assert.fail();
      assert.doesNotMatch(command, /abort-on|heapsnapshot|report-|inspect/);
      // Where there is no /proc, the crashes below are the proof: they leave no file
      if (!existsSync("/proc/self/limits")) return;
      assert.match(readFileSync(`/proc/${plugin}/limits`, "utf8"), /^Max core file size +0 /m);
    });
  });

  const signal = (name: NodeJS.Signals) => (cli: number) => kill(pluginsOf(cli), name);
  for (const [what, env, crash] of [
    ["an uncaught exception", { CRASH: "throw" }, signal("SIGUSR2")],
    ["an unhandled rejection", { CRASH: "reject" }, signal("SIGUSR2")],
    ["an abort", {}, signal("SIGABRT")],
    ["a segmentation fault", {}, signal("SIGSEGV")],
  ] as const) {
    it(`leaks nothing through ${what}, and the next up converges`, async () => {
      const before = new Set(allFiles());
      const { code, output } = await upUntilStored(what, env, crash);
      if ("CRASH" in env) assert.match(output, /crash on purpose/);
      else assert.notEqual(code, 0, output);
      assert.deepEqual(
        allFiles().filter((name) => !before.has(name) && /(^|\/)(core|report|Heap)[^/]*$|heapsnapshot/.test(name)),
        [],
      );
      await scenario.up(with_(what)); // learns what was stored, before the crash too
      assert.match((await scenario.up(with_(what), "--refresh")).output, /3 unchanged/);
      scenario.sentinel.watchFolder(scenario.project.folder);
      scenario.sentinel.assertNothingLeaked();
    });
  }

  it("would have found such a file", () => {
    mkdirSync(join(scenario.project.project, "crash"));
    writeFileSync(join(scenario.project.project, "crash", "core.1"), "");
    assert.ok(allFiles().some((name) => /(^|\/)core[^/]*$/.test(name)));
  });

  function allFiles(): string[] {
    return readdirSync(scenario.project.folder, { recursive: true, encoding: "utf8" }).filter(
      (name) => !name.includes("node_modules"),
    );
  }
});

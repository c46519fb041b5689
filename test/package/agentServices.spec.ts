import * as assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync, type ChildProcessWithoutNullStreams } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { REPOSITORY } from "../../workbench/repository";
import { RunningAgent } from "../support/agent";
import { LocalRotation, publicPemOf, rsaKeyPem } from "../support/signer/localRotation";

const EXAMPLE = join(REPOSITORY, "examples", "agent");
const SUPPORT = join(REPOSITORY, "test", "support", "services", "agent");
// In CI nothing is left out for want of a tool
const hasGo = process.env["CI"] === "true" || spawnSync("go", ["version"]).status === 0;

/** By language: makes a service with the client of the example, and gives its command line but for socket and URL. */
const SERVICES: Readonly<Record<string, (folder: string) => readonly [string, ...string[]]>> = {
  Python: () => ["python3", join(SUPPORT, "load.py"), EXAMPLE],
  ...(hasGo && {
    Go: (folder) => {
      cpSync(join(SUPPORT, "go"), folder, { recursive: true });
      mkdirSync(join(folder, "agent"));
      cpSync(join(EXAMPLE, "client.go"), join(folder, "agent", "client.go"));
      const env = { ...process.env, CGO_ENABLED: "0", GOWORK: "off", GOTOOLCHAIN: "local" };
      execFileSync("go", ["vet", "./..."], { cwd: folder, env, stdio: "pipe" });
      execFileSync("go", ["build", "-o", "load", "."], { cwd: folder, env, stdio: "pipe" });
      return [join(folder, "load")];
    },
  }),
};

for (const [language, make] of Object.entries(SERVICES))
  describe(`services: ${language} with the agent, under load`, () => {
    const [live, pending] = [rsaKeyPem(), rsaKeyPem()];
    const folder = mkdtempSync(join(tmpdir(), "agent-load-"));
    let command: readonly [string, ...string[]];
    let world: LocalRotation;
    let agent: RunningAgent;
    let service: ChildProcessWithoutNullStreams;
    let lines: string[];

    before(() => (command = make(folder)));
    after(() => rmSync(folder, { recursive: true }));
    beforeEach(async () => {
      world = await LocalRotation.start(live);
      world.partner.upload(publicPemOf(live));
      agent = new RunningAgent(world);
      assert.equal(await agent.start(), null, agent.stderr);
      const [file, ...args] = command;
      service = spawn(file, [...args, agent.socket, `${world.partner.url}/v1/orders`], {
        env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
      });
      lines = [];
      let rest = "";
      service.stdout.setEncoding("utf8").on("data", (text: string) => {
        const parts = (rest + text).split("\n");
        rest = parts.pop() ?? "";
        lines.push(...parts);
      });
    });
    afterEach(async () => {
      service.kill();
      await agent.close();
      await world.stop();
    });

    /** Until so many more requests have ended so. */
    const more = async (count: number, how = "200") => {
      const ended = () => lines.filter((line) => line === how).length;
      const enough = ended() + count;
      while (ended() < enough) {
        assert.equal(service.exitCode, null, "the service has ended");
        assert.deepEqual(
          [...new Set(lines)].filter((line) => !["200", "no agent"].includes(line)),
          [],
        );
        await sleep(20);
      }
    };
    const stop = async () => {
      const closed = once(service, "close");
      service.stdin.end();
      await closed;
      const counts = [...world.partner.executions.values()];
      assert.equal(Math.max(...counts), 1, "a request was executed twice");
      return { executed: counts.length, taken: lines.filter((line) => line === "200").length };
    };

    it("a rotation of a partner with one slot: no request is refused", async () => {
      await more(30);
      const from = await world.live();
      const to = await world.stage(pending);
      await more(30);
      world.partner.upload(publicPemOf(pending));
      await more(60);
      await world.promote(to, from);
      await more(30);
      world.partner.upload(publicPemOf(live)); // somebody pastes the old one again
      await more(60);
      const { executed, taken } = await stop();
      assert.deepEqual([...new Set(lines)], ["200"]);
      assert.equal(executed, taken);
      assert.ok(world.partner.refused > 0, "the partner refused a key, and nobody noticed");
    });

    for (const signal of ["SIGTERM", "SIGKILL"] as const)
      it(`a restart of the agent by ${signal}: what it has not signed was not sent, and nothing is sent twice`, async () => {
        await more(30);
        await agent.end(signal);
        await more(1, "no agent");
        assert.equal(await agent.start(), null, agent.stderr);
        await more(60);
        const { executed, taken } = await stop();
        assert.deepEqual([...new Set(lines)].sort(), ["200", "no agent"]);
        assert.equal(executed, taken, "a request was executed, and its caller does not know");
        assert.equal(world.partner.refused, 0);
      });
  });

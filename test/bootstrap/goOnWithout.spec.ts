import * as assert from "node:assert/strict";
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { temporaryFolder } from "./temporaryFolder";

type Make = (cache: string, env: NodeJS.ProcessEnv) => Promise<void>;

describe("what the tests can do without", () => {
  const root = temporaryFolder();
  const withPath = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
    PATH: [join(root(), "path"), dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter),
    ...more,
  });

  const tools: [string, string, RegExp, Make][] = [
    [
      "moto, by a python3 without venv",
      "python3",
      /^the tests do without moto [^]*no luck/,
      async (cache, env) => {
        const { MOTO_SERVER, pythonTool } = await import("../../scripts/bootstrap/pythonTool.mjs");
        await pythonTool(cache, MOTO_SERVER, env);
      },
    ],
    [
      "a newer Node, by an npm without a network",
      "npm",
      /^the tests do not run on node 22: [^]*no luck/,
      async (cache, env) => (await import("../../scripts/bootstrap/newerNode.mjs")).newerNode(cache, 22, env),
    ],
  ];
  for (const [what, command, reason, make] of tools) {
    it(`${what}, is done without, except in CI`, async () => {
      mkdirSync(join(root(), "path"));
      writeFileSync(join(root(), "path", command), "#!/bin/sh\necho no luck >&2; exit 1\n");
      chmodSync(join(root(), "path", command), 0o755);
      await make(root(), withPath());
      const [marker = ""] = readdirSync(root()).filter((name) => name.endsWith(".unavailable"));
      assert.match(readFileSync(join(root(), marker), "utf8"), reason);
      await assert.rejects(make(root(), withPath({ CI: "true" })), /no luck[^]*needed because CI=true/);
    });
  }
});

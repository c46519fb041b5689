import * as assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "./temporaryFolder";

describe("tests that were listed and are not there when their job runs", () => {
  const folder = temporaryFolder();
  const { signal } = new AbortController();
  const spec = (...rows: [title: string, body: string][]): void => {
    const text = rows.map(([title, body]) => `describe("${title}", () => it("is run", () => { ${body} }));\n`);
    writeFileSync(join(folder(), "test", "unit", "any.spec.ts"), text.join(""));
  };
  /** Lists one file, then runs what it was, as another. */
  async function runAfter(edit: () => void) {
    const { listRows, jobsOf, runJob } = await import("../../scripts/test/jobs.mjs");
    const [job] = jobsOf(await listRows(folder(), ["unit"], signal));
    assert.ok(job);
    edit();
    const listener = { passed: () => undefined, failed: () => undefined };
    const options = { env: process.env, deadline: undefined, verbose: false, signal };
    const { passed, failed, left, problem } = await runJob(folder(), job, options, listener);
    return { passed, failed, left, problem };
  }
  beforeEach(() => {
    mkdirSync(join(folder(), "test", "unit"), { recursive: true });
    writeFileSync(join(folder(), "tsconfig.json"), JSON.stringify({ compilerOptions: { module: "CommonJS" } }));
    spec(["one", ""], ["two", ""], ["three", ""]);
  });

  it("are failures, told in one line", async () => {
    assert.deepEqual(await runAfter(() => spec(["one", ""], ["second", ""])), {
      passed: 1,
      failed: 2,
      left: 0,
      problem: "test/unit/any.spec.ts: 2 of the listed tests were not found; was a file edited while the tests run?",
    });
  });

  it("are not told beside a failure, which may have ended the job early", async () => {
    const { failed, problem } = await runAfter(() => spec(["one", "throw new Error('no luck')"]));
    assert.deepEqual({ failed, problem }, { failed: 1, problem: undefined });
  });
});

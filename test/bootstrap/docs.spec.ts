import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";
import { temporaryFolder } from "./temporaryFolder";

const OLD = "of the last whole run";

describe("npm run docs", () => {
  const root = temporaryFolder();
  const write = (path: string, text: string): void => writeFileSync(join(root(), path), text);
  const read = (path: string): string => readFileSync(join(root(), path), "utf8");
  const docs = (...args: string[]) => {
    const options = { cwd: root(), encoding: "utf8" } as const;
    const { status, stderr } = spawnSync(process.execPath, ["scripts/docs.mjs", ...args], options);
    return { status, stderr };
  };
  const page = (path: string, ...names: string[]): void =>
    write(
      `docs/${path}`,
      names.map((name) => `<!-- made by npm run docs ${name} -->\n\n${OLD}\n\n<!-- end of ${name} -->\n`).join("\n"),
    );
  const rows = (): void => {
    write("rows/faults-create.json", JSON.stringify([{ operation: "create", seen: "", converged: true }]));
    const kill = { operation: "create", kill: "SIGKILL", boundaries: 2, moments: 1, survived: 3 };
    write("rows/kills-create.json", JSON.stringify({ seed: 7, rows: [kill] }));
    const judged = { kind: "RSA", form: "pkcs1", judge: "openssl" };
    for (const half of ["private", "public", "signed"]) write(`rows/judged-${half}.json`, JSON.stringify([judged]));
    const shape = { shape: "pnpm", versions: "Node 22", tried: "up", result: "works" };
    write("rows/shapes.json", JSON.stringify([shape]));
    const flags = ["--kind", "ec", "--json", "rows/bench.json", "--repeat", "2"];
    write("rows/bench.json", JSON.stringify({ flags, text: "it is fast" }));
  };
  /** Stands for what takes hours. */
  const tests = (code: string): void => write("scripts/test.mjs", code);

  beforeEach(() => {
    for (const folder of ["docs/evidence", "scripts", "node_modules", "rows", "workbench", "toolchain"])
      mkdirSync(join(root(), folder), { recursive: true });
    symlinkSync(join(REPOSITORY, "node_modules", "prettier"), join(root(), "node_modules", "prettier"));
    for (const path of [
      "scripts/docs.mjs",
      "scripts/docs",
      "scripts/mutation",
      "toolchain/versions.mjs",
      "workbench/arguments.cjs",
      "workbench/table.cjs",
    ])
      cpSync(join(REPOSITORY, path), join(root(), path), { recursive: true });
    for (const name of ["faults", "kills", "key-forms"]) page(`evidence/${name}.md`, name);
    page("evidence/benchmarks.md", "rsa", "ec");
    page("project-shapes.md", "shapes");
    page("testing.md", "faults", "kills");
    write("scripts/bootstrap.mjs", "");
    tests(`console.error("hours of tests")`);
  });

  for (const [args, problem] of [
    [["--rows"], /^docs: Option '--rows <value>' argument missing; allowed: settings .* --rows FOLDER\n$/],
    [["--row", "rows"], /^docs: Unknown option '--row'; allowed: settings .* --rows FOLDER\n$/],
    [["faults", "everything"], /^docs: unknown name everything; allowed: settings .*\n$/],
    [["--rows", "rows", "faults", "kills"], /^docs: --rows: is for one name\n$/],
  ] as const) {
    it(`refuses ${args.join(" ")} in one line`, () => {
      const { status, stderr } = docs(...args);
      assert.equal(status, 1);
      assert.match(stderr, problem);
    });
  }

  it("writes nothing where a tier left no rows", () => {
    rows();
    rmSync(join(root(), "rows/kills-create.json"));
    const { status, stderr } = docs("kills", "--rows", "rows");
    assert.equal(status, 1);
    assert.match(stderr, /^docs: there is no kills-\*\.json in .*rows: nothing is written\n$/);
    assert.match(read("docs/evidence/kills.md"), new RegExp(OLD));
  });

  it("writes nothing where a page has no place for it", () => {
    rows();
    write("docs/testing.md", "");
    write("docs/project-shapes.md", "");
    assert.match(docs("shapes", "--rows", "rows").stderr, /^docs: docs\/project-shapes\.md has no block <!-- made by/);
    assert.equal(read("docs/project-shapes.md"), "");
  });

  it("writes nothing where the tests broke off, and leaves nothing of them", () => {
    rows();
    tests(`
      import { cpSync } from "node:fs";
      cpSync("rows", process.env.TABLES, { recursive: true });
      process.exitCode = 1;`);
    assert.deepEqual(docs("faults"), {
      status: 1,
      stderr: "docs: test.mjs faults ended with 1: nothing is written\n",
    });
    assert.match(read("docs/evidence/faults.md"), new RegExp(OLD));
    assert.deepEqual(readdirSync(join(root(), "node_modules")), ["prettier"]);
  });

  it("runs the tests that it is made of, once the machine is ready", () => {
    rows();
    write("scripts/bootstrap.mjs", `import { writeFileSync } from "node:fs"; writeFileSync("ready", process.argv[2]);`);
    tests(`
      import { cpSync, readFileSync } from "node:fs";
      if (readFileSync("ready", "utf8") === "--tests") cpSync("rows", process.env.TABLES, { recursive: true });`);
    assert.deepEqual(docs("faults", "kills"), { status: 0, stderr: "" });
    for (const name of ["evidence/faults", "evidence/kills", "testing"])
      assert.doesNotMatch(read(`docs/${name}.md`), new RegExp(OLD));
  });

  const made: readonly (readonly [name: string, page: string, text: RegExp])[] = [
    ["faults", "evidence/faults.md", /^Cases: 1, survived: 1, lost: 0$/m],
    ["faults", "testing.md", /^\| create +\| 1 +\| 1 +\| 0 +\|$/m],
    ["kills", "evidence/kills.md", /^Kill points: 3 \(2 at calls, 1 at random moments\), survived: 3, lost: 0$/m],
    ["kills", "testing.md", /^\| create +\| 3 +\| 3 +\| 0 +\|$/m],
    ["key-forms", "evidence/key-forms.md", /^## Public forms[^]*^\| `pkcs1` +\| openssl +\|$/m],
    ["shapes", "project-shapes.md", /^Pulumi CLI [^]*^\| pnpm +\| Node 22 +\| up +\| works +\|$/m],
    ["ec", "evidence/benchmarks.md", /^npm run bench -- --kind ec --repeat 2$[^]*^it is fast$/m],
  ];
  for (const [name, path, text] of made) {
    it(`writes ${name} of an earlier run into ${path}, and nothing else there`, () => {
      rows();
      const blocks = (read(`docs/${path}`).match(new RegExp(OLD, "g")) ?? []).length;
      assert.deepEqual(docs(name, "--rows", "rows"), { status: 0, stderr: "" });
      assert.match(read(`docs/${path}`), text);
      assert.equal((read(`docs/${path}`).match(new RegExp(OLD, "g")) ?? []).length, blocks - 1);
    });
  }
});

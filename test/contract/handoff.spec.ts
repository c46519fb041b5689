import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { handoffOutput } from "../support/handoffs";
import { bundledCommand, partnerKeys, type CommandRun, type Surroundings } from "../support/partnerKeys";

const OUTPUTS = JSON.stringify({ handoffData: handoffOutput(), other: 1 });
const WHERE = "note: account 123456789012, region us-east-1: acme production\n";
/** Without what depends on when a page was made. */
const timeless = (page: string) => page.replace(/<time.*?<\/time>|<rect.*?>/g, "");

describe("partner-keys handoff", () => {
  let folder: string;
  let bin: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "handoff-"));
    bin = join(folder, "bin");
    mkdirSync(bin);
    writeFileSync(join(folder, "outputs.json"), OUTPUTS);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const env = () => ({ PATH: [bin, dirname(process.execPath)].join(delimiter) });
  const handoff = (args: readonly string[], surroundings: Surroundings = {}): Promise<CommandRun> =>
    partnerKeys(["handoff", ...args], env(), { cwd: folder, ...surroundings });
  /** A `pulumi` that writes down how it is called. */
  function pulumi(script: string): void {
    writeFileSync(join(bin, "pulumi"), `#!/bin/sh\necho "$@" > "${folder}/asked"\n${script}\n`);
    chmodSync(join(bin, "pulumi"), 0o755);
  }

  it("makes a page of a file, of stdin and of what the pulumi on PATH prints: the same", async () => {
    pulumi('/bin/cat outputs.json; echo "warning: an update is there" >&2');
    const runs = [
      await handoff(["--stack-outputs", "outputs.json"]),
      await handoff(["--stack-outputs", "-"], { stdin: OUTPUTS }),
      await handoff([]),
      await handoff(["--stack", "production"]),
    ];
    for (const { code, stdout, stderr } of runs) {
      assert.deepEqual([code, stderr], [0, WHERE]);
      assert.match(stdout, /^<!doctype html>\n[^]*<\/html>\n$/);
      assert.equal(timeless(stdout), timeless(runs[0]?.stdout ?? ""));
    }
    assert.equal(readFileSync(join(folder, "asked"), "utf8"), "stack export --non-interactive --stack production\n");
  });

  it("prints markdown and text", async () => {
    const markdown = await handoff(["--stack-outputs", "outputs.json", "--format", "markdown"]);
    assert.match(markdown.stdout, /^## Upload the pending key of acme production to the partner\.\n/);
    const text = await handoff(["--stack-outputs", "outputs.json", "--format", "text"]);
    assert.match(text.stdout, /^Upload the pending key of acme production to the partner\.\nThe pending key is /);
    assert.match(text.stdout, /\n4\. Then: pulumi up\n$/);
  });

  it("has every component of a stack, or the one that is asked for", async () => {
    const globex = handoffOutput({ component: "globex", at: { partner: "globex" } });
    const stdin = JSON.stringify({ acme: handoffOutput(), globex });
    const both = await handoff(["--stack-outputs", "-", "--format", "text"], { stdin });
    assert.match(both.stdout, /of acme production[^]*\n\nUpload the pending key of globex production/);
    const one = await handoff(["--stack-outputs", "-", "--format", "text", "--component", "globex"], { stdin });
    assert.doesNotMatch(one.stdout + one.stderr, /acme production/);
    const none = await handoff(["--stack-outputs", "-", "--component", "initech"], { stdin });
    assert.deepEqual(
      [none.code, none.stdout, none.stderr],
      [2, "", 'error: looking for a component of the stack: there is no component "initech", allowed: acme, globex\n'],
    );
  });

  it("writes a new file, and over one that exists only with --force", async () => {
    const args = ["--stack-outputs", "outputs.json", "--out", "page.html"];
    const made = await handoff(args);
    assert.deepEqual([made.code, made.stdout, made.stderr], [0, "", `${WHERE}note: page.html was written\n`]);
    const page = readFileSync(join(folder, "page.html"), "utf8");
    assert.match(page, /^<!doctype html>/);
    writeFileSync(join(folder, "page.html"), "mine");
    const refused = await handoff(args);
    assert.equal(refused.code, 2);
    assert.equal(
      refused.stderr,
      `${WHERE}error: writing page.html: there is a file already, nothing was written\nhint: pass --force to write over it\n`,
    );
    assert.equal(readFileSync(join(folder, "page.html"), "utf8"), "mine");
    assert.equal((await handoff([...args, "--force"])).code, 0);
    assert.equal(timeless(readFileSync(join(folder, "page.html"), "utf8")), timeless(page));
  });

  it("follows no link to a file that is not there, and names a folder that is not", async () => {
    symlinkSync(join(folder, "elsewhere"), join(folder, "link.html"));
    const linked = await handoff(["--stack-outputs", "outputs.json", "--out", "link.html"]);
    assert.deepEqual([linked.code, existsSync(join(folder, "elsewhere"))], [2, false]);
    for (const [out, why] of [
      ["none/page.html", "there is no such folder"],
      ["outputs.json/page.html", "a part of the path is no folder"],
    ] as const) {
      const { code, stderr } = await handoff(["--stack-outputs", "outputs.json", "--out", out]);
      assert.deepEqual([code, stderr], [2, `${WHERE}error: writing ${out}: ${why}\n`]);
    }
    const over = await handoff(["--stack-outputs", "outputs.json", "--out", "bin", "--force"]);
    assert.match(over.stderr, /error: writing bin: it is a folder\nhint: name a file in it\n$/);
  });

  it("refuses a key of another account before anything is written", async () => {
    const args = ["--stack-outputs", "outputs.json", "--account", "210987654321", "--out", "page.html"];
    const { code, stderr } = await handoff(args);
    assert.equal(code, 3);
    assert.equal(
      stderr,
      "error: looking where the key of acme production is kept: in account 123456789012, and --account names 210987654321; nothing was written\n" +
        "hint: choose the stack of the right account (--stack)\n",
    );
    assert.ok(!existsSync(join(folder, "page.html")));
  });

  const FROM = "error: reading the outputs of the stack from";
  const ROWS: readonly (readonly [what: string, args: readonly string[], script: string, stderr: string])[] = [
    [
      "no pulumi on PATH",
      [],
      "",
      `${FROM} pulumi: there is no pulumi on PATH\nhint: install the CLI of Pulumi, or pass --stack-outputs\n`,
    ],
    [
      "a pulumi that has no stack",
      [],
      `echo 'error: no stack selected; please use pulumi stack select' >&2; exit 255`,
      `${FROM} pulumi: no stack selected; please use pulumi stack select\nhint: run it in the folder of Pulumi.yaml, with --stack, or pass --stack-outputs\n`,
    ],
    [
      "a pulumi that says nothing",
      [],
      "exit 3",
      `${FROM} pulumi: it ended with 3\nhint: run it in the folder of Pulumi.yaml, with --stack, or pass --stack-outputs\n`,
    ],
    [
      "a file that is not there",
      ["--stack-outputs", "none.json"],
      "",
      `${FROM} none.json: ENOENT\nhint: name a file that pulumi stack export or pulumi stack output --json was written to\n`,
    ],
    [
      "an empty stdin",
      ["--stack-outputs", "-"],
      "",
      `${FROM} stdin: it is empty\nhint: pulumi stack export prints it\n`,
    ],
    [
      "a file that is no JSON",
      ["--stack-outputs", "bin/pulumi"],
      "exit 0",
      `${FROM} bin/pulumi: it is no JSON\nhint: pulumi stack export prints it\n`,
    ],
    [
      "a stack of another program",
      [],
      `echo '{"url":"x"}'`,
      "error: reading the outputs of the stack: none of them is a hand-off of this package\nhint: name the stack that has it, or pass what pulumi stack export printed, after a pulumi up with this version\n",
    ],
    [
      "an unknown format",
      ["--format", "pdf"],
      "",
      'error: reading the command line: --format: "pdf" is not allowed, allowed: "html", "markdown", "text"\nhint: partner-keys help <command>\n',
    ],
  ];
  for (const [what, args, script, message] of ROWS)
    it(`has one message for ${what}, and writes nothing`, async () => {
      if (script !== "") pulumi(script);
      const { code, stdout, stderr } = await handoff(args);
      assert.deepEqual([code, stdout, stderr], [2, "", message]);
    });

  it("ends without a word where the reader of the pipe is gone", async () => {
    const { file } = await bundledCommand();
    const many = JSON.stringify(
      Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`k${i}`, handoffOutput({ component: `k${i}` })])),
    );
    writeFileSync(join(folder, "many.json"), many);
    const child = spawn(process.execPath, [file, "handoff", "--stack-outputs", "many.json"], {
      cwd: folder,
      env: env(),
    });
    child.stdout.destroy();
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const [code] = (await once(child, "close")) as [number | null];
    assert.equal(code, 141);
    assert.doesNotMatch(stderr, /error/);
  });
});

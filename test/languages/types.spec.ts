import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";
import { golang, python, type Language } from "../support/languages/language";

/** A way to misspell the example, and what the checker of the language says. */
type Row = readonly [what: string, from: RegExp, to: string, says: RegExp];

const inPython = python();
if (inPython !== undefined)
  checked(
    inPython,
    "__main__.py",
    // What is installed is looked at for its types alone
    ["python", "-m", "mypy", "--strict", "--follow-imports=silent", "__main__.py"],
    [
      ["a misspelt argument", /rotation=/, "rotatoin=", /Unexpected keyword argument "rotatoin"/],
      ["a value of another type", /partner="acme"/, "partner=7", /No overload variant|incompatible type/],
      ["an output that there is not", /acme\.handoff/, "acme.hand_off", /has no attribute "hand_off"/],
    ],
  );

const inGo = golang();
if (inGo !== undefined)
  checked(
    inGo,
    "main.go",
    ["go", "vet", "."],
    [
      ["a misspelt argument", /Rotation: /, "Rotatoin: ", /unknown field Rotatoin/],
      ["a value of another type", /pulumi\.String\("acme"\)/, "7", /cannot use 7/],
      ["an output that there is not", /acme\.Handoff/, "acme.HandOff", /acme\.HandOff undefined/],
    ],
  );

function checked(
  language: Language,
  file: string,
  command: readonly [string, ...string[]],
  rows: readonly Row[],
): void {
  describe(`languages: types of the SDK for ${language.name}`, () => {
    const folder = mkdtempSync(join(tmpdir(), "partner-keys-types-"));
    const check = () => {
      const [program, ...args] = command;
      const env = {
        ...process.env,
        ...language.env,
        MYPYPATH: "lib",
        PATH: `${language.path}${delimiter}${process.env["PATH"] ?? ""}`,
      };
      const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, env, encoding: "utf8" });
      return { status, output: stdout + stderr };
    };
    let example: string;

    before(() => {
      cpSync(join(REPOSITORY, "examples", language.name), folder, { recursive: true });
      language.install(folder);
      example = readFileSync(join(folder, file), "utf8");
    });
    after(() => rmSync(folder, { recursive: true }));

    it("are right in the example", () => {
      const { status, output } = check();
      assert.equal(status, 0, output);
    });

    for (const [what, from, to, says] of rows)
      it(`find ${what}`, () => {
        assert.match(example, from);
        writeFileSync(join(folder, file), example.replace(from, to));
        const { status, output } = check();
        assert.notEqual(status, 0);
        assert.match(output, says);
      });
  });
}

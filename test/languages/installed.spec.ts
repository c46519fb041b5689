import * as assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";
import { golang, yaml, type Language } from "../support/languages/language";
import { goProgram, PLUGINS, startIn, writeProgram, yamlProgram } from "../support/languages/programIn";
import type { Scenario } from "../support/scenario";

const PLUGIN = join(REPOSITORY, "dist", "languages");
const { version } = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8")) as { version: string };
const ACME = {
  acme: {
    type: "partnerkeys:PartnerCredentials",
    properties: { partner: "acme", environment: "sandbox", recoveryWindowInDays: 0 },
  },
};

/** The same in Go. */
const GO = `
package main

import (
	"example.com/pulumi-partnerkeys/sdk/go/partnerkeys"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		_, err := partnerkeys.NewPartnerCredentials(ctx, "acme", &partnerkeys.PartnerCredentialsArgs{
			Partner: pulumi.String("acme"), Environment: pulumi.String("sandbox"), RecoveryWindowInDays: pulumi.Int(0),
		})
		return err
	})
}
`;

const inYaml = yaml();
if (inYaml !== undefined) {
  describe("languages: where the plugin lies", () => installed(inYaml));
  missing(inYaml, (plugins) => yamlProgram(ACME, { plugins }));
}
const inGo = golang();
if (inGo !== undefined) missing(inGo, (plugins) => goProgram(GO, plugins));

function installed(language: Language): void {
  let scenario: Scenario;
  before(async () => {
    scenario = await startIn(language, yamlProgram(ACME, {}));
  });
  after(() => scenario.close());

  it("on PATH, as npm puts it there for a script", async () => {
    const bin = join(scenario.project.project, "node_modules", ".bin");
    const { output } = await scenario.project.bash(`PATH="${bin}:$PATH" pulumi up --yes --skip-preview`);
    assert.match(output, /\+ 4 created/);
  });

  it("among the engine's plugins, installed from a folder of the package", async () => {
    const args = ["plugin", "install", "resource", "partnerkeys", version, "--file", PLUGIN];
    await scenario.run(args);
    const { output } = await scenario.run(["preview", "--expect-no-changes"]);
    assert.match(output, /4 unchanged/);
    await scenario.run(["destroy", "--yes", "--skip-preview"]);
    assert.deepEqual(await scenario.secretNames(), []);
  });
}

function missing(language: Language, program: (plugins: object) => Readonly<Record<string, string>>): void {
  describe(`languages: what is missing beside a program in ${language.name}`, () => missingBeside(language, program));
}

function missingBeside(language: Language, program: (plugins: object) => Readonly<Record<string, string>>): void {
  const folder = mkdtempSync(join(tmpdir(), "partner-keys-plugin-"));
  let scenario: Scenario;
  before(async () => {
    cpSync(PLUGIN, folder, { recursive: true });
    scenario = await startIn(language, program(PLUGINS));
    await scenario.up();
    writeProgram(scenario, program({ providers: [{ name: "partnerkeys", path: folder }] }));
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await scenario.close();
  });
  const modules = (...path: readonly string[]) => join(scenario.project.project, "node_modules", ...path);
  const refused = async () => {
    const { code, output } = await scenario.attempt(["preview"]);
    assert.notEqual(code, 0, output);
    // The engine wraps what it shows
    return output.replace(/\s+/g, " ");
  };

  it("a package of another version than the plugin is refused, with both", async () => {
    const file = join(folder, "schema.json");
    const schema = readFileSync(file, "utf8");
    writeFileSync(file, schema.replace(`"version": "${version}"`, '"version": "9.9.9"'));
    const output = await refused();
    writeFileSync(file, schema);
    assert.ok(
      output.includes(`it is version ${version}, and the plugin that Pulumi started is version 9.9.9 (${folder}`),
    );
    assert.ok(output.includes("give both the same version: npm install pulumi-partner-keys@9.9.9 there"), output);
  });

  it("without the package it is named, with the folder and the way out", async () => {
    rmSync(modules("pulumi-partner-keys"));
    const output = await refused();
    assert.match(
      output,
      /loading pulumi-partner-keys from \S+project: Pulumi's plugin process, .* would not find it; add it to/,
    );
  });

  it("without Pulumi's SDK that is named", async () => {
    rmSync(modules("@pulumi"));
    assert.match(
      await refused(),
      /loading @pulumi\/pulumi from \S+project: Pulumi's plugin process, .* would not find it/,
    );
  });
}

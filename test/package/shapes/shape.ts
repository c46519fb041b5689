import * as assert from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../../workbench/repository";
import { row } from "../../support/row";
import { Scenario } from "../../support/scenario";
import { writeFiles } from "../../support/installed";

export type Files = Readonly<Record<string, string | object>>;

/** A way in which people set up a project, and what of it is tried. */
export interface Shape {
  /** As in the table of docs/project-shapes.md. */
  readonly name: string;
  /** What a project of this shape needs that others do not; for the table. */
  readonly needs?: string;
  /** Whether `npm test` has it too. */
  readonly sampled?: true;
  /** Makes the project, in an empty folder or where it was installed; returns the folder in which Pulumi runs. */
  readonly project: (empty: string) => string;
  /** Environment of the CLI. */
  readonly env?: (project: string) => Readonly<Record<string, string>>;
  /** First on PATH, for another Node. */
  readonly binFolder?: string;
}

/** A project of these files, with `node_modules` of a real installation. */
export function withModules(modules: () => string, files: Files): Shape["project"] {
  return (empty) => {
    writeFiles(empty, { "package.json": { private: true }, ...files });
    symlinkSync(join(modules(), "node_modules"), join(empty, "node_modules"));
    return empty;
  };
}

/** What one row of docs/project-shapes.md says. */
export interface Tried {
  readonly shape: string;
  readonly versions: string;
  readonly tried: string;
  readonly result: string;
}

export const SECRET = "acme/signer.pem";

/** The program of every shape, as TypeScript and as an ES module. */
export const PROGRAM = `import { RsaKeyPair } from "pulumi-partner-keys";
import { PartnerCredentials } from "pulumi-partner-keys/stacks";
import { version } from "@pulumi/pulumi/version.js";

const signer = new RsaKeyPair("signer", { secretName: "${SECRET}", recoveryWindowInDays: 7 });
export const publicKeyPem = signer.publicKeyPem;
export const isInstance = [RsaKeyPair.isInstance(signer), PartnerCredentials.isInstance(signer)].join();
export const runsOn = \`Node \${process.versions.node}, SDK \${version}\`;
`;

/** The same as CommonJS. */
export const COMMON_JS = PROGRAM.replace(/import (\{.*?\}) from (".*?");/g, "const $1 = require($2);").replace(
  /export const (\w+) =/g,
  "exports.$1 =",
);

export function pulumiYaml(main?: string, options: Readonly<Record<string, unknown>> = {}): string {
  const runtime = Object.keys(options).length === 0 ? "nodejs" : { name: "nodejs", options };
  return JSON.stringify({ name: "shape", runtime, ...(main === undefined ? {} : { main }) }); // JSON is YAML
}

const tried: Tried[] = [];
/** Written after the tests, where `TABLES` names a folder below the repository; `npm run docs shapes` reads it. */
export function tell(one: Tried): void {
  tried.push(one);
  const folder = process.env["TABLES"];
  if (folder === undefined) return;
  mkdirSync(join(REPOSITORY, folder), { recursive: true });
  writeFileSync(join(REPOSITORY, folder, "shapes.json"), JSON.stringify(tried));
}

/** A row: the project makes a key, finds nothing to do, and takes it away. */
export function shape(one: Shape): void {
  describe(`shape: ${one.name}`, () => {
    let scenario: Scenario;
    before(async () => {
      scenario = await emptyProject(one.binFolder);
    });
    after(() => scenario.close());

    const covers = one.sampled === true ? [`shape: ${one.name}`] : [];
    row("makes a key and takes it away", covers, async () => {
      await assertWorks(scenario, one, one.project(scenario.project.project));
    });
  });
}

/** Watched as every scenario is. */
export async function emptyProject(binFolder?: string): Promise<Scenario> {
  const scenario = await Scenario.start({ program: "", ...(binFolder === undefined ? {} : { binFolder }) });
  const { project } = scenario.project;
  rmSync(project, { recursive: true });
  mkdirSync(project);
  return scenario;
}

/** Tries a project in its folder, and tells the table. */
export async function assertWorks(scenario: Scenario, { name, needs, env }: Omit<Shape, "project">, folder: string) {
  const run = (...args: string[]) => scenario.run(["--cwd", folder, ...args], env?.(folder));
  await run("stack", "select", "--create", "dev");
  await run("up", "--yes", "--skip-preview");
  const outputs = JSON.parse((await run("stack", "output", "--json")).stdout) as Record<string, string>;
  const { value } = await scenario.readSecret(SECRET);
  assert.equal(createPublicKey(value).export({ type: "spki", format: "pem" }), outputs["publicKeyPem"]);
  assert.equal(outputs["isInstance"], "true,false");

  await run("destroy", "--yes", "--skip-preview");
  assert.deepEqual(await scenario.secretNames(), []);

  const result = needs === undefined ? "works" : `works: ${needs}`;
  tell({ shape: name, versions: String(outputs["runsOn"]), tried: "up, destroy", result });
}

/** Tries a project that cannot work: one sentence, before any call. */
export async function assertRefused(scenario: Scenario, folder: string, what: RegExp): Promise<void> {
  const run = (...args: string[]) => scenario.attempt(["--cwd", folder, ...args]);
  await run("stack", "select", "--create", "dev");
  const { code, output } = await run("up", "--yes", "--skip-preview");
  assert.notEqual(code, 0);
  assert.match(output, what);
  assert.ok(output.includes(folder), output);
  assert.deepEqual(scenario.operations(), []);
}

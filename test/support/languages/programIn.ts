import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../../workbench/repository";
import { Scenario, type ScenarioOptions } from "../scenario";
import type { Language } from "./language";

/** A plugin that lies in the program's node_modules, in the words of Pulumi.yaml. */
export const PLUGINS = { providers: [{ name: "partnerkeys", path: "node_modules/.bin" }] };

/** What a program in YAML consists of: JSON is YAML. */
export function yamlProgram(resources: object, more: object = { plugins: PLUGINS }): Readonly<Record<string, string>> {
  return { "Pulumi.yaml": JSON.stringify({ name: "scratch", runtime: "yaml", ...more, resources }) };
}

export function pythonProgram(text: string): Readonly<Record<string, string>> {
  const settings = { name: "scratch", runtime: "python", plugins: PLUGINS };
  return { "Pulumi.yaml": JSON.stringify(settings), "__main__.py": text };
}

/** A program in Go, with the modules of the example. */
export function goProgram(text: string, plugins: object = PLUGINS): Readonly<Record<string, string>> {
  const ofExample = (name: string) => readFileSync(join(REPOSITORY, "examples", "go", name), "utf8");
  const settings = { name: "scratch", runtime: "go", plugins };
  return {
    "Pulumi.yaml": JSON.stringify(settings),
    "go.mod": ofExample("go.mod"),
    "go.sum": ofExample("go.sum"),
    "main.go": text,
  };
}

/** A project whose program is in another language, with a stack. */
export async function startIn(
  { path, env, install }: Language,
  files: Readonly<Record<string, string>>,
  options: Omit<ScenarioOptions, "program" | "quick"> = {},
): Promise<Scenario> {
  const binFolder = [options.binFolder, path].filter((part) => part !== undefined).join(":");
  const scenario = await Scenario.start({
    ...options,
    program: "",
    quick: true,
    binFolder,
    env: { ...env, ...options.env },
  });
  writeProgram(scenario, files);
  install(scenario.project.project);
  await scenario.run(["stack", "init", "production"]);
  return scenario;
}

export function writeProgram(scenario: Scenario, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(scenario.project.project, name), text);
}

/** For a language whose programs cannot read the environment: writes the program anew for the environment of each run. */
export function writeForEachRun(
  { project }: Scenario,
  files: (env: Readonly<Record<string, string>>) => Readonly<Record<string, string>>,
): void {
  const start = project.start.bind(project);
  project.start = async (args, env) => {
    for (const [name, text] of Object.entries(files(env ?? {}))) writeFileSync(join(project.project, name), text);
    return start(args, env);
  };
}

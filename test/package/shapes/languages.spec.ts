import { newerNode } from "../../support/newerNode";
import { installedByNpm } from "../../support/installed";
import { COMMON_JS, PROGRAM, pulumiYaml, shape, withModules, type Files } from "./shape";

const NO_TYPESCRIPT = { typescript: false };
const ES_MODULE = { private: true, type: "module" };
const inProject = (files: Files) => withModules(() => installedByNpm(), files);
const tsconfig = (compilerOptions: object) => ({
  compilerOptions: { strict: true, target: "es2022", ...compilerOptions },
});

/** What `pulumi new typescript` wrote for years. */
const CLASSIC = tsconfig({ module: "commonjs", moduleResolution: "node", outDir: "bin" });

shape({
  name: "TypeScript, the tsconfig of Pulumi's older template (commonjs, node)",
  sampled: true,
  project: inProject({ "Pulumi.yaml": pulumiYaml(), "tsconfig.json": CLASSIC, "index.ts": PROGRAM }),
});

shape({
  name: "TypeScript without a tsconfig",
  project: inProject({ "Pulumi.yaml": pulumiYaml(), "index.ts": PROGRAM }),
});

shape({
  name: "TypeScript, moduleResolution bundler",
  project: inProject({
    "Pulumi.yaml": pulumiYaml(),
    "tsconfig.json": tsconfig({ module: "preserve", moduleResolution: "bundler" }),
    "index.ts": PROGRAM,
  }),
});

for (const [loader, more] of [
  ["--import tsx", ""],
  ["--loader ts-node/esm", " --no-warnings"],
] as const) {
  shape({
    name: `TypeScript as ES modules, nodeargs ${loader}`,
    project: inProject({
      "package.json": ES_MODULE,
      "Pulumi.yaml": pulumiYaml(undefined, { nodeargs: `${loader}${more}` }),
      "tsconfig.json": tsconfig({ module: "nodenext" }),
      "index.ts": PROGRAM,
    }),
  });
}

shape({
  name: "JavaScript, CommonJS",
  project: inProject({ "Pulumi.yaml": pulumiYaml(), "index.js": COMMON_JS }),
});

shape({
  name: "JavaScript, ES modules",
  project: inProject({ "package.json": ES_MODULE, "Pulumi.yaml": pulumiYaml(), "index.js": PROGRAM }),
});

shape({
  name: "main: a file in a folder (infra/main.ts)",
  project: inProject({ "Pulumi.yaml": pulumiYaml("infra/main.ts"), "infra/main.ts": PROGRAM }),
});

shape({
  name: "main: a folder with the compiled program (dist/)",
  project: inProject({ "Pulumi.yaml": pulumiYaml("dist/", NO_TYPESCRIPT), "dist/index.js": COMMON_JS }),
});

shape({
  name: "oldest SDK",
  needs: "the first that is allowed",
  project: withModules(() => installedByNpm({ "@pulumi/pulumi": "3.139.0" }), {
    "Pulumi.yaml": pulumiYaml(),
    "index.js": COMMON_JS,
  }),
});

for (const major of [22, 24, 26] as const) {
  const newer = newerNode(major);
  if (newer === undefined) continue;
  shape({
    name: `TypeScript that Node ${major} strips of its types, newest SDK`,
    needs: "with runtime option typescript: false",
    binFolder: newer.binFolder,
    project: withModules(() => installedByNpm({ "@pulumi/pulumi": newer.sdk }), {
      "package.json": ES_MODULE,
      "Pulumi.yaml": pulumiYaml("index.ts", NO_TYPESCRIPT),
      "index.ts": PROGRAM,
    }),
  });
}

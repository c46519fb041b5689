import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { madeReady } from "../../../workbench/madeReady";
import { REPOSITORY } from "../../../workbench/repository";

/** A language that programs are written in, where this machine can run them. */
export interface Language {
  readonly name: "python" | "yaml" | "go";
  /** Goes first on PATH. */
  readonly path: string;
  /** Environment of each run. */
  readonly env: Readonly<Record<string, string>>;
  /** Puts beside the program what its users have installed. */
  readonly install: (folder: string) => void;
}

const host = (name: Language["name"]) => madeReady(`pulumi-language-${name}`, `languageHostBin("${name}")`);

/** Undefined where bootstrap could not make it ready on this machine: then say so and define no test. */
export function python(): Language | undefined {
  const folders = [host("python"), madeReady("pulumi's sdk for python", "pulumiPythonBin()")];
  const [bin, venv] = folders;
  if (bin === undefined || venv === undefined || !hasSdkWriter()) return undefined;
  return {
    name: "python",
    path: [bin, venv].join(delimiter),
    env: { PYTHONPATH: "lib", PYTHONDONTWRITEBYTECODE: "1" },
    install: (folder) => {
      const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-index"];
      const args = [...pip, "--no-build-isolation", "--target", join(folder, "lib"), sdk("python")];
      execFileSync(join(venv, "python"), args, { stdio: "pipe" });
    },
  };
}

/** As {@link python}. */
export function yaml(): Language | undefined {
  const bin = host("yaml");
  return bin === undefined ? undefined : { name: "yaml", path: bin, env: {}, install: () => undefined };
}

/** As {@link python}. Its programs are compiled for each run, and fetch their modules where Go has not done so yet. */
export function golang(): Language | undefined {
  const bin = host("go");
  if (bin === undefined || !hasSdkWriter()) return undefined;
  const asGoWasSetUp = ["GOPROXY", "GOSUMDB", "GOFLAGS", "GOMODCACHE", "GOCACHE"].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    name: "go",
    path: bin,
    env: Object.fromEntries(asGoWasSetUp),
    install: (folder) => cpSync(sdk("go"), join(folder, "sdks", "partnerkeys"), { recursive: true }),
  };
}

function hasSdkWriter(): boolean {
  return madeReady("the sdk writer", "sdkWriter()") !== undefined;
}

const sdks = new Map<string, string>();

/** Folder of what `npm run sdk` writes; once for each language. */
function sdk(language: string): string {
  const known = sdks.get(language);
  if (known !== undefined) return known;
  const folder = mkdtempSync(join(tmpdir(), `partner-keys-sdk-`));
  execFileSync(process.execPath, [join(REPOSITORY, "scripts", "sdk.mjs"), language, folder], { stdio: "pipe" });
  sdks.set(language, folder);
  return folder;
}

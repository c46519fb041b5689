import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";

const INSTALL_LIMIT_MS = 300_000;
const QUIET = ["--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"];

/** What a project that uses the package installs besides it; the versions are those the package is developed with. */
export const BESIDES = {
  "@pulumi/pulumi": "3.248.0",
  typescript: "5.9.3",
  "ts-node": "10.9.2",
  tsx: "4.23.15",
  "@types/node": "20.19.43",
};

export interface Packed {
  readonly tarball: string;
  readonly files: readonly { readonly path: string }[];
}

let folder: string | undefined;
let packed: Packed | undefined;
const installations = new Map<string, string>();

/**
 * A folder of this process for what its tests install. It goes with all temporary files, when the process is gone: to
 * remove it takes minutes, and the runner takes a process that stays so long for one that left something open.
 */
function place(): string {
  return (folder ??= mkdtempSync(join(tmpdir(), "partner-keys-package-")));
}

/** Another program than node in a folder, for example a package manager, as a developer runs it. */
export function runIn(folder: string, command: string, ...args: readonly string[]): string {
  // Where CI is set, pnpm and yarn do not write a lock file: pnpm.io/cli/install, --frozen-lockfile; yarn's enableImmutableInstalls
  const env = { ...process.env, CI: undefined };
  const options = { cwd: folder, env, encoding: "utf8", timeout: INSTALL_LIMIT_MS, stdio: "pipe" } as const;
  return execFileSync(command, [...args], options);
}

/** What `npm pack` makes of the working copy. */
export function pack(): Packed {
  if (packed !== undefined) return packed;
  execFileSync(process.execPath, [join(REPOSITORY, "scripts", "build.mjs"), "--check"], { stdio: "pipe" });
  // dist/ is fresh: the build of `prepack` would only swap it under the feet of others
  const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", place(), ...QUIET];
  const [{ filename, files }] = JSON.parse(runIn(REPOSITORY, "npm", ...args)) as [
    { filename: string; files: Packed["files"] },
  ];
  return (packed = { tarball: join(place(), filename), files });
}

/** The working copy as one commit of a bare repository: what npm installs from a git URL, built by npm itself. */
export function gitUrl(): string {
  const bare = join(place(), "pulumi-partner-keys.git");
  const git = (...args: readonly string[]) =>
    runIn(REPOSITORY, "git", `--git-dir=${bare}`, `--work-tree=${REPOSITORY}`, "-c", "core.bare=false", ...args);
  runIn(place(), "git", "init", "--quiet", "--bare", "--initial-branch=main", bare);
  git("add", "--all");
  git("-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--quiet", "--no-verify", "-m", "all");
  return `git+file://${bare}`;
}

export function writeFiles(folder: string, files: Readonly<Record<string, string | object>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
  }
}

/**
 * A folder in which the tarball and what its users install besides were installed; once for each name.
 *
 * @param files of the folder before the installation, made of the specifier of the package
 * @param install the command of a package manager
 */
export function installed(
  name: string,
  files: (thePackage: string) => Readonly<Record<string, string | object>>,
  install: readonly [string, ...string[]],
): string {
  const known = installations.get(name);
  if (known !== undefined) return known;
  const made = join(place(), name);
  writeFiles(made, files(`file:${pack().tarball}`));
  runIn(made, ...install);
  installations.set(name, made);
  return made;
}

export const NPM_INSTALL = ["npm", "install", ...QUIET] as const;

/** As npm installs it for one project; shared by all tests that need no other. */
export function installedByNpm(besides: Readonly<Record<string, string>> = {}): string {
  const name = ["npm", ...Object.values(besides)].join("-");
  return installed(
    name,
    (thePackage) => ({
      "package.json": { private: true, dependencies: { "pulumi-partner-keys": thePackage, ...BESIDES, ...besides } },
    }),
    NPM_INSTALL,
  );
}

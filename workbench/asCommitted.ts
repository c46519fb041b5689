import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { REPOSITORY } from "./repository";

/** Not what `npm install`, `pulumi stack init` and `pulumi config set` leave in a working copy: the docs have one type them. */
export function isOfTheRepository(path: string): boolean {
  return !/^(node_modules|package-lock\.json|Pulumi\..+\.yaml)$/.test(basename(path));
}

/**
 * A stack file as it was committed. A reader edits his own, and Pulumi writes the salt of his passphrase into it. Outside
 * of a repository of git it is the file itself.
 */
export function committed(path: string): string {
  const { status, stdout } = spawnSync("git", ["show", `HEAD:./${path}`], { cwd: REPOSITORY, encoding: "utf8" });
  return status === 0 ? stdout : readFileSync(join(REPOSITORY, path), "utf8");
}

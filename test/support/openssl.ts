import { execFileSync } from "node:child_process";

export function openssl(args: readonly string[], input = ""): string {
  return execFileSync("openssl", args, { input, encoding: "utf8", stdio: ["pipe", "pipe", "pipe"] });
}

/**
 * What `openssl version` prints, or `undefined` where it is not installed: then leave its tests out, node-forge judges
 * the same keys. Unlike Python it is none of the tools that a machine has to have, in CI neither.
 */
export function opensslVersion(): string | undefined {
  try {
    return openssl(["version"]);
  } catch {
    console.log("openssl is not on PATH: its rows are left out");
    return undefined;
  }
}

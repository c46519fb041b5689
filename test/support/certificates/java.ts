import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** `false` where no JDK is installed: then leave its tests out, OpenSSL and Node judge the same. */
export function hasJava(): boolean {
  const isThere = spawnSync("javac", ["-version"]).status === 0;
  if (!isThere) console.log("javac is not on PATH: its rows are left out");
  return isThere;
}

/** SHA-1 and SHA-256 in hex of certificates that Java's CertificateFactory reads and verifies, by the names of their files. */
export function readByJava(files: Readonly<Record<string, string>>): ReadonlyMap<string, readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "partner-keys-java-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const printed = execFileSync("java", [join(__dirname, "ReadCertificates.java"), folder], { encoding: "utf8" });
    const lines = printed.trim().split("\n");
    return new Map(lines.map((line) => [line.split(" ")[0] ?? "", line.split(" ").slice(1)]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

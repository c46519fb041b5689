import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What ssh-keygen says of a file with this text, which only its owner can read and which is gone afterwards. */
export function sshKeygen(args: readonly string[], text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "partner-keys-ssh-"));
  try {
    const file = join(folder, "key");
    writeFileSync(file, text, { mode: 0o600 });
    return execFileSync("ssh-keygen", [...args, "-f", file], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether ssh-keygen is there. It is none of the tools that a machine has to have: then its rows are left out. */
export function hasSshKeygen(): boolean {
  try {
    sshKeygen(["-l"], "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl\n");
    return true;
  } catch {
    console.log("ssh-keygen is not on PATH: its rows are left out");
    return false;
  }
}

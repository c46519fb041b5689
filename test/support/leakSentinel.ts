import { createPublicKey } from "node:crypto";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readPrivateKey } from "../../resources/crypto/privateKey";
import { PRIVATE_FORMS } from "../../resources/crypto/keyPairs/privateForm";

/** Folders of a project that hold no output of a run, only links to sources and what is compiled from them. */
const SKIPPED = new Set(["node_modules", "dist"]);

/** Looks for private keys and API key values in everything a run leaves behind or prints. */
export class LeakSentinel {
  private readonly needles = new Set<string>();
  private readonly haystacks: { readonly where: string; readonly text: string }[] = [];

  /** A value that was stored: from now on it must be found nowhere. PEM lines are looked for one by one. */
  learn(value: string): void {
    for (const secret of secretsIn(value)) this.learnText(secret);
  }

  private learnText(secret: string): void {
    const known = publicPart(secret);
    for (const line of secret.split("\n").flatMap((whole) => whole.match(/.{1,64}/g) ?? [])) {
      const isPublic = known.includes(Buffer.from(line, "base64"));
      if (line.length >= 16 && !line.startsWith("-----") && !isPublic) this.needles.add(line);
    }
  }

  watchText(where: string, text: string): void {
    this.haystacks.push({ where, text });
  }

  watchFolder(folder: string): void {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const stat = lstatSync(path);
      if (stat.isSymbolicLink() || SKIPPED.has(name)) continue;
      if (stat.isDirectory()) this.watchFolder(path);
      else if (stat.isFile() && !path.endsWith(".ts")) this.watchText(path, readFileSync(path, "latin1"));
    }
  }

  assertNothingLeaked(): void {
    if (this.needles.size === 0) throw new Error("the leak sentinel learned no value: this scenario proves nothing");
    for (const { where, text } of this.haystacks) {
      if (text.includes("PRIVATE KEY-----")) throw new Error(`leak: a private key PEM in ${where}`);
      for (const needle of this.needles) {
        if (text.includes(needle)) throw new Error(`leak: a stored value (${needle.length} characters) in ${where}`);
      }
    }
  }
}

/** Of a JSON secret the private half, under whatever name, or else each text but a fingerprint. */
function secretsIn(value: string): readonly string[] {
  if (!value.startsWith("{")) return [value];
  const texts = Object.values(JSON.parse(value) as Record<string, string>);
  const keys = texts.filter((text) => readPrivateKey(text) !== undefined);
  return keys.length > 0 ? keys : texts.filter((text) => !text.startsWith("SHA256:"));
}

/** DER of the public half: a private key repeats it, and a line of nothing else is no secret (tags hold it too). */
function publicPart(secret: string): Buffer {
  const form = /^MI[A-Za-z0-9+/=]{100,}$|^MC4CAQAwBQYDK2Vw[A-Za-z0-9+/]+$/.test(secret)
    ? "pkcs8-base64"
    : secret.includes("OPENSSH PRIVATE KEY-----")
      ? "openssh"
      : secret.includes("PRIVATE KEY-----")
        ? "pkcs8"
        : undefined;
  if (form === undefined) return Buffer.alloc(0);
  return createPublicKey(PRIVATE_FORMS[form].read(secret)).export({ type: "spki", format: "der" });
}

import { execFileSync } from "node:child_process";
import { createPrivateKey, createPublicKey, verify, type KeyObject } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What a client made of the key files of a folder. */
export interface Reading {
  readonly version: string;
  /** Names of the files whose key it read, and it was the right one. */
  readonly files: readonly string[];
}

/** A client that reads private keys. A client is a row. */
interface Client {
  /** Prints `version` and a line for each file: name, `spki`, `ssh`, `signature` or `refused`, and base64. */
  readonly print: (folder: string) => string;
}

const run = (command: string, args: readonly string[], cwd?: string) =>
  execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], cwd });
const python = (name: string): Client => {
  return { print: (folder) => run("python3", [join(__dirname, "read.py"), name, folder]) };
};
const go = (module: string): Client => {
  return { print: (folder) => run("go", ["run", ".", folder], join(__dirname, module)) };
};
/** One run a file; what it refuses ends with an error. */
const eachFile = (version: () => string, read: (file: string, name: string) => string): Client => ({
  print(folder) {
    const lines = readdirSync(folder).map((name) => {
      try {
        return `${name} ${read(join(folder, name), name)}`;
      } catch {
        return `${name} refused -`;
      }
    });
    return [`version ${version()}`, ...lines].join("\n");
  },
});
const spkiOf = (key: KeyObject) => key.export({ type: "spki", format: "der" }).toString("base64");

/** The clients that were looked at, by name, in the order of the table. */
export const CLIENTS: Readonly<Record<string, Client>> = {
  "Node.js, `createPrivateKey(text)`": eachFile(
    () => process.versions.node,
    (file) => `spki ${spkiOf(createPublicKey(createPrivateKey(readFileSync(file))))}`,
  ),
  "OpenSSL, `openssl pkey`": eachFile(
    () => run("openssl", ["version"]).split(" ")[1] ?? "",
    (file) => `spki ${spkiOf(createPublicKey(run("openssl", ["pkey", "-in", file, "-pubout"])))}`,
  ),
  "OpenSSH, `ssh -i`": eachFile(
    () => sshVersion(),
    (file) => `ssh ${run("ssh-keygen", ["-y", "-f", file]).split(" ")[1] ?? ""}`,
  ),
  "Python, cryptography": python("cryptography"),
  "Python, PyJWT": python("PyJWT"),
  "Python, PyCryptodome": python("pycryptodome"),
  "Python, Paramiko": python("paramiko"),
  "Python, AsyncSSH": python("asyncssh"),
  "Go, `crypto/x509`": go("go-crypto"),
  "Go, `golang.org/x/crypto/ssh`": go("go-ssh"),
  "Java, `PKCS8EncodedKeySpec`, PEM lines taken off": {
    print: (folder) => run("java", [join(__dirname, "Read.java"), folder]),
  },
};

/** Clients that were not at hand when the table was made, and what they are made of. */
export const NOT_RUN: Readonly<Record<string, string>> = {
  "PHP, `openssl_pkey_get_private`": "OpenSSL",
  "Ruby, `OpenSSL::PKey.read`": "OpenSSL",
  ".NET, `ImportFromPem`": "its own reader",
  "Java, Bouncy Castle `PEMParser`, sshj, JSch": "their own readers",
};

function sshVersion(): string {
  const text = execFileSync("sh", ["-c", "ssh -V 2>&1"], { encoding: "utf8" });
  return /OpenSSH_([^\s,]+)/.exec(text)?.[1] ?? "";
}

/** `undefined` where the client is not on this machine. */
export function reading(
  client: string,
  folder: string,
  keys: Readonly<Record<string, KeyObject>>,
): Reading | undefined {
  let printed: string;
  try {
    printed = CLIENTS[client]!.print(folder);
  } catch {
    return undefined;
  }
  const lines = printed
    .trim()
    .split("\n")
    .map((line) => line.split(" "));
  const version = lines.find(([name]) => name === "version")?.[1];
  const read = lines.filter(([name = "", what, value = ""]) => {
    const key = keys[name];
    return key !== undefined && what !== "refused" && isOf(key, what, Buffer.from(value, "base64"));
  });
  return { version: version ?? "", files: read.map(([name = ""]) => name) };
}

/** What is public of a key in the protocol of SSH: the modulus, or the coordinates. AsyncSSH has secp256k1 too. */
function numbersOf(key: KeyObject): Buffer {
  const { n, x, y } = key.export({ format: "jwk" });
  return Buffer.concat([n, x, y].map((number) => Buffer.from(number ?? "", "base64url")));
}

/** @throws where a client reads another key than the file's */
function isOf(privateKey: KeyObject, what: string | undefined, value: Buffer): true {
  const key = createPublicKey(privateKey);
  const digest = key.asymmetricKeyType === "ed25519" ? null : "sha256";
  const isRight =
    what === "spki"
      ? createPublicKey({ key: value, format: "der", type: "spki" }).equals(key)
      : what === "ssh"
        ? value.includes(numbersOf(key))
        : verify(digest, Buffer.from("m"), key, value);
  if (!isRight) throw new Error(`a client read another key than that of its file (${String(what)})`);
  return true;
}

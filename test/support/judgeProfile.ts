import { execFileSync } from "node:child_process";
import * as assert from "node:assert/strict";
import type { FingerprintForm, PublicForm } from "../../resources";
import { openssl } from "./openssl";
import { sshKeygen } from "./sshKeygen";

/** What a stack tells of a key, and its stored private half. */
export interface KeyToJudge {
  readonly privateKey: string;
  readonly publicKeyPem: string;
  readonly certificatePem: string;
  readonly upload: string;
}

type Judge = "openssl" | "ssh-keygen" | "jose";

/** The public key of a private one, as somebody else computes it. */
export function judgePrivateKey({ privateKey, publicKeyPem, upload }: KeyToJudge): Judge {
  if (!privateKey.includes("OPENSSH")) {
    assert.equal(openssl(["pkey", "-pubout"], privateKey), publicKeyPem);
    return "openssl";
  }
  assert.equal(sshKeygen(["-y"], privateKey).trim(), upload.trim());
  return "ssh-keygen";
}

/** What stands before the key itself in SPKI (RFC 8410, 4). */
const SPKI_ED25519 = Buffer.from("302a300506032b6570032100", "hex");

/** Whose public key an upload holds. What has no judge here is used by no profile. */
const ARTIFACTS: Readonly<Partial<Record<PublicForm, readonly [Judge, (upload: string) => string | Promise<string>]>>> =
  {
    "spki-pem": ["openssl", (upload) => openssl(["pkey", "-pubin"], upload)],
    "spki-base64": [
      "openssl",
      (upload) => {
        assert.match(upload, /^[A-Za-z0-9+/]+=*$/);
        return shell("openssl base64 -d -A | openssl pkey -pubin -inform DER", upload);
      },
    ],
    "x509-pem": [
      "openssl",
      (upload) => {
        assert.match(
          shell(
            "d=$(mktemp -d); openssl x509 -out $d/c && openssl verify -check_ss_sig -CAfile $d/c $d/c; rm -r $d",
            upload,
          ),
          /OK/,
        );
        return openssl(["x509", "-noout", "-pubkey"], upload);
      },
    ],
    "csr-pem": ["openssl", (upload) => openssl(["req", "-noout", "-pubkey", "-verify"], upload)],
    // ssh-keygen writes no SPKI of Ed25519: the key is the last 32 bytes of what it takes for one
    openssh: [
      "ssh-keygen",
      (upload) => {
        assert.match(sshKeygen(["-l"], upload), /^256 SHA256:\S+ .*\(ED25519\)$/m);
        const key = Buffer.from(upload.split(" ")[1] ?? "", "base64").subarray(-32);
        return shell("openssl pkey -pubin -inform DER", Buffer.concat([SPKI_ED25519, key]));
      },
    ],
    jwk: ["jose", async (upload) => (await jose()).exportSPKI(await publicJwk(upload))],
  };

export async function judgeUpload(form: PublicForm, { upload, publicKeyPem }: KeyToJudge): Promise<Judge> {
  const [judge, read] = ARTIFACTS[form] ?? assert.fail(`nobody judges ${form}`);
  assert.equal((await read(upload)).trim(), publicKeyPem.trim());
  return judge;
}

/** What a partner shows, as somebody else computes it. */
const FINGERPRINTS: Readonly<
  Partial<Record<FingerprintForm, readonly [Judge, (key: KeyToJudge) => string | Promise<string>]>>
> = {
  "spki-sha256": [
    "openssl",
    ({ publicKeyPem }) =>
      `SHA256:${shell("openssl pkey -pubin -outform DER | openssl dgst -sha256 -binary | openssl base64 -A", publicKeyPem)}`,
  ],
  "spki-md5": [
    "openssl",
    ({ publicKeyPem }) => shell("openssl pkey -pubin -outform DER | openssl md5 -c", publicKeyPem).replace(/^.*= /, ""),
  ],
  "openssh-sha256": ["ssh-keygen", ({ upload }) => sshKeygen(["-l"], upload).split(" ")[1] ?? ""],
  "x509-sha1": [
    "openssl",
    ({ certificatePem }) =>
      openssl(["x509", "-noout", "-fingerprint", "-sha1"], certificatePem).replace(/^.*=/, "").replaceAll(":", ""),
  ],
  "jwk-thumbprint": ["jose", async ({ upload }) => (await jose()).calculateJwkThumbprint(JSON.parse(upload) as never)],
  qredo: [
    "openssl",
    ({ publicKeyPem }) => `…${shell("openssl dgst -sha256 -r", publicKeyPem.trimEnd()).slice(60, 64)}`,
  ],
};

export async function judgeFingerprint(form: FingerprintForm, key: KeyToJudge): Promise<readonly [Judge, string]> {
  const [judge, compute] = FINGERPRINTS[form] ?? assert.fail(`nobody judges ${form}`);
  return [judge, (await compute(key)).trim()];
}

const shell = (script: string, input: string | Buffer) =>
  execFileSync("sh", ["-c", script], { input, encoding: "utf8" });

/** An ES module. */
const jose = () => import("jose");

async function publicJwk(upload: string) {
  const jwk = JSON.parse(upload) as { readonly kty: string };
  return (await jose()).importJWK({ ...jwk, ext: true } as never, jwk.kty === "RSA" ? "RS256" : "ES256", {
    extractable: true,
  });
}

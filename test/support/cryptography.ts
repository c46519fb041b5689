import { execFileSync, spawnSync } from "node:child_process";

const LOADED = "import cryptography; print(cryptography.__version__)";
const READ = `
import json, sys
from cryptography import x509
for pem in json.load(sys.stdin):
    if "REQUEST" in pem:
        read = x509.load_pem_x509_csr(pem.encode())
        assert read.is_signature_valid
    else:
        read = x509.load_pem_x509_certificate(pem.encode())
        read.verify_directly_issued_by(read)
    names = read.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    print(read.subject.rfc4514_string(), len(names))
`;

/** `undefined` where Python has no cryptography: then leave its tests out, OpenSSL and Node judge the same. */
export function cryptographyVersion(): string | undefined {
  const { status, stdout } = spawnSync("python3", ["-c", LOADED], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

/** Subject and number of alternative names of PEMs whose signature Python's cryptography, which is written in Rust, verified. */
export function readByCryptography(pems: readonly string[]): string[] {
  const printed = execFileSync("python3", ["-c", READ], { input: JSON.stringify(pems), encoding: "utf8" });
  return printed.trim().split("\n");
}

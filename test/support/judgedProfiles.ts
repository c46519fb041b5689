import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PartnerProfile } from "../../resources/partners/profile";
import { REPOSITORY } from "../../workbench/repository";
import { openssl } from "./openssl";

/** Rows of docs/evidence/partners.md: whose key was made on the engine, and who found it right. */
export class JudgedProfiles {
  private readonly rows: Record<string, string>[] = [];

  /** Written after the tests, where `TABLES` names a folder below the repository. */
  constructor() {
    after(() => {
      const folder = process.env["TABLES"];
      if (folder === undefined) return;
      mkdirSync(join(REPOSITORY, folder), { recursive: true });
      writeFileSync(join(REPOSITORY, folder, "judged-profiles.json"), JSON.stringify(this.rows));
    });
  }

  /** `publicKeyPem`: the kind and size of the key are what openssl reads of it. */
  add(
    { name, artifacts, fingerprintForm, keyPairs }: PartnerProfile,
    publicKeyPem: string,
    judges: readonly string[],
  ): void {
    const text = openssl(["pkey", "-pubin", "-noout", "-text"], publicKeyPem);
    const size = /NIST CURVE: (\S+)|\((\d+) bit\)/.exec(text);
    const kind = text.includes("Modulus") ? "RSA" : text.includes("ED25519") ? "Ed25519" : "EC";
    const [privateKey = "", artifact = "", fingerprint = ""] = judges;
    const [form] = artifacts;
    this.rows.push({
      profile: name,
      key: kind === "Ed25519" ? kind : `${kind} ${size?.[1] ?? size?.[2] ?? ""}`,
      privateKey: `${keyPairs[0].privateKeyFormat} (${privateKey})`,
      upload: `${typeof form === "string" ? form : form.form} (${artifact})`,
      fingerprint: fingerprint === "" ? fingerprintForm : `${fingerprintForm} (${fingerprint})`,
    });
  }
}

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { KeyObject } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateKeyPair } from "../../../resources/crypto/keyPairs/keyPair";
import { PRIVATE_FORMS } from "../../../resources/crypto/keyPairs/privateForm";
import { KINDS } from "../keyPairKinds";
import { CLIENTS, NOT_RUN, reading } from "./clients";

/** What a client reads: forms by kind, the default first. */
export interface Row {
  readonly client: string;
  readonly version: string;
  readonly cells: readonly string[];
}

/** Every kind in each of its forms, handed to every client that is on this machine. */
export async function clientRows(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "partner-keys-clients-"));
  try {
    const keys: Record<string, KeyObject> = {};
    for (const { name, kind, size } of KINDS) {
      for (const form of kind.forms) {
        const { privateKey } = await generateKeyPair(kind, size, form);
        writeFileSync(join(folder, `${name}.${form}`), privateKey, { mode: 0o600 });
        keys[`${name}.${form}`] = PRIVATE_FORMS[form].read(privateKey);
      }
    }
    return Object.keys(CLIENTS).flatMap((client) => {
      const found = reading(client, folder, keys);
      if (found === undefined) return [];
      const cells = KINDS.map(({ name, kind }) => {
        const forms = kind.forms.filter((form) => found.files.includes(`${name}.${form}`));
        return forms.length === 0 ? "–" : forms.map((form) => `\`${form}\``).join(", ");
      });
      return [{ client, version: found.version, cells }];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The rows of the page, without the lines above them. */
export function tableRows(rows: readonly Row[]): readonly string[] {
  return [
    ...rows.map(({ client, version, cells }) => `| ${[client, version, ...cells].join(" | ")} |`),
    ...Object.entries(NOT_RUN).map(
      ([client, made]) => `| ${[client, "not run", ...KINDS.map(() => made)].join(" | ")} |`,
    ),
  ];
}

/** The table of docs/clients.md. @throws where a client is missing: the page would lose its row */
export async function clientsTable(): Promise<string> {
  const rows = await clientRows();
  const missing = Object.keys(CLIENTS).filter((client) => !rows.some((row) => row.client === client));
  if (missing.length > 0) throw new Error(`not on this machine: ${missing.join("; ")}`);
  const head = ["client", "version", ...KINDS.map(({ name }) => name)];
  return [`| ${head.join(" | ")} |`, `| ${head.map(() => "---").join(" | ")} |`, ...tableRows(rows)].join("\n");
}

import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";

/** A bundle that was built and took a rotation: a row of docs/resources/signer.md. */
interface Bundle {
  readonly bundler: string;
  readonly version: string;
  readonly format: string;
  readonly sdk: string;
  readonly settings: string;
  readonly file: string;
}

const told: (Omit<Bundle, "file"> & { readonly bytes: number })[] = [];

/** Written where `TABLES` names a folder below the repository; `npm run docs bundlers` reads it. */
export function tellBundle({ file, ...row }: Bundle): void {
  told.push({ ...row, bytes: statSync(file).size });
  const folder = process.env["TABLES"];
  if (folder === undefined) return;
  mkdirSync(join(REPOSITORY, folder), { recursive: true });
  writeFileSync(join(REPOSITORY, folder, "bundles.json"), JSON.stringify(told));
}

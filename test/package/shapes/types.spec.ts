import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { row } from "../../support/row";
import { installedByNpm, writeFiles } from "../../support/installed";
import { tell } from "./shape";

/** Every subpath, and one use that must not compile: types that resolve to \`any\` would let it pass. */
const PROGRAM = `import { RsaKeyPair } from "pulumi-partner-keys";
import { PartnerCredentials } from "pulumi-partner-keys/stacks";
import { signRequest } from "pulumi-partner-keys/sign-request";
import { createSigner } from "pulumi-partner-keys/signer";
import { publicArtifact } from "pulumi-partner-keys/public-key";

export const all = [RsaKeyPair, PartnerCredentials, signRequest, createSigner, publicArtifact];
export const wrong: number = publicArtifact;
export const alsoWrong: number = signRequest;
export const wrongToo: number = createSigner;
export const stillWrong: number = PartnerCredentials;
export const wrongAgain: number = RsaKeyPair;
`;

const OPTIONS: readonly (readonly [string, string])[] = [
  ["commonjs", "node10"],
  ["node16", "node16"],
  ["nodenext", "nodenext"],
  ["esnext", "bundler"],
  ["preserve", "bundler"],
];

describe("shape: types under every module resolution", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "partner-keys-types-"));
    symlinkSync(join(installedByNpm(), "node_modules"), join(folder, "node_modules"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const kind of ["commonjs", "module"] as const) {
    for (const [module, moduleResolution] of OPTIONS) {
      const isClassic = moduleResolution === "node10";
      if (isClassic && kind === "module") continue; // it knows no package type
      row(
        `${module}, ${moduleResolution} in a package of type ${kind}: every subpath has its types`,
        isClassic ? ["shape: classic types"] : [],
        async () => {
          const compilerOptions = {
            strict: true,
            skipLibCheck: true, // the types of the package itself are checked in package.spec.ts
            noEmit: true,
            target: "es2022",
            types: ["node"],
            module,
            moduleResolution,
          };
          writeFiles(folder, {
            "package.json": { private: true, type: kind },
            "tsconfig.json": { compilerOptions, files: ["program.ts"] },
            "program.ts": PROGRAM,
          });
          const tsc = join(folder, "node_modules", "typescript", "bin", "tsc");
          const { stdout } = spawnSync(process.execPath, [tsc, "-p", folder, "--pretty", "false"], {
            encoding: "utf8",
          });
          const errors = stdout.split("\n").filter((line) => line !== "" && !line.startsWith(" "));
          assert.deepEqual(
            errors.map((line) => line.replace(/^.*\((\d+),.*error (TS\d+).*/, "$1 $2")),
            [8, 9, 10, 11, 12].map((line) => `${line} TS2322`),
            stdout,
          );
          tell({
            shape: `types: module ${module}, moduleResolution ${moduleResolution}, type ${kind}`,
            versions: "TypeScript 5.9.3",
            tried: "tsc, every subpath",
            result: "works",
          });
        },
      );
    }
  }
});

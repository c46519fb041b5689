// npm run sdk -- <python | go> <folder>
// Writes what programs in that language use of this package, made of the schema in dist/: what `pulumi package add` writes
// where Pulumi's own language hosts are.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { sdkWriter } from "../toolchain/places.mjs";
import { readArguments } from "../workbench/arguments.cjs";

const LANGUAGES = ["python", "go"];

/** @param {string[]} args */
function main(args) {
  const { positionals } = readArguments(
    { args, allowPositionals: true, options: {} },
    `<${LANGUAGES.join(" | ")}> <folder>`,
  );
  const [language = "", folder, ...others] = positionals;
  if (!LANGUAGES.includes(language) || folder === undefined || others.length > 0)
    throw new Error(
      `${positionals.join(" ") || "no argument"}: is not allowed, allowed: <${LANGUAGES.join(" | ")}> <folder>`,
    );
  const schema = join(fileURLToPath(new URL("..", import.meta.url)), "dist", "languages", "schema.json");
  if (!existsSync(schema)) throw new Error("dist/ is missing; run `npm run build`");
  const writer = sdkWriter();
  if (writer === undefined) throw new Error("the sdk writer could not be built on this machine (it needs Go)");
  const { status } = spawnSync(writer, [schema, language, resolve(folder)], { stdio: "inherit" });
  if (status !== 0) throw new Error(`writing the sdk for ${language} failed`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(`sdk: ${/** @type {Error} */ (error).message}`);
  process.exitCode = 1;
}

// npm run settings: writes the table of AWS settings into docs/configuration.md.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { settingsTable } from "./settingsTable";

const FILE = join(__dirname, "..", "docs", "configuration.md");
const TABLE = /(<!-- settings: [^>]* -->\n)[\s\S]*(<!-- end of settings -->)/;

async function main(): Promise<void> {
  const text = readFileSync(FILE, "utf8").replace(
    TABLE,
    (_all, begin: string, end: string) => `${begin}\n${settingsTable()}\n\n${end}`,
  );
  writeFileSync(FILE, await format(text, { parser: "markdown", printWidth: 120 }));
}

void main();

// npm run settings, npm run issued: writes a table that is made of the sources into its page.
import { join } from "node:path";
import { issuedValuesTable } from "./issuedValuesTable";
import { settingsTable } from "./settingsTable";

const TABLES: Readonly<Record<string, { page: string; markers: readonly [string, string]; table: () => string }>> = {
  settings: {
    page: "configuration.md",
    markers: ["<!-- settings: made by npm run settings -->", "<!-- end of settings -->"],
    table: settingsTable,
  },
  issued: {
    page: "issued-values.md",
    markers: ["<!-- values: made by npm run issued -->", "<!-- end of values -->"],
    table: issuedValuesTable,
  },
};

async function main(name = ""): Promise<void> {
  const row = TABLES[name];
  if (row === undefined) throw new Error(`table ${name}: allowed: ${Object.keys(TABLES).join(", ")}`);
  const { fillSection } = await import("./document.mjs");
  await fillSection(join(__dirname, "..", "docs", row.page), row.markers, row.table());
}

void main(process.argv[2]);

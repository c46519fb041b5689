// npm run settings, npm run issued, npm run clients: writes a table that is made of the sources into its page.
import { join } from "node:path";
import { issuedValuesTable } from "./issuedValuesTable";
import { clientsTable } from "../test/support/clients/clientsTable";
import { settingsTable } from "./settingsTable";

const TABLES: Readonly<
  Record<string, { page: string; markers: readonly [string, string]; table: () => string | Promise<string> }>
> = {
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
  clients: {
    page: "clients.md",
    markers: ["<!-- clients: made by npm run clients -->", "<!-- end of clients -->"],
    table: clientsTable,
  },
};

async function main(name = ""): Promise<void> {
  const row = TABLES[name];
  if (row === undefined) throw new Error(`table ${name}: allowed: ${Object.keys(TABLES).join(", ")}`);
  const { fillSection } = await import("./document.mjs");
  await fillSection(join(__dirname, "..", "docs", row.page), row.markers, await row.table());
}

void main(process.argv[2]);

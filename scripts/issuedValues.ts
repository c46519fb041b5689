// npm run issued: writes the table of issued values into docs/issued-values.md.
import { join } from "node:path";
import { issuedValuesTable } from "./issuedValuesTable";

const FILE = join(__dirname, "..", "docs", "issued-values.md");
const MARKERS = ["<!-- values: made by npm run issued -->", "<!-- end of values -->"] as const;

async function main(): Promise<void> {
  const { fillSection } = await import("./document.mjs");
  await fillSection(FILE, MARKERS, issuedValuesTable());
}

void main();

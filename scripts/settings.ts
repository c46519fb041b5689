// npm run settings: writes the table of AWS settings into docs/configuration.md.
import { join } from "node:path";
import { settingsTable } from "./settingsTable";

const FILE = join(__dirname, "..", "docs", "configuration.md");
const MARKERS = ["<!-- settings: made by npm run settings -->", "<!-- end of settings -->"] as const;

async function main(): Promise<void> {
  const { fillSection } = await import("./document.mjs");
  await fillSection(FILE, MARKERS, settingsTable());
}

void main();

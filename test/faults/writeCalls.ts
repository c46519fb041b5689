// Writes the table of calls anew: npm run docs calls
import { writeFileSync } from "node:fs";
import { OPERATIONS, VARIANTS } from "./allOperations";
import { CALLS_FILE, seeCalls } from "./calls";

async function main(): Promise<void> {
  const table: Record<string, string[]> = {};
  for (const operation of [...OPERATIONS, ...VARIANTS]) table[operation.title] = await seeCalls(operation);
  writeFileSync(CALLS_FILE, JSON.stringify(table, undefined, 2) + "\n");
}

void main();

// Writes the table of calls anew: npm run docs calls
import { writeFileSync } from "node:fs";
import { CREDENTIALS_PROGRAM } from "../support/programs";
import { Scenario } from "../support/scenario";
import { readWorld } from "../support/world";
import { API_KEY_ROTATION } from "./apiKeyRotation";
import { CALLS_FILE } from "./calls";
import { DESTRUCTION } from "./destruction";
import type { Operation } from "./operation";
import { ACKNOWLEDGED_ROTATION, FIRST_CREATE, IMMEDIATE_ROTATION, PROMOTION } from "./operations";
import { referenceRun } from "./referenceRun";
import { RewindableBackend } from "./rewindableBackend";
import { TAKE_OVER } from "./takeOver";
import { PROMOTION_OF_PUBLISHED, PROMOTION_WITH_ID, SIGHT_OF_PUBLISHED } from "./variants";

const OPERATIONS = [
  FIRST_CREATE,
  TAKE_OVER,
  ACKNOWLEDGED_ROTATION,
  IMMEDIATE_ROTATION,
  PROMOTION,
  PROMOTION_WITH_ID,
  SIGHT_OF_PUBLISHED,
  PROMOTION_OF_PUBLISHED,
  API_KEY_ROTATION,
  DESTRUCTION,
];

async function seeCalls(operation: Operation): Promise<string[]> {
  const backend = new RewindableBackend();
  const scenario = await Scenario.start({ program: CREDENTIALS_PROGRAM, backend, quick: true });
  try {
    await scenario.run(["stack", "init", "production"]);
    await operation.prepare(scenario);
    const start = await readWorld(scenario, "partner", "acme");
    const { calls } = await referenceRun(scenario, backend, operation.command(start), operation.env(start));
    return [...calls].sort();
  } finally {
    await scenario.close();
  }
}

async function main(): Promise<void> {
  const table: Record<string, string[]> = {};
  for (const operation of OPERATIONS) table[operation.name] = await seeCalls(operation);
  writeFileSync(CALLS_FILE, JSON.stringify(table, undefined, 2) + "\n");
}

void main();

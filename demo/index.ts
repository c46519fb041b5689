// npm run demo [-- --short]: the main job on embedded parts - the real Pulumi CLI, the real AWS SDK, a local Secrets Manager.
import "./beginning";
import { readArguments } from "../workbench/arguments.cjs";
import { interruption } from "../workbench/interruption";
import { acknowledgedRotation, destroyProduction } from "./acknowledgedRotation";
import { anotherPartner } from "./anotherPartner";
import { Report } from "./report";
import { sandbox } from "./sandbox";
import { World } from "./world";

/** How many steps each part has. */
const STEPS = { acknowledgedRotation: 4, destroyProduction: 1, sandbox: 8, anotherPartner: 1 };

const interrupted = interruption();

async function main(args: string[]): Promise<void> {
  const { short } = readArguments({ args, options: { short: { type: "boolean" } } }, "--short").values;
  const rest = STEPS.destroyProduction + STEPS.sandbox + STEPS.anotherPartner;
  const report = new Report(STEPS.acknowledgedRotation + (short === true ? 0 : rest), process.stdout);
  const world = await World.make(interrupted);
  try {
    await acknowledgedRotation(world, report);
    if (short !== true) {
      await destroyProduction(world, report);
      await sandbox(world, report);
      await anotherPartner(world, report);
    }
    interrupted.throwIfAborted();
    report.end();
  } finally {
    await world.close();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.exitCode = 1;
  if (interrupted.aborted) return console.error("\ndemo: interrupted, everything is stopped and removed");
  console.error(`\ndemo failed: ${error instanceof Error ? error.message : String(error)}`);
  console.error("run it again; if it fails again: rm -rf node_modules dist, npm run demo");
});

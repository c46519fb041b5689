// npm run demo: the main job on embedded parts - the real Pulumi CLI, the real AWS SDK, a local Secrets Manager.
import { interruption } from "../workbench/interruption";
import { acknowledgedRotation } from "./acknowledgedRotation";
import { anotherPartner } from "./anotherPartner";
import { Report } from "./report";
import { sandbox } from "./sandbox";
import { World } from "./world";

const interrupted = interruption();

async function main(): Promise<void> {
  const report = new Report(14);
  const world = await World.make(interrupted);
  try {
    await sandbox(world, report);
    await anotherPartner(world, report);
    await acknowledgedRotation(world, report);
    interrupted.throwIfAborted();
    report.end();
  } finally {
    await world.close();
  }
}

main().catch((error: unknown) => {
  process.exitCode = 1;
  if (interrupted.aborted) return console.error("\ndemo: interrupted, everything is stopped and removed");
  console.error(`\ndemo failed: ${error instanceof Error ? error.message : String(error)}`);
  console.error("run it again; if it fails again: rm -rf node_modules dist, npm run demo");
});

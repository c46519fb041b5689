// npm run demo: the main job on embedded parts - the real Pulumi CLI, the real AWS SDK, a local Secrets Manager.
import { acknowledgedRotation } from "./acknowledgedRotation";
import { anotherPartner } from "./anotherPartner";
import { Report } from "./report";
import { sandbox } from "./sandbox";
import { World } from "./world";

const interrupted = new AbortController();
// A terminal that is closed hangs up, and nobody reads what is said then
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => interrupted.abort());
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

async function main(): Promise<void> {
  const report = new Report(14);
  const world = await World.make(interrupted.signal);
  try {
    await sandbox(world, report);
    await anotherPartner(world, report);
    await acknowledgedRotation(world, report);
    interrupted.signal.throwIfAborted();
    report.end();
  } finally {
    await world.close();
  }
}

main().catch((error: unknown) => {
  process.exitCode = 1;
  if (interrupted.signal.aborted) return console.error("\ndemo: interrupted, everything is stopped and removed");
  console.error(`\ndemo failed: ${error instanceof Error ? error.message : String(error)}`);
  console.error("run it again; if it fails again: rm -rf node_modules dist, npm run demo");
});

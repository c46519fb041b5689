import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Scenario } from "./scenario";

const HOUR = 60 * 60 * 1000;

/** Time cannot be waited for: the moments in the state are moved back instead. */
export async function age(scenario: Scenario, hours: number): Promise<void> {
  const { stdout } = await scenario.run(["stack", "export"]);
  const earlier = (moment: string) => new Date(Date.parse(moment) - hours * HOUR).toISOString();
  const aged = stdout.replace(
    /("(?:createdAt|promotedAt|publishedSince|previousReadAt)": ")([^"]+)/g,
    (_all, name: string, moment: string) => name + earlier(moment),
  );
  const file = join(scenario.project.folder, "aged.json");
  writeFileSync(file, aged);
  await scenario.run(["stack", "import", "--file", file]);
}

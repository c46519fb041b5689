import { callsOf } from "../kills/calls";
import type { Kill } from "../kills/killedRun";
import type { Operation } from "../kills/operation";
import { ACKNOWLEDGED_ROTATION, FIRST_CREATE, PROMOTION } from "../kills/operations";
import { RewindableBackend } from "../kills/rewindableBackend";
import { StartingPoint } from "../kills/startingPoint";
import { survive, type Ground } from "../kills/survive";
import { python, type Language } from "../support/languages/language";
import { pythonProgram, startIn } from "../support/languages/programIn";
import { readWorld } from "../support/world";

/** What the tier `kills` declares, in Python; its arguments come from the environment of the run. */
const PROGRAM = `
import json
import os
import re

import pulumi_partnerkeys as partnerkeys

args = json.loads(os.environ["CREDENTIALS"])
snake = {re.sub("([A-Z])", lambda found: "_" + found[1].lower(), name): value for name, value in args.items()}
partnerkeys.PartnerCredentials("partner", **snake)
`;
/** By turns. The component's own plugin is a process that TypeScript programs do not have. */
const WAYS: readonly Kill[] = ["component", "plugin", "cli", "Ctrl-C twice"];

const language = python();
if (language !== undefined)
  for (const operation of [FIRST_CREATE, ACKNOWLEDGED_ROTATION, PROMOTION]) killsAtEveryCall(operation, language);

function killsAtEveryCall(operation: Operation, language: Language): void {
  describe(`languages: python, killed at every call of: ${operation.name}`, () => {
    const backend = new RewindableBackend();
    let ground: Ground;

    before(async () => {
      const scenario = await startIn(language, pythonProgram(PROGRAM), { backend });
      await operation.prepare(scenario);
      const start = await readWorld(scenario, "partner", "acme");
      ground = { scenario, backend, operation, start, point: new StartingPoint(scenario, backend) };
    });
    after(() => ground.scenario.close());

    for (const call of callsOf(operation).keys()) {
      const kill = WAYS[call % WAYS.length] ?? "cli";
      it(`${kill} after call ${call + 1}: the next run reaches the goal`, async () => {
        await survive(ground, { kill, moment: { call, edge: "after" } }, 0.5);
      });
    }
  });
}

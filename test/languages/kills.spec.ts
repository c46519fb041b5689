import { callsOf } from "../kills/calls";
import type { Kill } from "../kills/killedRun";
import type { Operation } from "../kills/operation";
import { ACKNOWLEDGED_ROTATION, FIRST_CREATE, PROMOTION } from "../kills/operations";
import { RewindableBackend } from "../kills/rewindableBackend";
import { StartingPoint } from "../kills/startingPoint";
import { survive, type Ground } from "../kills/survive";
import { golang, python, yaml, type Language } from "../support/languages/language";
import { goProgram, pythonProgram, startIn, writeForEachRun, yamlProgram } from "../support/languages/programIn";
import { tabled } from "../support/languages/tabled";
import { readWorld } from "../support/world";

type Files = Readonly<Record<string, string>>;

/** What the tier `kills` declares; its arguments come from the environment of the run. */
const PYTHON = `
import json
import os
import re

import pulumi_partnerkeys as partnerkeys

args = json.loads(os.environ["CREDENTIALS"])
snake = {re.sub("([A-Z])", lambda found: "_" + found[1].lower(), name): value for name, value in args.items()}
partnerkeys.PartnerCredentials("partner", **snake)
`;
const GO = `
package main

import (
	"encoding/json"
	"os"

	"example.com/pulumi-partnerkeys/sdk/go/partnerkeys"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		var args struct {
			Partner, Environment, Rotation string
			AcknowledgedFingerprint        *string
			DeletionProtection             bool
			RecoveryWindowInDays           int
		}
		if err := json.Unmarshal([]byte(os.Getenv("CREDENTIALS")), &args); err != nil {
			return err
		}
		_, err := partnerkeys.NewPartnerCredentials(ctx, "partner", &partnerkeys.PartnerCredentialsArgs{
			Partner:                 pulumi.String(args.Partner),
			Environment:             pulumi.String(args.Environment),
			ApiKey:                  &partnerkeys.ApiKeyArgs{Generate: partnerkeys.ApiKeyGenerateArgs{}},
			Rotation:                pulumi.String(args.Rotation),
			AcknowledgedFingerprint: pulumi.StringPtrFromPtr(args.AcknowledgedFingerprint),
			DeletionProtection:      pulumi.Bool(args.DeletionProtection),
			RecoveryWindowInDays:    pulumi.Int(args.RecoveryWindowInDays),
		})
		return err
	})
}
`;
const IN_YAML = (env: Readonly<Record<string, string>>): Files => {
  const properties = JSON.parse(env["CREDENTIALS"] ?? "{}") as object;
  return yamlProgram({ partner: { type: "partnerkeys:PartnerCredentials", properties } });
};

/** By turns. The component's own plugin is a process that TypeScript programs do not have. */
const WAYS: readonly Kill[] = ["component", "plugin", "cli", "Ctrl-C twice"];

const LANGUAGES: readonly (readonly [language: Language | undefined, files: Files])[] = [
  [python(), pythonProgram(PYTHON)],
  [golang(), goProgram(GO)],
  [yaml(), IN_YAML({})],
];
for (const [language, files] of LANGUAGES)
  if (language !== undefined)
    for (const operation of [FIRST_CREATE, ACKNOWLEDGED_ROTATION, PROMOTION])
      killsAtEveryCall(operation, language, files);

function killsAtEveryCall(operation: Operation, language: Language, files: Files): void {
  describe(`languages: ${language.name}, killed at every call of: ${operation.name}`, () => {
    tabled(
      language.name,
      `3-killed-${operation.name.replaceAll(" ", "-")}`,
      () => `killed after each call of: ${operation.name}`,
    );
    const backend = new RewindableBackend();
    let ground: Ground;

    before(async () => {
      const scenario = await startIn(language, files, { backend });
      if (language.name === "yaml") writeForEachRun(scenario, IN_YAML);
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

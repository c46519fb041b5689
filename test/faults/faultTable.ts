import * as assert from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as sdk from "@aws-sdk/client-secrets-manager";
import { startLocalSecretsManager, type FaultKind, type LocalServer } from "../../emulator";
import type { KeyVersion } from "../../resources";
import { REPOSITORY } from "../../workbench/repository";
import { CONSUMER, DEPLOYER, REGION } from "../support/scenario";
import type { FaultyOperation } from "./operations";
import { PluginEngine } from "./pluginEngine";

type Fault = FaultKind | "refused";
/** Once, or from that call on for good. */
type Duration = "once" | "for good";

const FAST: readonly Fault[] = [
  "lose-answer",
  "lose-answer-500",
  "reset",
  "refused",
  "internal-error",
  "html",
  "garble",
  "cut-body",
  "access-denied",
  "expired-token",
];
/** Retried slowly by design, so thrown in once at every position and for good at the first only. */
const SLOW: readonly Fault[] = ["throttle", "quota", "never-answer"];

interface Row {
  readonly operation: string;
  readonly call: string;
  readonly fault: Fault;
  readonly duration: Duration;
  /** What the person who runs the command reads, "" when the retries of the client hid the fault. */
  readonly seen: string;
  /** What was in AWS and in state when the faulty run had ended. */
  readonly aws: string;
  readonly state: string;
  readonly converged: boolean;
}

/** Defines the tests of one operation: every fault at every AWS call of it, and the `up` after it. */
export function describeFaults(operation: FaultyOperation): void {
  describe(`faults: ${operation.title}`, () => {
    const rows: Row[] = [];
    let server: LocalServer;
    let consumer: sdk.SecretsManagerClient;
    let calls: string[] = [];
    let count = 0;

    before(async () => {
      server = await startLocalSecretsManager();
      server.hooks.deny(DEPLOYER, ["GetSecretValue", "BatchGetSecretValue"]);
      const credentials = { accessKeyId: CONSUMER, secretAccessKey: "local" };
      consumer = new sdk.SecretsManagerClient({ endpoint: server.url, region: REGION, credentials });
      Object.assign(process.env, {
        AWS_ENDPOINT_URL_SECRETS_MANAGER: server.url,
        AWS_ACCESS_KEY_ID: DEPLOYER,
        AWS_SECRET_ACCESS_KEY: "local",
      });
      const engine = new PluginEngine();
      await operation.prepare(engine, "dry/run");
      server.hooks.forget();
      await operation.run(engine, "dry/run");
      calls = server.hooks.calls.map((call) => call.operation);
      assert.ok(calls.length > 0);
    });
    after(async () => {
      writeRows(operation.title, rows);
      consumer.destroy();
      await server.stop();
    });

    async function throwIn(fault: Fault, position: number, duration: Duration): Promise<void> {
      const times = duration === "once" ? 1 : 1_000;
      if (fault !== "refused") return server.hooks.fault({ kind: fault, nth: position + 1, times });
      let seen = 0;
      server.hooks.atBoundary(async (edge) => {
        if (edge !== "before" || seen++ !== position) return;
        await server.refuseConnections();
        if (duration === "once") await server.acceptConnections();
      });
    }

    async function row(fault: Fault, position: number, duration: Duration): Promise<void> {
      const name = `case${count++}`;
      const engine = new PluginEngine();
      await operation.prepare(engine, name);
      await throwIn(fault, position, duration);
      let seen = "";
      try {
        await operation.run(engine, name);
      } catch (error) {
        seen = error instanceof Error ? error.message : String(error);
        assert.match(seen, /^[a-z]+ing .+: .+; .+/, "the message is not of our form");
        assert.doesNotMatch(seen, /PRIVATE KEY/);
      } finally {
        server.hooks.clear();
        await server.acceptConnections();
      }
      const result = {
        operation: operation.title,
        call: `${position + 1} ${calls[position] ?? ""}`,
        fault,
        duration,
        seen,
        aws: await whatIsInAws(name),
        state: engine.resources.join(", "),
      };
      try {
        await operation.recover(engine, name);
        await assertWhole(engine, name);
        rows.push({ ...result, converged: true });
      } catch (cause) {
        rows.push({ ...result, converged: false });
        throw new Error(`${fault} ${duration} at call ${position + 1}: ${String(cause)}`, { cause });
      }
    }

    async function secretsOf(name: string): Promise<sdk.SecretListEntry[]> {
      const Filters = [{ Key: sdk.FilterNameStringType.name, Values: [`${name}/`] }];
      const { SecretList = [] } = await consumer.send(
        new sdk.ListSecretsCommand({ Filters, IncludePlannedDeletion: true }),
      );
      return SecretList;
    }

    async function whatIsInAws(name: string): Promise<string> {
      const secrets = await Promise.all(
        (await secretsOf(name)).map(async ({ Name = "", DeletedDate }) => {
          const list = new sdk.ListSecretVersionIdsCommand({ SecretId: Name, IncludeDeprecated: true });
          const { Versions = [] } = await consumer.send(list);
          return `${Name.slice(name.length + 1)}: ${Versions.length} version(s)${DeletedDate ? ", scheduled for deletion" : ""}`;
        }),
      );
      return secrets.sort().join("; ");
    }

    /** One live version, the labels the state tells, no orphaned secret, no duplicate, nothing half-done. */
    async function assertWhole(engine: PluginEngine, name: string): Promise<void> {
      assert.equal(engine.halfDone, 0);
      assert.deepEqual((await secretsOf(name)).map((secret) => [secret.Name, secret.DeletedDate]).sort(), [
        [`${name}/apikey`, undefined],
        [`${name}/private.pem`, undefined],
      ]);
      const SecretId = `${name}/private.pem`;
      const { VersionIdsToStages = {} } = await consumer.send(new sdk.DescribeSecretCommand({ SecretId }));
      const holders = (stage: string) =>
        Object.keys(VersionIdsToStages).filter((id) => VersionIdsToStages[id]?.includes(stage));
      const { live, pending } = engine.outputs("activation") as unknown as {
        live: KeyVersion;
        pending: KeyVersion | null;
      };
      assert.deepEqual(holders("AWSCURRENT"), [live.versionId]);
      assert.deepEqual(holders("AWSPENDING"), pending ? [pending.versionId] : []);
      const { SecretString = "" } = await consumer.send(
        new sdk.GetSecretValueCommand({ SecretId, VersionId: live.versionId }),
      );
      const publicKeyPem = createPublicKey(SecretString).export({ type: "spki", format: "pem" });
      assert.equal(publicKeyPem, live.publicKeyPem, "the live key is not the one the state tells");
    }

    for (const fault of [...FAST, ...SLOW]) {
      for (const duration of ["once", "for good"] as const) {
        it(`${fault}, ${duration}: the next up converges`, async () => {
          const positions = SLOW.includes(fault) && duration === "for good" ? [0] : calls.keys();
          for (const position of positions) await row(fault, position, duration);
        });
      }
    }
  });
}

/** The rows of docs/faults.md, put together by scripts/tables.mjs. */
function writeRows(title: string, rows: readonly Row[]): void {
  const folder = process.env["TABLES"];
  if (folder === undefined) return;
  mkdirSync(join(REPOSITORY, folder), { recursive: true });
  writeFileSync(join(REPOSITORY, folder, `faults-${title.replace(/\W+/g, "-")}.json`), JSON.stringify(rows));
}

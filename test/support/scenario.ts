import * as sdk from "@aws-sdk/client-secrets-manager";
import { startLocalSecretsManager, type Backend, type Hooks, type LocalServer } from "../../emulator";
import type { ProjectOptions, PulumiProject } from "../../workbench/pulumiProject";
import type { PulumiRun } from "../../workbench/runPulumi";
import { LeakSentinel } from "./leakSentinel";
import { quickly } from "./quick/quickly";
import { ReadWatch } from "./readWatch";
import { WatchedProject } from "./watchedProject";

// The SDK's word on its future support of Node 20 says nothing about this run
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

/** The key that deploys: it may write, never read (IAM denies GetSecretValue and BatchGetSecretValue). */
export const DEPLOYER = "AKIADEPLOYER";
/** The key that signs: it may read. */
export const CONSUMER = "AKIACONSUMER";
export const REGION = "us-east-1";

export type ScenarioOptions = Omit<ProjectOptions, "env"> & {
  readonly env?: Readonly<Record<string, string>>;
  /** Another server behind the hooks (moto); without it the local Secrets Manager. */
  readonly backend?: Backend;
  /** For what neither TypeScript nor the making of a key is tested with: see {@link quickly}. */
  readonly quick?: boolean;
};

export type Fault = Parameters<Hooks["fault"]>[0];

export interface StoredVersion {
  readonly versionId: string;
  readonly stages: readonly string[];
  readonly value: string;
}

/** One real Pulumi project against one Secrets Manager whose deployer cannot read, watched by a leak sentinel. */
export class Scenario {
  private readonly learned = new Set<string>();
  private readonly reads: ReadWatch;

  private constructor(
    readonly sentinel: LeakSentinel,
    readonly server: LocalServer,
    readonly project: PulumiProject,
    private readonly consumer: sdk.SecretsManagerClient,
  ) {
    this.reads = new ReadWatch(server.hooks, CONSUMER);
  }

  static async start({ backend, env, quick = false, ...options }: ScenarioOptions = {}): Promise<Scenario> {
    const server = await startLocalSecretsManager(backend === undefined ? {} : { backend });
    server.hooks.deny(DEPLOYER, ["GetSecretValue", "BatchGetSecretValue"]);
    server.hooks.exemptFromLag(CONSUMER);
    const sentinel = new LeakSentinel();
    const environment = {
      AWS_ENDPOINT_URL_SECRETS_MANAGER: server.url,
      AWS_ACCESS_KEY_ID: DEPLOYER,
      AWS_SECRET_ACCESS_KEY: "local",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_REGION: REGION,
      ...env,
    };
    const full = { ...options, env: environment };
    const { program } = full;
    const isQuick = quick && program !== undefined;
    const project = new WatchedProject(isQuick ? await quickly({ ...full, program }) : full, sentinel);
    const consumer = new sdk.SecretsManagerClient({
      endpoint: server.url,
      region: REGION,
      credentials: { accessKeyId: CONSUMER, secretAccessKey: "local" },
    });
    return new Scenario(sentinel, server, project, consumer);
  }

  /**
   * Runs the CLI; a failure is an answer. Everything it prints goes past the sentinel. With `faults` these are in its
   * way, and gone when it has ended.
   */
  async attempt(
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
    faults: readonly Fault[] = [],
  ): Promise<PulumiRun> {
    const { hooks } = this.server;
    hooks.forget();
    for (const fault of faults) hooks.fault(fault);
    const run = await this.project.attempt(args, env);
    if (faults.length > 0) hooks.clear();
    await this.learnValues();
    return run;
  }

  /** Runs a script of a pipeline, watched as {@link attempt} is. */
  async bash(script: string, env?: Readonly<Record<string, string>>): Promise<PulumiRun> {
    const run = await this.project.bash(script, env);
    await this.learnValues();
    return run;
  }

  async run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<PulumiRun> {
    const run = await this.attempt(args, env);
    if (run.code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${String(run.code)}:\n${run.output}`);
    return run;
  }

  up(env?: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<PulumiRun> {
    return this.run(["up", "--yes", "--skip-preview", ...args], env);
  }

  /** Operations of the deployer since the last run began. */
  operations(): string[] {
    return this.server.hooks.calls.filter((call) => call.accessKeyId === DEPLOYER).map((call) => call.operation);
  }

  /** For what others do with a secret: a service that reads it, or somebody behind the stack's back. */
  get outOfBand(): sdk.SecretsManagerClient {
    return this.consumer;
  }

  /** The secret's value as a signing client reads it. */
  async readSecret(secretId: string, stage = "AWSCURRENT"): Promise<StoredVersion> {
    const answer = await this.consumer.send(new sdk.GetSecretValueCommand({ SecretId: secretId, VersionStage: stage }));
    return {
      versionId: answer.VersionId ?? "",
      stages: answer.VersionStages ?? [],
      value: answer.SecretString ?? "",
    };
  }

  /** Every version of a secret, those without a label too, but not those `known` already; they are added to it. */
  async versions(secretId: string, known?: Set<string>): Promise<StoredVersion[]> {
    const list = await this.consumer.send(
      new sdk.ListSecretVersionIdsCommand({ SecretId: secretId, IncludeDeprecated: true }),
    );
    return Promise.all(
      (list.Versions ?? [])
        .filter(({ VersionId = "" }) => known?.has(VersionId) !== true)
        .map(async ({ VersionId = "", VersionStages = [] }) => {
          known?.add(VersionId);
          const { SecretString = "" } = await this.consumer.send(
            new sdk.GetSecretValueCommand({ SecretId: secretId, VersionId }),
          );
          return { versionId: VersionId, stages: [...VersionStages].sort(), value: SecretString };
        }),
    );
  }

  /** Names of all secrets; with `planned` those scheduled for deletion too. */
  async secretNames(planned = false): Promise<string[]> {
    return (await this.listSecrets(planned)).map((secret) => secret.Name ?? "").sort();
  }

  describe(secretId: string): Promise<sdk.DescribeSecretCommandOutput> {
    return this.consumer.send(new sdk.DescribeSecretCommand({ SecretId: secretId }));
  }

  private async listSecrets(planned: boolean): Promise<sdk.SecretListEntry[]> {
    const list: sdk.SecretListEntry[] = [];
    for await (const page of sdk.paginateListSecrets({ client: this.consumer }, { IncludePlannedDeletion: planned }))
      list.push(...(page.SecretList ?? []));
    return list;
  }

  /** Values are what must be found nowhere; the rest of a secret is a place where one could be. */
  private async learnValues(): Promise<void> {
    for (const secret of this.server.hooks.sessionSecrets) this.sentinel.learn(secret);
    for (const { Name = "", Description, Tags, DeletedDate } of await this.listSecrets(true)) {
      this.sentinel.watchText(`name, description and tags of ${Name}`, JSON.stringify({ Name, Description, Tags }));
      if (DeletedDate) continue;
      for (const { value } of await this.versions(Name, this.learned)) this.sentinel.learn(value);
    }
  }

  /** Throws when a value got out of Secrets Manager (into output, state or any file), or the deployer asked for one. */
  async assertNothingGotOut(): Promise<void> {
    await this.learnValues();
    this.reads.assertNobodyElseRead();
    this.sentinel.watchFolder(this.project.folder);
    this.sentinel.assertNothingLeaked();
  }

  /** Ends everything that was started; throws as {@link assertNothingGotOut}. */
  async close(): Promise<void> {
    try {
      this.server.hooks.clear();
      await this.assertNothingGotOut();
    } finally {
      this.consumer.destroy();
      await this.server.stop();
      this.project.remove();
    }
  }
}

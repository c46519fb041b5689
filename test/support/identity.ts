import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalSecretsManager, type Backend, type LocalServer } from "../../emulator";
import { openClient } from "../../resources/aws/client";
import { prepareProcess } from "../../resources/aws/prepareProcess";
import { readSettings } from "../../resources/aws/settings/readSettings";
import { secretsManagerStore } from "../../resources/secrets/secretsManager";
import type { SecretStore } from "../../resources/secrets/secretStore";

/** Variables of the machine that would decide whose credentials a test finds. */
const CLEARED = Object.keys(process.env).filter((name) => /^(AWS_|HTTPS?_PROXY|NO_PROXY)/i.test(name));

/** One AWS with Secrets Manager and STS, and stores opened with the settings and variables that a test names. */
export class Identity {
  readonly folder = mkdtempSync(join(tmpdir(), "identity-"));
  private readonly before = { ...process.env };
  private files = 0;
  /** Lines for the person who runs the command, since the last store was opened. */
  readonly told: string[] = [];

  private constructor(readonly server: LocalServer) {
    for (const name of CLEARED) Reflect.deleteProperty(process.env, name);
    this.restoreVariables();
  }

  static async start(backend?: Backend): Promise<Identity> {
    return new Identity(await startLocalSecretsManager(backend === undefined ? {} : { backend }));
  }

  /** Writes a file, each under a name of its own: the SDK keeps what it has read. */
  file(content: string): string {
    const path = join(this.folder, `file-${this.files++}`);
    writeFileSync(path, content);
    return path;
  }

  /** A store with these settings, as `pulumi config` would give them, in a process with these variables. */
  store(
    config: Readonly<Record<string, unknown>>,
    variables: Readonly<Record<string, string>> = {},
    region = "us-east-1",
  ): SecretStore {
    const given = (key: string) => ({ "aws:endpoints": this.endpoints, ...config })[key];
    const { settings, problems } = readSettings(given, variables);
    if (problems.length > 0) throw new Error(problems.join("; "));
    this.server.hooks.forget();
    this.told.length = 0;
    this.restoreVariables();
    Object.assign(process.env, variables);
    prepareProcess(settings, process.env);
    return secretsManagerStore(
      openClient(
        region,
        settings,
        (name) => process.env[name],
        (line) => this.told.push(line),
      ),
    );
  }

  get endpoints(): unknown {
    return [{ secretsmanager: this.server.url, sts: this.server.url }];
  }

  /** Every call since the last store was opened: operation, who signed it, the account of that key. */
  calls(): string[] {
    return this.server.hooks.calls.map(({ operation, accessKeyId, account }) =>
      [operation, accessKeyId.replace(/^ASIA.*/, "ASIA…"), account].join(" ").trim(),
    );
  }

  async stop(): Promise<void> {
    for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, this.before);
    rmSync(this.folder, { recursive: true });
    await this.server.stop();
  }

  private restoreVariables(): void {
    for (const name of Object.keys(process.env))
      if (/^(AWS_|HTTPS_PROXY)/.test(name)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, {
      HOME: this.folder,
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    });
  }
}

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { auditorsEnvironment, bundledCommand } from "./partnerKeys";
import type { LocalRotation } from "./signer/localRotation";

export interface AgentAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What an agent signs, as its command line has it; by default for the partner of the world, as Qredo's Partner API wants it. */
export type AgentJob = readonly string[];

/** `partner-keys agent` as a process, on a socket in a temporary folder. */
export class RunningAgent {
  readonly folder = mkdtempSync(join(tmpdir(), "agent-"));
  readonly socket = join(this.folder, "own", "agent.sock");
  stdout = "";
  stderr = "";
  private child: ChildProcess | undefined;

  constructor(
    private readonly world: LocalRotation,
    private readonly job: AgentJob = ["--api-key-secret-arn", world.apiKeySecretArn, "--origin", world.partner.url],
  ) {}

  /** Once it listens, or has ended. */
  async start(
    flags: readonly string[] = [],
    place: readonly string[] = ["--socket", this.socket],
  ): Promise<number | null> {
    const { privateKeySecretArn, server } = this.world;
    const args = ["agent", "--private-key-secret-arn", privateKeySecretArn, ...this.job, ...place, ...flags];
    const child = spawn(process.execPath, [(await bundledCommand()).file, ...args], {
      env: auditorsEnvironment(server.url),
    });
    this.child = child;
    this.stdout = "";
    this.stderr = "";
    const ended = once(child, "close");
    child.stderr.setEncoding("utf8").on("data", (text: string) => (this.stderr += text));
    const listening = new Promise<null>((resolve) =>
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        this.stdout += text;
        if (this.stdout.includes('"listening"')) resolve(null);
      }),
    );
    return Promise.race([listening, ended.then(([code]) => code as number)]);
  }

  async end(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    const { child } = this;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "close");
    child.kill(signal);
    await ended;
  }

  async close(): Promise<void> {
    await this.end("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }

  call(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
    port?: number,
  ): Promise<AgentAnswer> {
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          ...(port === undefined ? { socketPath: this.socket } : { host: "127.0.0.1", port }),
          method,
          path,
          headers: { "content-type": "application/json", ...headers },
          agent: false,
        },
        (answer) => {
          let text = "";
          answer.setEncoding("utf8").on("data", (part: string) => (text += part));
          answer.on("end", () =>
            resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) as AgentAnswer["body"] }),
          );
        },
      );
      sent.on("error", reject);
      sent.end(body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body));
    });
  }
}

import * as sdk from "@aws-sdk/client-secrets-manager";
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startLocalSecretsManager } from "../emulator";
import { startLocalPartner } from "../emulator/partner";
import { createSigner } from "../resources/signer";
import { NO_AWS_FILES } from "../workbench/noAwsFiles";
import { REPOSITORY } from "../workbench/repository";
import { numbersTable } from "../workbench/table.cjs";
import { agentCaller, type Send } from "./agentCaller";
import { API_KEY, newKey, publicPemOf } from "./signingKeys";

const REQUESTS = 1_000;
const AT_ONCE = [1, 10];

export interface AgentFigures {
  readonly latency: readonly {
    readonly way: string;
    readonly atOnce: number;
    readonly p50: number;
    readonly p99: number;
  }[];
  /** Resident sets after 500 requests, in MB. */
  readonly memory: readonly { readonly process: string; readonly megabytes: number }[];
}

/** What a request costs through the agent, beside the signer in the process, and what each holds in memory. */
export async function measureAgent(signal: AbortSignal): Promise<AgentFigures> {
  const folder = mkdtempSync(join(tmpdir(), "bench-agent-"));
  const server = await startLocalSecretsManager();
  const partner = await startLocalPartner({ slots: 1, apiKeys: [API_KEY] });
  const credentials = { AWS_ACCESS_KEY_ID: "READER", AWS_SECRET_ACCESS_KEY: "local" };
  const places = { AWS_ENDPOINT_URL_SECRETS_MANAGER: server.url, AWS_ENDPOINT_URL_STS: server.url };
  const env = { ...process.env, ...NO_AWS_FILES, ...credentials, ...places };
  Object.assign(process.env, NO_AWS_FILES, credentials, places);
  const deployer = new sdk.SecretsManagerClient({ region: "us-east-1", endpoint: server.url });
  const create = async (Name: string, SecretString: string) =>
    String((await deployer.send(new sdk.CreateSecretCommand({ Name, SecretString }))).ARN);
  const live = newKey();
  const arns = [await create("bench/private.pem", live), await create("bench/apikey", API_KEY)] as const;
  partner.upload(publicPemOf(live));
  const url = `${partner.url}/v1/orders`;
  const socket = join(folder, "own", "agent.sock");
  const agent = spawnAgent(["--origin", partner.url, "--socket", socket, "--forward"], arns, env);
  const [privateKeySecretArn, apiKeySecretArn] = arns;
  const signer = createSigner({ privateKeySecretArn, apiKeySecretArn, origin: partner.url });
  try {
    for await (const line of agent.stdout) if (String(line).includes('"listening"')) break;
    const caller = agentCaller(socket, url);
    const ways: Readonly<Record<string, Send>> = {
      "not signed": async () => done(await fetch(url, { method: "POST", body: "{}" })),
      "signer in the process": async () => done(await signer.fetch(url, { method: "POST", body: "{}" })),
      "agent, two calls": caller.twoCalls,
      "agent, forwarded": caller.forwarded,
    };
    const latency = [];
    for (const atOnce of AT_ONCE)
      for (const [way, send] of Object.entries(ways))
        latency.push({ way, atOnce, ...percentiles(await times(send, atOnce, signal)) });
    const held = async (...args: readonly string[]) =>
      Number(
        (
          await promisify(execFile)(process.execPath, [join(__dirname, "signingProcess.cjs"), url, ...args], {
            env,
            signal,
          })
        ).stdout,
      );
    const memory = [
      { process: "a service in Node, not signed", megabytes: (await held()) / 1024 },
      { process: "the same with the signer", megabytes: (await held(...arns)) / 1024 },
      { process: "the agent", megabytes: residentOf(agent) / 1024 },
    ];
    return { latency, memory };
  } finally {
    signer.close();
    deployer.destroy();
    const ended = once(agent, "close");
    agent.kill();
    await ended;
    await Promise.all([server.stop(), partner.stop()]);
    rmSync(folder, { recursive: true });
  }
}

function spawnAgent(flags: readonly string[], [key, apiKey]: readonly [string, string], env: NodeJS.ProcessEnv) {
  const main = join(REPOSITORY, "dist", "cli", "main.js");
  const args = [main, "agent", "--private-key-secret-arn", key, "--api-key-secret-arn", apiKey, ...flags];
  return spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] });
}

async function done(answer: Response): Promise<void> {
  await answer.arrayBuffer();
}

async function times(send: Send, atOnce: number, signal: AbortSignal): Promise<number[]> {
  for (let i = 0; i < 50; i++) await send();
  const taken: number[] = [];
  const worker = async () => {
    while (taken.length < REQUESTS) {
      signal.throwIfAborted();
      const started = performance.now();
      await send();
      taken.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return taken;
}

function percentiles(taken: readonly number[]) {
  const sorted = [...taken].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)]!;
  return { p50: at(0.5), p99: at(0.99) };
}

/** NaN where the system does not tell. */
function residentOf({ pid }: ChildProcess): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
  } catch {
    return NaN;
  }
}

/** Markdown, of what docs/evidence/benchmarks.md shows. */
export function agentTable({ latency, memory }: AgentFigures): string {
  const rows = latency.map(({ way, atOnce, p50, p99 }) => [
    `${way}, ${atOnce} at once`,
    p50.toFixed(1),
    p99.toFixed(1),
  ]);
  const held = memory.map(({ process, megabytes }) => [process, megabytes.toFixed(0)]);
  return [
    numbersTable(["request", "p50 ms", "p99 ms"], rows, 1),
    "",
    numbersTable(["process", "MB resident"], held, 1),
  ].join("\n");
}

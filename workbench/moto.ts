import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { madeReady } from "./madeReady";

const READY_ATTEMPTS = 240;

/** The Python that has moto, see {@link madeReady}. */
export function motoPython(): string | undefined {
  return madeReady("moto", "motoPython()");
}

export interface RunningMoto {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts moto on a free port of 127.0.0.1 and waits until it answers. */
export async function startMoto(python: string): Promise<RunningMoto> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(python, ["-m", "moto.server", "-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
  const ended = once(server, "close");
  const stop = async () => {
    server.kill("SIGKILL"); // it keeps nothing, so there is nothing to end in order
    await ended;
  };
  for (let attempt = 0; attempt < READY_ATTEMPTS && server.exitCode === null; attempt++) {
    if (await answers(url)) return { url, stop };
    await sleep(250);
  }
  await stop();
  throw new Error(`starting moto with ${python}: it did not answer at ${url}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/moto-api/data.json`)).ok;
  } catch {
    return false; // not listening yet
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

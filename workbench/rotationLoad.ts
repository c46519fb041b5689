import { setTimeout as sleep } from "node:timers/promises";
import type { SigningClient } from "./signingClients";

const WORKERS = 3;
/** Between two requests of a worker: a service, not a stress test. */
const PAUSE_MILLISECONDS = 10;

/** What one client saw. */
export interface ClientFigures {
  readonly client: string;
  requests: number;
  failed: number;
}

/** Requests without end, through several clients side by side, until it is stopped. */
export class RotationLoad {
  private isOver = false;
  private readonly running: Promise<void>[] = [];
  private readonly seen: ReadonlyMap<SigningClient, ClientFigures>;

  constructor(clients: readonly SigningClient[]) {
    this.seen = new Map(clients.map((client) => [client, { client: client.name, requests: 0, failed: 0 }]));
  }

  get figures(): readonly ClientFigures[] {
    return [...this.seen.values()];
  }

  start(): void {
    for (const [client, figures] of this.seen) {
      for (let worker = 0; worker < WORKERS; worker++) this.running.push(this.work(client, figures, worker));
    }
  }

  /** Waits until every client has sent this many requests more. */
  async more(requests: number): Promise<void> {
    const goals = this.figures.map((figures) => ({ figures, goal: figures.requests + requests }));
    while (goals.some(({ figures, goal }) => figures.requests < goal)) await sleep(PAUSE_MILLISECONDS);
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.running);
    for (const client of this.seen.keys()) client.close();
  }

  private async work(client: SigningClient, figures: ClientFigures, worker: number): Promise<void> {
    for (let i = 0; !this.isOver; i++) {
      const status = await client.send(`${client.name} ${worker} ${i}`).catch(() => 0);
      figures.requests++;
      if (status !== 200) figures.failed++;
      await sleep(PAUSE_MILLISECONDS);
    }
  }
}

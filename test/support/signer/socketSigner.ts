import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { request, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { noBrowser } from "../../../cli/agent/access";
import { Attempts, type Next, type Verdict } from "../../../cli/agent/attempts";
import { ReadRecord } from "../../../cli/agent/health";
import { Room } from "../../../cli/agent/room";
import type { CommandScheme } from "../../../cli/schemes/schemes";
import { agentServer } from "../../../cli/agent/server";
import type { Signer } from "../../../resources/signer";
import { PRIVATE_KEY_ARN, type AttemptKey, type Runs } from "./rotationWorld";

/** Of the world's keys, which are no RSA keys, nothing is signed: the world looks at their versions. */
const SCHEME: CommandScheme = {
  signs: "request",
  sign: ({ apiKey = "" }) => ({ headers: { "x-api-key": apiKey } }),
  isRefusal: async (status) => Promise.resolve(status === 401),
};

/**
 * A signer behind the agent's socket, in this process: its `run` is what a caller in another language does. What travels is
 * counted, so that a world in which nothing happens by itself can wait until nothing is on its way.
 */
export class SocketSigner implements Runs {
  private readonly folder = mkdtempSync(join(tmpdir(), "agent-history-"));
  private readonly path = join(this.folder, "agent.sock");
  private readonly room = new Room();
  private readonly server: Server;
  private travelling = 0;

  constructor(signer: Signer) {
    const attempts = new Counted(signer, SCHEME, this.room);
    attempts.count = (change) => (this.travelling += change);
    const record = new ReadRecord(PRIVATE_KEY_ARN, () => new Date(0));
    const agent = { attempts, forwarding: undefined, record, room: this.room, scheme: SCHEME };
    this.server = agentServer({ ...agent, origins: ["https://api.example.com"], access: noBrowser });
  }

  async listen(): Promise<void> {
    this.server.listen(this.path);
    await once(this.server, "listening");
  }

  get open(): number {
    return this.room.open;
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
    rmSync(this.folder, { recursive: true });
  }

  /** Until every call is where it waits for the world: three turns of the loop without a move. */
  async quiet(): Promise<void> {
    for (let still = 0; still < 3; still++) {
      await turn();
      if (this.travelling !== 0) still = -1;
    }
  }

  /** As the clients of the examples: whatever becomes of the request is reported. */
  async run<T>(
    attempt: (key: AttemptKey) => Promise<T>,
    refused: (answer: T) => boolean,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<T> {
    let next = await this.call("", { url: "https://api.example.com/v1" }, signal);
    const answers: T[] = [];
    while (!next.done) {
      const { id, versionId } = next;
      const report = async (verdict: Verdict, until?: AbortSignal) => this.call(`/${id}`, { verdict }, until);
      try {
        const apiKey = "headers" in next ? next.headers["x-api-key"] : undefined;
        answers.push(await attempt({ versionId, apiKey }));
      } catch (error) {
        await report("unclear");
        throw error;
      }
      next = await report(refused(answers.at(-1)!) ? "refused" : "accepted", signal);
    }
    return next.verdict === "refused" ? answers[0]! : answers.at(-1)!;
  }

  private async call(path: string, fields: object, signal?: AbortSignal): Promise<Next> {
    this.travelling++;
    try {
      const where = { socketPath: this.path, method: "POST", path: `/v1/attempts${path}`, agent: false };
      const sent = request({ ...where, ...(signal && { signal }) });
      sent.end(JSON.stringify(fields));
      const [answer] = (await once(sent, "response")) as [AsyncIterable<Buffer> & { readonly statusCode?: number }];
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Next & { readonly error?: { message: string } };
      if (answer.statusCode !== 200) throw new Error(body.error?.message);
      return body;
    } finally {
      this.travelling--;
    }
  }
}

/** A call arrives, and its answer leaves. */
class Counted extends Attempts {
  count: (change: 1 | -1) => void = () => undefined;

  override async begin(...given: Parameters<Attempts["begin"]>): Promise<Next> {
    return this.counted(super.begin(...given));
  }

  override async report(...given: Parameters<Attempts["report"]>): Promise<Next | undefined> {
    return this.counted(super.report(...given));
  }

  private async counted<T>(work: Promise<T>): Promise<T> {
    this.count(-1);
    try {
      return await work;
    } finally {
      this.count(1);
    }
  }
}

import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";

export type Send = () => Promise<void>;

interface Told {
  readonly id: string;
  readonly done: boolean;
  readonly headers: Record<string, string>;
  readonly status?: number;
}

/** A service that asks an agent, with a connection for each call, as the clients of examples/agent do. */
export function agentCaller(socketPath: string, url: string): { readonly twoCalls: Send; readonly forwarded: Send } {
  const call = async (path: string, fields: object): Promise<Told> => {
    const sent = request({ socketPath, method: "POST", path, agent: false });
    sent.end(JSON.stringify(fields));
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    if (answer.statusCode !== 200) throw new Error(`the agent answered ${String(answer.statusCode)}: ${text}`);
    return JSON.parse(text) as Told;
  };
  const fields = { url, method: "POST", body: "{}" };
  return {
    async twoCalls() {
      const { id, headers } = await call("/v1/attempts", fields);
      const answer = await fetch(url, { method: "POST", body: "{}", headers });
      await answer.arrayBuffer();
      const { done } = await call(`/v1/attempts/${id}`, { status: answer.status });
      if (!done) throw new Error("the partner refused a key");
    },
    async forwarded() {
      const { status } = await call("/v1/fetch", fields);
      if (status !== 200) throw new Error(`the partner answered ${String(status)}`);
    },
  };
}

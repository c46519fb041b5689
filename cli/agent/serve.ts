import { once } from "node:events";
import { createSigner, type SignerOptions } from "../../resources/signer";
import { secretsManagerReader } from "../../resources/signer/secretsManager";
import { Attempts } from "./attempts";
import { ReadRecord } from "./health";
import { agentServer, BACKLOG } from "./server";
import { prepareSocket, type SocketAccess } from "./socketPlace";

export interface AgentOptions extends SocketAccess {
  readonly signer: Pick<SignerOptions, "privateKeySecretArn" | "apiKeySecretArn" | "origin" | "maxAge">;
  readonly region: string;
}

/** Serves until the process is asked to end. `tell` prints one event. */
export async function serve(
  options: AgentOptions,
  tell: (event: object) => Promise<void>,
  now: () => Date,
): Promise<void> {
  await prepareSocket(options);
  const reader = secretsManagerReader(options.region);
  const record = new ReadRecord(options.signer.privateKeySecretArn, now);
  const signer = createSigner({
    ...options.signer,
    read: record.watch(reader.read),
    onEvent: (event) => void tell(event),
  });
  const server = agentServer({ attempts: new Attempts(signer), record });
  // Before anybody can know that it listens
  const asked = Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
  server.listen({ path: options.path, backlog: BACKLOG });
  await once(server, "listening");
  await tell({ type: "listening", socket: options.path });
  await asked;
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  // Who waits for a verdict gets it from nobody now
  setTimeout(() => server.closeAllConnections(), 1_000).unref();
  await closed;
  signer.close();
  reader.close();
  await tell({ type: "stopped" });
}

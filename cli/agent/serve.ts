import { once } from "node:events";
import { failure } from "../../resources/errors";
import { createSigner, type ReadSecret, type SignerOptions } from "../../resources/signer";
import { readWithKeyId } from "../../resources/signer/keyIds";
import { byToken, noBrowser, readToken } from "./access";
import { Attempts } from "./attempts";
import { Forwarding } from "./forwarding";
import { ReadRecord } from "./health";
import { Room } from "./room";
import type { CommandScheme } from "../schemes/schemes";
import { agentServer, BACKLOG } from "./server";
import { prepareSocket, type SocketAccess } from "./socketPlace";

/** Where callers find the agent. */
export type AgentPlace = SocketAccess | { readonly port: number; readonly tokenFile: string };

export interface AgentOptions {
  readonly place: AgentPlace;
  readonly scheme: CommandScheme;
  readonly keyIds: boolean;
  readonly forwards: boolean;
  readonly origins: readonly string[];
  readonly signer: Pick<SignerOptions, "privateKeySecretArn" | "apiKeySecretArn" | "origin" | "maxAge">;
}

const readByLabel: ReadSecret = async (secretArn, stage, aws) => aws.read(secretArn, stage);

/** Serves until the process is asked to end. `tell` prints one event. */
export async function serve(
  { place, scheme, keyIds, forwards, origins, signer: options }: AgentOptions,
  tell: (event: object) => Promise<void>,
  now: () => Date,
): Promise<void> {
  const access = "port" in place ? byToken(readToken(place.tokenFile), place.port) : noBrowser;
  if ("path" in place) await prepareSocket(place);
  const record = new ReadRecord(options.privateKeySecretArn, now);
  const signer = createSigner({
    ...options,
    ...(scheme.ofFetch && { scheme: scheme.ofFetch }),
    refused: async (answer) => scheme.isRefusal(answer.status, async () => answer.json()),
    read: record.watch(keyIds ? readWithKeyId() : readByLabel),
    onEvent: (event) => void tell(event),
  });
  const room = new Room();
  const attempts = new Attempts(signer, scheme, room);
  const forwarding = forwards ? new Forwarding(signer, room) : undefined;
  const server = agentServer({ attempts, forwarding, record, room, scheme, origins, access });
  // Before anybody can know that it listens
  const asked = Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
  server.listen({
    ...("port" in place ? { host: "127.0.0.1", port: place.port } : { path: place.path }),
    backlog: BACKLOG,
  });
  await once(server, "listening").catch((error: unknown) => {
    throw notListening(place, error);
  });
  await tell({ type: "listening", ...("port" in place ? { port: place.port } : { socket: place.path }) });
  await asked;
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  // Who waits for a verdict gets it from nobody now
  setTimeout(() => server.closeAllConnections(), 1_000).unref();
  await closed;
  signer.close();
  await tell({ type: "stopped" });
}

function notListening(place: AgentPlace, error: unknown) {
  const where = "port" in place ? `port ${place.port} of 127.0.0.1` : `socket ${place.path}`;
  const what = `the system refuses it (${(error as NodeJS.ErrnoException).code ?? "no code"})`;
  return failure("ERR_INVALID_INPUT", { doing: `listening at ${where}`, what, advice: "name a free one" });
}

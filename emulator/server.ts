import { once } from "node:events";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { answer } from "./answer";
import { type Backend, localBackend } from "./backend";
import { type Clock, movableClock } from "./clock";
import type { Hooks } from "./hooks/hooks";
import { HookState } from "./hooks/hookState";

/** Never another interface: whoever can connect can read every secret. */
const HOST = "127.0.0.1";

/** Longer than clients keep an idle connection, so that the server never closes one that a client is about to use. */
const KEEP_ALIVE_MILLISECONDS = 120_000;

export interface LocalServer {
  readonly url: string;
  readonly port: number;
  readonly hooks: Hooks;
  readonly clock: Clock;
  /** Closes the listener and every connection; connection refused from then on. */
  refuseConnections(): Promise<void>;
  /** Listens again, on the same port. */
  acceptConnections(): Promise<void>;
  stop(): Promise<void>;
}

export async function startLocalSecretsManager(
  options: { port?: number; backend?: Backend } = {},
): Promise<LocalServer> {
  const clock = movableClock();
  const hooks = new HookState(clock);
  const backend = options.backend ?? localBackend(clock);
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MILLISECONDS }, (request, response) => {
    response.setHeader("date", clock.now().toUTCString());
    // What is left to fail here is the connection, or a test's own boundary listener, whose error the hooks keep.
    answer(request, response, hooks, backend).catch(() => request.socket.destroy());
  });
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://${HOST}:${port}`,
    port,
    hooks,
    clock,
    refuseConnections: () => close(server),
    acceptConnections: async () => {
      if (!server.listening) await listen(server, port);
    },
    stop: () => close(server),
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, HOST);
  await once(server, "listening"); // rejects on "error", a port in use for example
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

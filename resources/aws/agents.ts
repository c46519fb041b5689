import { readFileSync } from "node:fs";
import type { Agent as HttpAgent, ClientRequest } from "node:http";
import type { Agent as HttpsAgent, AgentOptions } from "node:https";

/** What a client of the SDK connects with. */
export interface Agents {
  readonly httpAgent?: HttpAgent;
  readonly httpsAgent: HttpsAgent | AgentOptions;
}

type AgentClass<A> = new (proxy: URL, options: AgentOptions) => A;
interface HttpProxyModule {
  readonly HttpProxyAgent: AgentClass<HttpAgent>;
}
interface HttpsProxyModule {
  readonly HttpsProxyAgent: AgentClass<HttpsAgent & { connect(request: ClientRequest, options: object): unknown }>;
}

const KEPT_ALIVE = { keepAlive: true, maxSockets: 50 };

/** Agents for one way to AWS: directly or through a proxy, with the certificates of a CA bundle instead of the system's. */
export async function agentsFor(proxy: URL | undefined, caFile: string | undefined): Promise<Agents> {
  const trust = caFile === undefined ? {} : { ca: readCaBundle(caFile) };
  if (proxy === undefined) return { httpsAgent: { ...KEPT_ALIVE, ...trust } };
  if (!/^https?:$/.test(proxy.protocol)) throw Object.assign(new Error("no such proxy"), { code: "PROXY_PROTOCOL" });
  const { HttpProxyAgent } = await load<HttpProxyModule>("http-proxy-agent");
  const { HttpsProxyAgent } = await load<HttpsProxyModule>("https-proxy-agent");
  const toAws = new HttpsProxyAgent(proxy, { ...KEPT_ALIVE, ...trust });
  // Its options are for the connection to the proxy; the CA bundle is for AWS behind it as well
  const connect = toAws.connect.bind(toAws);
  toAws.connect = (request, options) => connect(request, { ...options, ...trust });
  return { httpAgent: new HttpProxyAgent(proxy, { ...KEPT_ALIVE, ...trust }), httpsAgent: toAws };
}

/**
 * An ES module that few runs need. Named by a value, so that no bundler puts it into the bundle of a service that has no
 * proxy: they are as large as all of the signer.
 */
async function load<M>(name: string): Promise<M> {
  try {
    return (await import(name)) as M;
  } catch (error) {
    throw Object.assign(new Error(name), { name: "ProxyAgentMissing", code: (error as NodeJS.ErrnoException).code });
  }
}

function readCaBundle(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw Object.assign(new Error(file), { name: "CaBundleUnreadable", code: (error as NodeJS.ErrnoException).code });
  }
}

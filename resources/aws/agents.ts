import { readFileSync } from "node:fs";
import type { Agent as HttpAgent, ClientRequest } from "node:http";
import type { Agent as HttpsAgent, AgentOptions } from "node:https";

/** What a client of the SDK connects with. */
export interface Agents {
  readonly httpAgent?: HttpAgent;
  readonly httpsAgent: HttpsAgent | AgentOptions;
}

type AgentClass<A> = new (proxy: URL, options: AgentOptions & { headers: () => Record<string, string> }) => A;
interface Connecting {
  connect(request: ClientRequest, options: object): unknown;
}
interface HttpProxyModule {
  readonly HttpProxyAgent: AgentClass<HttpAgent & Connecting>;
}
interface HttpsProxyModule {
  readonly HttpsProxyAgent: AgentClass<HttpsAgent & Connecting>;
}

const KEPT_ALIVE = { keepAlive: true, maxSockets: 50 };

/** Agents for one way to AWS: directly or through a proxy, with the certificates of a CA bundle instead of the system's. */
export async function agentsFor(proxy: URL | undefined, caFile: string | undefined): Promise<Agents> {
  const trust = caFile === undefined ? {} : { ca: readCaBundle(caFile) };
  if (proxy === undefined) return { httpsAgent: { ...KEPT_ALIVE, ...trust } };
  if (!/^https?:$/.test(proxy.protocol)) throw Object.assign(new Error("no such proxy"), { code: "PROXY_PROTOCOL" });
  const { HttpProxyAgent } = await load<HttpProxyModule>("http-proxy-agent");
  const { HttpsProxyAgent } = await load<HttpsProxyModule>("https-proxy-agent");
  const { url, headers } = withoutPassword(proxy);
  const toAws = new HttpsProxyAgent(url, { ...KEPT_ALIVE, ...trust, headers });
  // Its options are for the connection to the proxy; the CA bundle is for AWS behind it as well
  const connect = toAws.connect.bind(toAws);
  toAws.connect = (request, options) => connect(request, { ...options, ...trust });
  const httpAgent = new HttpProxyAgent(url, { ...KEPT_ALIVE, ...trust, headers });
  showNothingUnsent(httpAgent);
  return { httpAgent, httpsAgent: toAws };
}

/** What `node:http` keeps of a request until there is a connection. */
type Unsent = ClientRequest & { readonly _header: string; outputData: { data: string }[] };

/**
 * For DEBUG=* the agent prints all that is to be sent, headers and value, once it has put the headers for the proxy before it.
 * So it finds nothing to send, and that is done here.
 */
function showNothingUnsent(agent: Connecting): void {
  const connect = agent.connect.bind(agent);
  agent.connect = (request: Unsent, options) => {
    const unsent = request.outputData;
    request.outputData = [];
    const connecting = connect(request, options);
    const [first] = unsent;
    if (first !== undefined) first.data = request._header + first.data.slice(first.data.indexOf("\r\n\r\n") + 4);
    request.outputData = unsent;
    return connecting;
  };
}

/** The agents print the URL of their proxy for DEBUG=*, and events carry it: user and password go by the header alone. */
function withoutPassword(proxy: URL): { readonly url: URL; readonly headers: () => Record<string, string> } {
  const { username, password } = proxy;
  const url = new URL(proxy);
  url.username = url.password = "";
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization = `Basic ${Buffer.from(user).toString("base64")}`;
  return { url, headers: () => (user === ":" ? {} : { "Proxy-Authorization": authorization }) };
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

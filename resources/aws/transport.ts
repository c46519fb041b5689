import type { Readable } from "node:stream";
import type { HttpHandler, HttpRequest } from "@smithy/core/protocols";
import type { NodeHttpHandler, NodeHttpHandlerOptions } from "@smithy/node-http-handler";
import { agentsFor } from "./agents";
import { onceItWorks } from "./onceItWorks";
import type { OnTheWay } from "./onTheWay";
import { isThisMachine, proxyFor, type Proxies } from "./proxy";
import { firstOf, type AwsSettings, type ReadEnvironment } from "./settings/awsSettings";

// Without throwOnRequestTimeout a server that never answers hangs the deployment for ever: the SDK only warns.
// Its time limit ends with the headers; socketTimeout is for a body that stops half-way, endInTime for one that drips.
const ATTEMPT = 4_000;
const TIMEOUTS = {
  connectionTimeout: 3_000,
  requestTimeout: ATTEMPT,
  socketTimeout: 5_000,
  throwOnRequestTimeout: true,
};

/** Of a proxy that was asked for a tunnel (RFC 9110, CONNECT). */
const REFUSALS: Readonly<Record<number, string>> = { 403: "PROXY_REFUSED", 407: "PROXY_AUTHENTICATION" };

type Handler = Pick<NodeHttpHandler, "handle"> & { destroy?(): void };

/**
 * The one way to AWS of all clients (Secrets Manager, STS, SSO; a deployer's and a signer's): time limits, the CA bundle, and the proxy that the
 * settings name for a host. The SDK for JavaScript reads neither HTTPS_PROXY nor AWS_CA_BUNDLE by itself.
 */
export class Transport implements HttpHandler {
  readonly metadata = { handlerProtocol: "http/1.1" };
  private readonly handlers = new Map<string, () => Promise<Handler>>();
  private readonly toldOf = new Set<string>();

  /**
   * @param caFile the CA bundle to trust; `undefined` trusts the system's
   * @param handlerOf makes the SDK's own handler. A signing service takes it out of a client, to load nothing more
   */
  constructor(
    private readonly proxies: Proxies,
    private readonly caFile: () => Promise<string | undefined>,
    /** One line for the person who runs the command, or for the log of a service. */
    private readonly tell: (line: string) => void,
    private readonly handlerOf: (options: NodeHttpHandlerOptions) => Handler,
  ) {}

  async handle(
    request: HttpRequest,
    options?: Parameters<NodeHttpHandler["handle"]>[1],
  ): ReturnType<NodeHttpHandler["handle"]> {
    // "localhost:4566" is a URL too, of a protocol with that name, and the request would go to port 80 in plain text
    if (!/^https?:$/.test(request.protocol)) {
      const host = `${request.protocol}${request.path}`;
      throw Object.assign(new Error("no such protocol"), { host, code: "ERR_INVALID_PROTOCOL" });
    }
    const host = request.port === undefined ? request.hostname : `${request.hostname}:${request.port}`;
    const url = new URL(`${request.protocol}//${host}`);
    this.tellPlainText(url);
    const proxy = proxyFor(url, this.proxies);
    const way = { host, ...(proxy === undefined ? {} : { proxy: proxy.host }) };
    const startedAt = performance.now();
    let answer;
    try {
      answer = await (await this.handlerFor(proxy)).handle(request, options);
    } catch (error) {
      throw error instanceof Error ? Object.assign(error, way) : error;
    }
    endInTime(answer.response.body as Readable, ATTEMPT - (performance.now() - startedAt), way);
    if (proxy === undefined) return answer;
    const refusal = REFUSALS[answer.response.statusCode];
    // AWS numbers its answers; what has no number is that of the proxy, which let no tunnel through
    if (refusal === undefined || answer.response.headers["x-amzn-requestid"] !== undefined) return answer;
    throw Object.assign(new Error("the proxy let nothing through"), { ...way, code: refusal });
  }

  /** Refusing it would end every stack against LocalStack in a container network (decision 0026). */
  private tellPlainText(url: URL): void {
    if (url.protocol === "https:" || isThisMachine(url) || this.toldOf.has(url.host)) return;
    this.toldOf.add(url.host);
    this.tell(
      `WITHOUT ENCRYPTION: http://${url.host} is another machine, and whoever is on the way there can read the keys and AWS ` +
        "credentials of this run; write https:// in aws:endpoints, AWS_ENDPOINT_URL* or endpoint_url of the profile, " +
        "unless that network is yours alone",
    );
  }

  private handlerFor(proxy: URL | undefined): Promise<Handler> {
    const key = proxy?.href ?? "";
    const known = this.handlers.get(key) ?? onceItWorks(() => this.open(proxy));
    this.handlers.set(key, known);
    return known();
  }

  private async open(proxy: URL | undefined): Promise<Handler> {
    return this.handlerOf({ ...TIMEOUTS, ...(await agentsFor(proxy, await this.caFile())) });
  }

  updateHttpClientConfig(): void {
    // The settings decide, not a client
  }

  /** Closes the connections that are kept alive. */
  destroy(): void {
    for (const handler of this.handlers.values())
      void handler().then(
        (made) => made.destroy?.(),
        () => undefined,
      );
  }

  httpHandlerConfigs(): Record<string, never> {
    return {};
  }
}

/** Headers and body together have the time of one attempt: a byte a second is silence to no other limit. */
function endInTime(body: Readable, milliseconds: number, way: OnTheWay): void {
  const late = Object.assign(new Error("the body of the answer did not end in time"), { name: "TimeoutError", ...way });
  const timer = setTimeout(() => body.destroy(late), milliseconds);
  body.once("close", () => clearTimeout(timer));
}

/** In the order of the AWS provider: its own settings, then the variables. */
export function proxiesOf(
  settings: Pick<AwsSettings, "httpProxy" | "httpsProxy" | "noProxy">,
  environment: ReadEnvironment,
): Proxies {
  const variable = (...names: string[]) => firstOf(environment, ...names);
  const proxies: { -readonly [Name in keyof Proxies]: string | undefined } = {
    httpProxy: settings.httpProxy ?? variable("HTTP_PROXY", "http_proxy"),
    // Where nothing names a proxy for https, that of the settings for http serves (aws-sdk-go-base, HTTPProxyModeLegacy)
    httpsProxy: settings.httpsProxy ?? variable("HTTPS_PROXY", "https_proxy") ?? settings.httpProxy,
    noProxy: settings.noProxy ?? variable("NO_PROXY", "no_proxy"),
  };
  return Object.fromEntries(Object.entries(proxies).filter(([, value]) => value !== undefined));
}

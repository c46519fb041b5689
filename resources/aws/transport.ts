import { readFileSync } from "node:fs";
import type { HttpHandler, HttpRequest } from "@smithy/core/protocols";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { profileSetting } from "./profileSetting";
import { proxyFor, type Proxies } from "./proxy";
import { firstOf, type AwsSettings, type ReadEnvironment } from "./settings/awsSettings";

// Without throwOnRequestTimeout a server that never answers hangs the deployment for ever: the SDK only warns.
// Its time limit ends with the headers; socketTimeout is for a body that stops half-way.
const TIMEOUTS = {
  connectionTimeout: 3_000,
  requestTimeout: 4_000,
  socketTimeout: 5_000,
  throwOnRequestTimeout: true,
};

/** Of a proxy that was asked for a tunnel (RFC 9110, CONNECT). */
const REFUSALS: Readonly<Record<number, string>> = { 403: "PROXY_REFUSED", 407: "PROXY_AUTHENTICATION" };

/** What went wrong on the way: where the request was to go, and through which proxy. Never a proxy's user or password. */
export interface OnTheWay {
  readonly host?: string;
  readonly proxy?: string;
}

/**
 * The one way to AWS of all clients (Secrets Manager, STS, SSO): time limits, the CA bundle, and the proxy that the
 * settings name for a host. The SDK for JavaScript reads neither HTTPS_PROXY nor AWS_CA_BUNDLE by itself.
 */
export class Transport implements HttpHandler {
  readonly metadata = { handlerProtocol: "http/1.1" };
  private readonly handlers = new Map<string, Promise<NodeHttpHandler>>();

  constructor(
    private readonly proxies: Proxies,
    private readonly caFile: () => Promise<string | undefined>,
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
    const proxy = proxyFor(new URL(`${request.protocol}//${host}`), this.proxies);
    const way = { host, ...(proxy === undefined ? {} : { proxy: proxy.host }) };
    let answer;
    try {
      answer = await (await this.handlerFor(proxy)).handle(request, options);
    } catch (error) {
      throw error instanceof Error ? Object.assign(error, way) : error;
    }
    if (proxy === undefined) return answer;
    const refusal = REFUSALS[answer.response.statusCode];
    // AWS numbers its answers; what has no number is that of the proxy, which let no tunnel through
    if (refusal === undefined || answer.response.headers["x-amzn-requestid"] !== undefined) return answer;
    throw Object.assign(new Error("the proxy let nothing through"), { ...way, code: refusal });
  }

  private handlerFor(proxy: URL | undefined): Promise<NodeHttpHandler> {
    const key = proxy?.href ?? "";
    const known = this.handlers.get(key) ?? this.makeHandler(proxy);
    this.handlers.set(key, known);
    return known;
  }

  private async makeHandler(proxy: URL | undefined): Promise<NodeHttpHandler> {
    const caFile = await this.caFile();
    const trust = caFile === undefined ? {} : { ca: readCaBundle(caFile) };
    const keptAlive = { keepAlive: true, maxSockets: 50 };
    if (proxy === undefined) return new NodeHttpHandler({ ...TIMEOUTS, httpsAgent: { ...keptAlive, ...trust } });
    if (!/^https?:$/.test(proxy.protocol)) throw Object.assign(new Error("no such proxy"), { code: "PROXY_PROTOCOL" });
    // ES modules, and few runs have a proxy
    const { HttpProxyAgent } = await import("http-proxy-agent");
    const { HttpsProxyAgent } = await import("https-proxy-agent");
    const toAws = new HttpsProxyAgent(proxy, { ...keptAlive, ...trust });
    // Its options are for the connection to the proxy; the CA bundle is for AWS behind it as well
    const connect = toAws.connect.bind(toAws);
    toAws.connect = (request, options) => connect(request, { ...options, ...trust });
    return new NodeHttpHandler({
      ...TIMEOUTS,
      httpAgent: new HttpProxyAgent(proxy, { ...keptAlive, ...trust }),
      httpsAgent: toAws,
    });
  }

  updateHttpClientConfig(): void {
    // The settings decide, not a client
  }

  httpHandlerConfigs(): Record<string, never> {
    return {};
  }
}

function readCaBundle(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw Object.assign(new Error(file), { name: "CaBundleUnreadable", code: (error as NodeJS.ErrnoException).code });
  }
}

/** In the order of the AWS provider: its own settings, then the variables, then the profile. */
export function openTransport(settings: AwsSettings, environment: ReadEnvironment): Transport {
  const variable = (...names: string[]) => firstOf(environment, ...names);
  const proxies: { -readonly [Name in keyof Proxies]: string | undefined } = {
    httpProxy: settings.httpProxy ?? variable("HTTP_PROXY", "http_proxy"),
    // Where nothing names a proxy for https, that of the settings for http serves (aws-sdk-go-base, HTTPProxyModeLegacy)
    httpsProxy: settings.httpsProxy ?? variable("HTTPS_PROXY", "https_proxy") ?? settings.httpProxy,
    noProxy: settings.noProxy ?? variable("NO_PROXY", "no_proxy"),
  };
  const given = Object.fromEntries(Object.entries(proxies).filter(([, value]) => value !== undefined));
  const caBundle = settings.customCaBundle ?? variable("AWS_CA_BUNDLE");
  return new Transport(given, async () => caBundle ?? profileSetting("ca_bundle", environment));
}

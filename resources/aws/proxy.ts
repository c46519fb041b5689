import { BlockList, isIP } from "node:net";

export interface Proxies {
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
}

/**
 * The proxy for a URL, or `undefined` to go there directly, by the rules of the Go standard library
 * (golang.org/x/net/http/httpproxy), so that we take the same way as the AWS provider: a domain in NO_PROXY stands for
 * its subdomains too, address ranges count, and the own machine is never reached through a proxy.
 */
export function proxyFor(url: URL, { httpProxy, httpsProxy, noProxy = "" }: Proxies): URL | undefined {
  const proxy = url.protocol === "https:" ? httpsProxy : httpProxy;
  if (proxy === undefined || goesDirectly(url, noProxy)) return undefined;
  return new URL(/^[a-z0-9]+:\/\//i.test(proxy) ? proxy : `http://${proxy}`);
}

/** Whether nobody is on the way: the loopback interface. A name that only resolves to it may resolve elsewhere tomorrow. */
export function isThisMachine(url: URL): boolean {
  const host = hostOf(url);
  return host === "localhost" || (isIP(host) !== 0 && isInRange(host, isIP(host) === 6 ? "::1/128" : "127.0.0.0/8"));
}

function hostOf(url: URL): string {
  return url.hostname.toLowerCase().replace(/^\[|\]$|\.$/g, "");
}

function goesDirectly(url: URL, noProxy: string): boolean {
  if (isThisMachine(url)) return true;
  const host = hostOf(url);
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => {
      if (entry === "*") return true;
      if (entry.includes("/")) return isIP(host) !== 0 && isInRange(host, entry);
      const [, name = entry, onPort] = /^(.*[^:]|\[.*\]):(\d+)$/.exec(entry) ?? [];
      if (onPort !== undefined && onPort !== port) return false;
      const domain = name.replace(/^\*?\.|^\[|\]$/g, "");
      const onlyBelow = /^\*?\./.test(name);
      return host.endsWith(`.${domain}`) || (!onlyBelow && host === domain);
    });
}

function isInRange(host: string, range: string): boolean {
  const [network = "", prefix] = range.split("/");
  const family = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");
  const list = new BlockList();
  try {
    list.addSubnet(network, Number(prefix), family(network));
  } catch {
    return false; // no address range: a wrong entry stands for nothing, as in Go
  }
  return list.check(host, family(host));
}

/** What went wrong on the way: where the request was to go, and through which proxy. Never a proxy's user or password. */
export interface OnTheWay {
  readonly host?: string;
  readonly proxy?: string;
}

interface LostOnTheWay extends OnTheWay {
  readonly name: string;
  readonly code?: string;
}

/** How settings and permissions are named, where the advice is read. */
export interface SettingNames {
  /** Whose permissions they are. */
  readonly who: string;
  readonly caBundle: string;
  readonly proxy: string;
  readonly noProxy: string;
  readonly endpoints: string;
  readonly stsRegion: string;
}

/** Of a deployment: settings of the stack's config come first. */
export const OF_A_STACK: SettingNames = {
  who: "the deployer",
  caBundle: "aws:customCaBundle or AWS_CA_BUNDLE",
  proxy: "aws:httpsProxy or HTTPS_PROXY",
  noProxy: "aws:noProxy or NO_PROXY",
  endpoints: "aws:endpoints",
  stsRegion: "aws:stsRegion",
};

/** Of a service: it has the variables alone. */
export const OF_A_SERVICE: SettingNames = {
  who: "this role",
  caBundle: "AWS_CA_BUNDLE",
  proxy: "HTTPS_PROXY",
  noProxy: "NO_PROXY",
  endpoints: "AWS_ENDPOINT_URL_SECRETS_MANAGER",
  stsRegion: "AWS_REGION",
};

/** Of a command that somebody runs: the variables and the profile. */
export const OF_A_COMMAND: SettingNames = {
  who: "this identity",
  caBundle: "AWS_CA_BUNDLE or ca_bundle of the profile",
  proxy: "HTTPS_PROXY",
  noProxy: "NO_PROXY",
  endpoints: "AWS_ENDPOINT_URL_SECRETS_MANAGER, AWS_ENDPOINT_URL_STS",
  stsRegion: "--region",
};

type Row = readonly [when: (error: LostOnTheWay) => boolean, advice: (names: SettingNames) => string];

const hasCode =
  (pattern: RegExp) =>
  ({ code = "" }: LostOnTheWay) =>
    pattern.test(code);
const isCalled =
  (name: string) =>
  (error: LostOnTheWay): boolean =>
    error.name === name;

/** What to do about a request that did not reach AWS, by the code of Node (nodejs.org, errors and tls) or of ours. */
const ROWS: readonly Row[] = [
  [
    hasCode(/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/),
    () => "its certificate is not valid today: check the clock of this machine, then the certificate",
  ],
  [
    hasCode(/^ERR_TLS_CERT_ALTNAME_INVALID$/),
    ({ endpoints }) => `its certificate is of another host: check the host in ${endpoints}, and the proxy`,
  ],
  [
    hasCode(/^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_|ERR_SSL_)/),
    ({ caBundle }) =>
      `its certificate is not trusted here: name the CA bundle of your endpoint or proxy in ${caBundle}`,
  ],
  [isCalled("CaBundleUnreadable"), ({ caBundle }) => `check ${caBundle}`],
  [
    isCalled("ProxyAgentMissing"),
    () => "keep http-proxy-agent and https-proxy-agent out of the bundle, and install them beside it",
  ],
  [hasCode(/^PROXY_AUTHENTICATION$/), ({ proxy }) => `the proxy wants user and password: put them into ${proxy}`],
  [
    hasCode(/^ERR_INVALID_PROTOCOL$/),
    ({ endpoints }) =>
      `its URL has to begin with https:// or http://: check ${endpoints}, AWS_ENDPOINT_URL* and endpoint_url of the profile`,
  ],
  [
    hasCode(/^(PROXY_PROTOCOL|ERR_INVALID_URL)$/),
    ({ proxy }) => `a proxy is written http://host:port or https://host:port: check ${proxy}`,
  ],
  [
    hasCode(/^PROXY_REFUSED$/),
    ({ noProxy }) =>
      `the proxy does not let it through: ask for that host to be allowed, or leave it out with ${noProxy}`,
  ],
  [
    ({ proxy, code }) => proxy !== undefined && code !== undefined,
    ({ proxy, noProxy }) => `check the proxy (${proxy}), or leave the host out with ${noProxy}`,
  ],
  [hasCode(/^EPROTO$/), ({ endpoints }) => `no TLS is spoken there: check http or https in ${endpoints}`],
  [
    hasCode(/^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/),
    ({ proxy }) => `nothing leads there from this machine: it wants a VPC endpoint, a way out, or a proxy (${proxy})`,
  ],
  [hasCode(/^ENOTFOUND$/), ({ endpoints }) => `there is no host of that name: check the region and ${endpoints}`],
];

export function adviceOnTheWay(error: LostOnTheWay, names: SettingNames): string | undefined {
  return ROWS.find(([when]) => when(error))?.[1](names);
}

/** What happened, in our own words. `attempts`: how often it was tried, where that is known. */
export function noAnswer(error: LostOnTheWay, endpoint: string, attempts?: number): string {
  if (error.name === "CaBundleUnreadable" || error.name === "ProxyAgentMissing") {
    const what = error.name === "CaBundleUnreadable" ? "CA bundle" : "package";
    return `${what} ${(error as unknown as Error).message} cannot be read (${error.code ?? ""})`;
  }
  const through = error.proxy === undefined ? "" : ` through proxy ${error.proxy}`;
  const tried = attempts ? `, ${attempts} attempt${attempts === 1 ? "" : "s"}` : "";
  return `no answer from ${error.host ?? endpoint}${through} (${error.code ?? "timeout"}${tried})`;
}

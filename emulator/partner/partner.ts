import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { answerKeys, KEYS_PATH } from "./keysApi";
import { REFUSALS, type Refusal } from "./refusals";
import type { SignedRequest, Verify } from "./signedRequest";
import { type AssertingPartner, verifyAssertion } from "./verifyAssertion";
import { verifyOci } from "./verifyOci";
import { verifyQredo } from "./verifyQredo";
import { type KnownKey, knownKey } from "./verifySignature";

const HOST = "127.0.0.1";

/** What the partner does with a request, once told otherwise. */
export type Mood =
  /** Verifies and executes. */
  | "normal"
  /** Refuses every signature. */
  | "refuses all"
  /** Verifies nothing and executes everything, as a sandbox may. */
  | "takes all"
  /** Executes, then breaks the connection. */
  | "loses the answer"
  /** 503 before anything is verified. */
  | "unavailable"
  /** Another status, before anything is verified. */
  | { readonly answers: number }
  | { readonly redirectsTo: string };

export interface PartnerOptions {
  /** How many public keys it keeps; one more pushes the oldest out. */
  readonly slots: 1 | 2;
  readonly apiKeys: readonly string[];
  /** Whose scheme it verifies. @default "qredo" */
  readonly scheme?: PartnerScheme;
  /** @default that of the scheme */
  readonly refusal?: Refusal;
  /** How many bytes longer a refusal is than it has to be. @default 0 */
  readonly refusalPadding?: number;
  /** Seconds that a timestamp may be off. @default 300 */
  readonly skewSeconds?: number;
  readonly now?: () => number;
}

export type PartnerScheme = "qredo" | "oci" | AssertingPartner;

export interface LocalPartner {
  readonly url: string;
  mood: Mood;
  /** Keys that may call; the oldest first. */
  apiKeys: readonly string[];
  /** What the person does in the partner's web app, with a public key or a certificate. @returns the id that the partner gives it */
  upload(pem: string): string;
  /** Its keys, the oldest first, as a program lists them. */
  list(): readonly { readonly id: string; readonly name: string }[];
  remove(id: string): void;
  /** The partner forgets all but the newest key. */
  dropOldKeys(): void;
  /** How often each request, named by its `x-request-id`, was executed. */
  readonly executions: ReadonlyMap<string, number>;
  /** Requests that were answered with a refusal. */
  readonly refused: number;
  stop(): Promise<void>;
}

/** A partner that verifies a scheme: Qredo's, where no other is asked for. */
export async function startLocalPartner(options: PartnerOptions): Promise<LocalPartner> {
  const partner = new Partner(options);
  const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
    partner.answer(request, response).catch(() => request.socket.destroy());
  });
  server.listen(0, HOST);
  await once(server, "listening");
  partner.url = `http://${HOST}:${(server.address() as AddressInfo).port}`;
  partner.stop = async () => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return partner;
}

class Partner implements LocalPartner {
  url = "";
  stop = async (): Promise<void> => undefined;
  mood: Mood = "normal";
  apiKeys: readonly string[];
  refused = 0;
  readonly executions = new Map<string, number>();
  private keys: readonly KnownKey[] = [];
  private uploads = 0;
  private readonly names = new Map<string, string>();
  private readonly spent = new Set<string>();
  private readonly verify: Verify;

  constructor(private readonly options: PartnerOptions) {
    this.apiKeys = options.apiKeys;
    const { scheme = "qredo" } = options;
    this.verify = scheme === "qredo" ? verifyQredo : scheme === "oci" ? verifyOci : verifyAssertion(scheme);
  }

  upload(pem: string, name = ""): string {
    const key = knownKey(pem, `key-${++this.uploads}`);
    this.names.set(key.id, name);
    const others = this.keys.filter(({ publicKeyPem }) => publicKeyPem !== key.publicKeyPem);
    this.keys = [...others, key].slice(-this.options.slots);
    return key.id;
  }

  get isFull(): boolean {
    return this.keys.length >= this.options.slots;
  }

  list(): readonly { readonly id: string; readonly name: string }[] {
    return this.keys.map(({ id }) => ({ id, name: this.names.get(id) ?? "" }));
  }

  remove(id: string): void {
    this.keys = this.keys.filter((key) => key.id !== id);
  }

  dropOldKeys(): void {
    this.keys = this.keys.slice(-1);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    if (request.url?.startsWith(KEYS_PATH) === true) {
      const answer = answerKeys(this, request.method ?? "", request.url, body.toString());
      return send(response, answer.status, answer.body);
    }
    const { mood } = this;
    if (typeof mood === "object" && "answers" in mood) return send(response, mood.answers, { msg: "not now" });
    const { method = "", url = "", headers } = request;
    const signedRequest = { method, target: url, headers, body };
    if (typeof mood === "object") return send(response, 307, undefined, { location: mood.redirectsTo });
    if (mood === "unavailable") return send(response, 503, { msg: "unavailable" });
    if (mood !== "takes all" && (mood === "refuses all" || !(await this.isGenuine(signedRequest)))) {
      this.refused++;
      const { scheme = "qredo", refusal = scheme, refusalPadding = 0 } = this.options;
      const { status, body } = REFUSALS[refusal];
      return send(response, status, refusalPadding === 0 ? body : { ...body, padding: "x".repeat(refusalPadding) });
    }
    this.execute(String(request.headers["x-request-id"]));
    if (mood === "loses the answer") return void request.socket.destroy();
    send(response, 200, { result: "done" });
  }

  private async isGenuine(request: SignedRequest): Promise<boolean> {
    const { now = Date.now, skewSeconds = 300 } = this.options;
    const { url: origin, apiKeys, keys, spent } = this;
    return this.verify(request, { origin, apiKeys, keys, spent, now: now() / 1000, skewSeconds });
  }

  private execute(id: string): void {
    this.executions.set(id, (this.executions.get(id) ?? 0) + 1);
  }
}

function send(response: ServerResponse, status: number, body?: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(body && JSON.stringify(body));
}

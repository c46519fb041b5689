import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { REFUSALS } from "../../emulator/partner";

/** Where a JWKS is published, and a partner that verifies by it: it knows no key but those that it has fetched. */
export class JwksPartner {
  url = "";
  refused = 0;
  /** How often somebody else than the partner asked for the document. */
  asked = 0;
  /** What is answered in place of the document. */
  mood: { readonly status: number; readonly body: string } | undefined;
  document = "";
  private fetched = '{"keys":[]}';
  private readonly server = createServer((request, response) => {
    this.answer(request, response).catch(() => request.socket.destroy());
  });

  static async start(): Promise<JwksPartner> {
    const partner = new JwksPartner();
    partner.server.listen(0, "127.0.0.1");
    await once(partner.server, "listening");
    partner.url = `http://127.0.0.1:${(partner.server.address() as AddressInfo).port}`;
    return partner;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }

  /** The partner fetches what is published, and keeps it until the next time. */
  fetch(): void {
    this.fetched = this.document;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    if (request.method === "PUT") {
      this.document = body;
      return void response.writeHead(204).end();
    }
    if (request.method === "GET") {
      this.asked++;
      const { status, body } = this.mood ?? { status: this.document === "" ? 404 : 200, body: this.document };
      return void response.writeHead(status).end(body);
    }
    const assertion = new URLSearchParams(body).get("client_assertion") ?? "";
    if (await this.isGenuine(assertion, request.url ?? "")) return void response.end("{}");
    this.refused++;
    const refusal = REFUSALS.okta;
    response.writeHead(refusal.status, { "content-type": "application/json" }).end(JSON.stringify(refusal.body));
  }

  /** `jose` reads the key by its `kid`, and is not what signed. */
  private async isGenuine(assertion: string, path: string): Promise<boolean> {
    const jose = await import("jose"); // an ES module
    const keys = jose.createLocalJWKSet(JSON.parse(this.fetched) as Parameters<typeof jose.createLocalJWKSet>[0]);
    return jose.jwtVerify(assertion, keys, { audience: `${this.url}${path}` }).then(
      () => true,
      () => false,
    );
  }
}

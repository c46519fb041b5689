import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer, request as send, type Server } from "node:http";
import { connect, type AddressInfo, type Server as NetServer } from "node:net";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { selfSigned } from "./certificate";

/** A name that only the proxy can reach: so whoever gets an answer went through it. */
export const HOST = "secretsmanager.test";
export const PASSWORD = "proxy-password";

/** A proxy on this machine that wants a password, in front of an endpoint with a certificate of its own. */
export class ProxiedAws {
  private constructor(
    private readonly tls: NetServer,
    private readonly proxy: Server,
    /** With user and password. */
    readonly url: string,
    /** File of the certificate to trust. */
    readonly ca: string,
    /** What the proxy was asked for. */
    readonly asked: string[],
  ) {}

  /** `port`: of the server that stands for AWS. `folder`: where the certificate is written. */
  static async start(port: number, folder: string): Promise<ProxiedAws> {
    const asked: string[] = [];
    const pair = selfSigned(HOST);
    const ca = join(folder, "cert.pem");
    writeFileSync(ca, pair.cert);
    const tls = createTlsServer(pair, (socket) => {
      const inner = connect(port, "127.0.0.1");
      socket.on("error", () => inner.destroy());
      inner.on("error", () => socket.destroy());
      socket.pipe(inner).pipe(socket);
    });
    const tlsPort = await portOf(tls);
    const expected = `Basic ${Buffer.from(`me:${PASSWORD}`).toString("base64")}`;
    // An endpoint without TLS: the proxy is sent the request itself
    const proxy = createServer((request, response) => {
      const { host, pathname } = new URL(request.url ?? "");
      asked.push(host);
      const { "proxy-authorization": given, ...headers } = request.headers;
      if (given !== expected || host !== HOST) return void response.writeHead(given === expected ? 502 : 407).end();
      const inner = send({ port, host: "127.0.0.1", path: pathname, method: request.method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      inner.on("error", () => response.destroy());
      request.pipe(inner);
    }).on("connect", (request, socket) => {
      asked.push(request.url ?? "");
      if (request.headers["proxy-authorization"] !== expected) {
        socket.end("HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n");
        return;
      }
      if (request.url === "forbidden.test:443") {
        socket.end("HTTP/1.1 403 Forbidden\r\ncontent-type: text/html\r\ncontent-length: 6\r\n\r\n<html>");
        return;
      }
      if (request.url !== `${HOST}:443`)
        return void socket.end("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n");
      const inner = connect(tlsPort, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
        socket.pipe(inner).pipe(socket);
      });
      inner.on("error", () => socket.destroy());
      socket.on("error", () => inner.destroy());
    });
    const url = `http://me:${PASSWORD}@127.0.0.1:${await portOf(proxy)}`;
    return new ProxiedAws(tls, proxy, url, ca, asked);
  }

  stop(): void {
    this.proxy.closeAllConnections();
    this.proxy.close();
    this.tls.close();
  }
}

async function portOf(server: Server | NetServer): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

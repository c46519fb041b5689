import * as assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { connect, type AddressInfo, type Server as NetServer } from "node:net";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { failure } from "../support/failure";
import { Identity } from "../support/identity";
import { openssl, opensslVersion } from "../support/openssl";

/** A name that only the proxy can reach: so whoever gets an answer went through it. */
const HOST = "secretsmanager.test";
const KEYS = { "aws:accessKey": "AKIACONFIG", "aws:secretKey": "s" };
const PASSWORD = "proxy-password";

async function portOf(server: Server | NetServer): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

// Without openssl there is nobody to make the certificate
if (opensslVersion() !== undefined)
  describe("the way to AWS, through a proxy to an endpoint with a certificate of its own", function () {
    this.timeout(30_000);
    let under: Identity;
    let tls: NetServer;
    let proxy: Server;
    let proxyUrl: string;
    let ca: string;
    /** What the proxy was asked for. */
    const asked: string[] = [];

    before(async () => {
      under = await Identity.start();
      const [key, cert] = [join(under.folder, "key.pem"), join(under.folder, "cert.pem")];
      const subject = ["-subj", `/CN=${HOST}`, "-addext", `subjectAltName=DNS:${HOST}`];
      openssl([
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        ...subject,
        "-keyout",
        key,
        "-out",
        cert,
      ]);
      ca = cert;
      const pair = { key: readFileSync(key), cert: readFileSync(cert) };
      tls = createTlsServer(pair, (socket) => {
        const inner = connect(under.server.port, "127.0.0.1");
        socket.on("error", () => inner.destroy());
        inner.on("error", () => socket.destroy());
        socket.pipe(inner).pipe(socket);
      });
      const tlsPort = await portOf(tls);
      proxy = createServer().on("connect", (request, socket) => {
        asked.push(request.url ?? "");
        const expected = `Basic ${Buffer.from(`me:${PASSWORD}`).toString("base64")}`;
        if (request.headers["proxy-authorization"] !== expected) {
          socket.end("HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n");
          return;
        }
        const inner = connect(tlsPort, "127.0.0.1", () => {
          socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
          socket.pipe(inner).pipe(socket);
        });
        inner.on("error", () => socket.destroy());
        socket.on("error", () => inner.destroy());
      });
      proxyUrl = `http://me:${PASSWORD}@127.0.0.1:${await portOf(proxy)}`;
    });
    beforeEach(() => asked.splice(0));
    after(async () => {
      proxy.closeAllConnections();
      proxy.close();
      tls.close();
      await under.stop();
    });

    const config = (more: object) => ({
      ...KEYS,
      "aws:endpoints": { secretsmanager: `https://${HOST}`, sts: `https://${HOST}` },
      ...more,
    });

    it("asks the proxy of the settings, also for STS, and trusts the CA bundle of the settings", async () => {
      const guarded = { "aws:httpsProxy": proxyUrl, "aws:customCaBundle": ca, "aws:allowedAccountIds": "123456789012" };
      assert.equal(await under.store(config(guarded)).describe("acme/key"), undefined);
      assert.deepEqual(under.calls(), [
        "GetCallerIdentity AKIACONFIG 123456789012",
        "DescribeSecret AKIACONFIG 123456789012",
      ]);
      assert.deepEqual([...new Set(asked)], [`${HOST}:443`]);
    });

    it("takes HTTPS_PROXY and AWS_CA_BUNDLE where the settings say nothing", async () => {
      const variables = { HTTPS_PROXY: proxyUrl, AWS_CA_BUNDLE: ca };
      assert.equal(await under.store(config({}), variables).describe("acme/key"), undefined);
      assert.deepEqual([...new Set(asked)], [`${HOST}:443`]);
    });

    const refusals: readonly (readonly [string, () => object, RegExp])[] = [
      [
        "an untrusted certificate",
        () => ({ "aws:httpsProxy": proxyUrl }),
        /no answer from secretsmanager\.test .*\((DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT\w*)[^)]*\); its certificate is not trusted here: name the CA bundle/,
      ],
      [
        "a CA bundle that is not there",
        () => ({ "aws:httpsProxy": proxyUrl, "aws:customCaBundle": "/no/ca.pem" }),
        /CA bundle \/no\/ca\.pem cannot be read \(ENOENT\); check aws:customCaBundle/,
      ],
      [
        "a wrong password",
        () => ({ "aws:httpsProxy": proxyUrl.replace(PASSWORD, "wrong-password"), "aws:customCaBundle": ca }),
        /through proxy 127\.0\.0\.1:\d+ \(PROXY_AUTHENTICATION[^)]*\); the proxy wants user and password/,
      ],
      [
        "a proxy that is down",
        () => ({ "aws:httpsProxy": `http://me:${PASSWORD}@127.0.0.1:9`, "aws:customCaBundle": ca }),
        /no answer from secretsmanager\.test through proxy 127\.0\.0\.1:9 \(ECONNREFUSED[^)]*\); check the proxy/,
      ],
      [
        "NO_PROXY, and a host that cannot be reached directly",
        () => ({ "aws:httpsProxy": proxyUrl, "aws:noProxy": ".test" }),
        /no answer from secretsmanager\.test \((ENOTFOUND|EAI_AGAIN)/,
      ],
    ];
    for (const [what, more, message] of refusals) {
      it(`says so, and shows no password: ${what}`, async () => {
        const error = await failure(under.store(config(more())).describe("acme/key"), "ERR_STORE_UNAVAILABLE", message);
        assert.doesNotMatch(error.message, /password@|proxy-password|wrong-password/);
        assert.deepEqual(under.calls(), []);
      });
    }
  });

import * as assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Scenario } from "../support/scenario";

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { PartnerCredentials } from "pulumi-partner-keys/stacks";

const args = JSON.parse(process.env["ARGS"] ?? "{}");
const told: Record<string, object> = {};
for (const [name, more] of Object.entries<object>(args.each)) {
  const { publicKeyFingerprint, pendingFingerprint, jwks } = new PartnerCredentials(name, { partner: name, ...args.all, ...more });
  told[name] = { publicKeyFingerprint, pendingFingerprint, jwks };
}
export const partners = pulumi.jsonStringify(told);
`;

type Told = Readonly<Record<"publicKeyFingerprint" | "pendingFingerprint" | "jwks", string>>;
type Keys = { kid: string }[];

/** What the URL of each partner answers, and what is printed of that. */
const ANSWERS: Readonly<Record<string, { readonly answer: (keys: Keys) => RequestListener; readonly line: RegExp }>> = {
  html: { answer: () => (_, to) => to.end("<html>"), line: /answered HTML that is no JWKS/ },
  missing: { answer: () => (_, to) => to.writeHead(404).end(), line: /answered 404/ },
  moved: {
    answer: () => (_, to) => to.writeHead(302, { location: "/good" }).end(),
    line: /answered 302, a redirect, which is not followed/,
  },
  late: { answer: () => () => undefined, line: /did not answer within 5 seconds/ },
  long: { answer: () => (_, to) => to.end("x".repeat(64 * 1024 + 1)), line: /answered more than 64 kB/ },
  swapped: {
    answer:
      ([pending, live]) =>
      (_, to) =>
        to.end(JSON.stringify({ keys: [{ ...live, kid: pending?.kid }, live] })),
    line: /holds another key than the pending key SHA256:\S+ under its kid \S+: x, y differ/,
  },
};

describe("engine: a JWKS URL that answers something else, of each partner of a stack", () => {
  let scenario: Scenario;
  let server: Server;
  const listeners: Record<string, RequestListener> = {};
  const run = (rotation: string) => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const each = Object.fromEntries(Object.keys(ANSWERS).map((name) => [name, { jwksUrl: `${url}/${name}` }]));
    const all = {
      environment: "production",
      keyPair: { ec: { namedCurve: "P-256" } },
      rotation,
      activation: "published",
      publishedForHours: 24,
      deletionProtection: false,
    };
    return { ARGS: JSON.stringify({ all, each }) };
  };
  const told = async () =>
    JSON.parse(String((await scenario.project.outputs())["partners"])) as Readonly<Record<string, Told>>;

  before(async () => {
    server = createServer((request, response) => listeners[(request.url ?? "").slice(1)]?.(request, response));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    scenario = await Scenario.start({ program: PROGRAM, quick: true });
    await scenario.run(["stack", "init", "dev"]);
    await scenario.up(run("1"));
    await scenario.up(run("2"));
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await scenario.close();
  });

  it("says of each in one line what it answered, keeps its live key, and fails nothing", async () => {
    const before = await told();
    for (const [name, { answer }] of Object.entries(ANSWERS)) {
      const { keys } = JSON.parse(before[name]?.jwks ?? "{}") as { keys: Keys };
      assert.equal(keys.length, 2);
      listeners[name] = answer(keys);
    }
    const { stdout } = await scenario.up(run("2"));
    for (const [name, { line }] of Object.entries(ANSWERS)) {
      // As the diagnostics of the run have them; it was printed once more while it ran
      const lines = stdout
        .split("\n")
        .filter((one) => one.startsWith("    http://127.0.0.1") && one.includes(`/${name} `));
      assert.equal(lines.length, 1, stdout);
      assert.match(lines[0] ?? "", line);
      assert.match(lines[0] ?? "", /: SHA256:\S+ stays live$/);
    }
    assert.deepEqual(await told(), before);
  });
});

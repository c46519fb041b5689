import * as assert from "node:assert/strict";
import { age } from "../support/aged";
import { oktaClient } from "../support/assertingClients";
import { JwksPartner } from "../support/jwksPartner";
import { credentials } from "../support/programs";
import { Scenario } from "../support/scenario";
import { ServiceUnderLoad } from "../support/serviceUnderLoad";

/** The document is published by the same program, as examples/published-keys does it with S3 and CloudFront. */
const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { PartnerCredentials } from "pulumi-partner-keys/stacks";

class Hosted extends pulumi.dynamic.Resource {
  constructor(name: string, props: { url: string; content: pulumi.Output<string> }) {
    const put = async ({ url, content }: { url: string; content: string }) => {
      await fetch(url, { method: "PUT", body: content });
    };
    const provider: pulumi.dynamic.ResourceProvider = {
      create: async (inputs) => (await put(inputs), { id: "jwks", outs: inputs }),
      update: async (_id, _olds, news) => (await put(news), { outs: news }),
      diff: async (_id, olds, news) => ({ changes: olds["content"] !== news["content"] }),
    };
    super(provider, name, props);
  }
}

const args = JSON.parse(process.env["CREDENTIALS"] ?? "{}");
const credentials = new PartnerCredentials("partner", args);
new Hosted("jwks", { url: args.jwksUrl, content: credentials.jwks });

export const { publicKeyFingerprint, pendingFingerprint, previousFingerprint, jwks, handoff } = credentials;
`;

type Told = Readonly<
  Record<"publicKeyFingerprint" | "pendingFingerprint" | "previousFingerprint" | "jwks" | "handoff", string>
>;

describe("engine: a partner that fetches a JWKS, with the signer under load", () => {
  let scenario: Scenario;
  let partner: JwksPartner;
  let service: ServiceUnderLoad;
  const run = (rotation: string, more: object = {}) => {
    const published = { activation: "published", jwksUrl: `${partner.url}/jwks.json`, publishedForHours: 24 };
    const artifact = { form: "jwks", alg: "RS256" };
    return credentials({ apiKey: undefined, artifact, rotation, ...published, ...more });
  };
  const told = async () => (await scenario.project.outputs()) as unknown as Told;
  const kids = (jwks: string) => (JSON.parse(jwks) as { keys: { kid: string; alg: string }[] }).keys;
  const assertNoChange = async (rotation: string) => {
    const before = partner.asked;
    await scenario.up(run(rotation), "--expect-no-changes");
    assert.equal(partner.asked, before, "and nobody is asked");
  };

  before(async () => {
    partner = await JwksPartner.start();
    scenario = await Scenario.start({ program: PROGRAM, quick: true });
    await scenario.run(["stack", "init", "production"]);
    await scenario.up(run("1"));
    partner.fetch();
    service = await ServiceUnderLoad.start(scenario, (reading) => oktaClient({ ...reading, url: partner.url }));
  });
  after(async () => {
    await service.stop();
    await partner.stop();
    await scenario.close();
  });

  async function assertNothingRefused(): Promise<void> {
    await service.load.more(20);
    assert.equal(service.load.figures[0]?.failed, 0);
    assert.equal(partner.refused, 0);
  }

  it("publishes the first key, which is live, and asks nobody", async () => {
    assert.deepEqual(
      kids(partner.document).map(({ alg }) => alg),
      ["RS256"],
    );
    await assertNoChange("1");
    assert.equal(partner.asked, 0);
    await assertNothingRefused();
  });

  it("publishes the pending key beside the live one in the run that makes it, and asks nobody", async () => {
    const before = await told();
    await scenario.up(run("2"));
    const after = await told();
    assert.equal(after.publicKeyFingerprint, before.publicKeyFingerprint);
    assert.equal(partner.document, after.jwks);
    assert.equal(kids(after.jwks).length, 2);
    assert.deepEqual(kids(after.jwks)[1], kids(before.jwks)[0], "the live key is as it was");
    assert.match(after.handoff, /^Nothing to upload for acme production: publish the output jwks\./);
    assert.equal(partner.asked, 0);
    await assertNothingRefused();
  });

  for (const [what, mood, line] of [
    ["HTML", { status: 200, body: "<html>" }, /answered HTML that is no JWKS: SHA256:\S+ stays live/],
    ["a redirect", { status: 302, body: "" }, /answered 302, a redirect, which is not followed: SHA256:\S+ stays live/],
  ] as const)
    it(`says what it saw where the URL answers ${what}, and goes on`, async () => {
      partner.mood = mood;
      const { stdout } = await scenario.up(run("2"));
      partner.mood = undefined;
      assert.match(stdout, line);
    });

  it("records that it saw both, asks nobody for so many hours, and promotes then", async () => {
    const before = await told();
    const { stdout: preview } = await scenario.run(["preview"], run("2"));
    assert.match(preview, /up asks http:\S+ whether it holds both keys/);
    const { stdout } = await scenario.up(run("2"));
    assert.match(
      stdout,
      /holds the pending key SHA256:\S+ and the live key SHA256:\S+: an up after \S+ that sees the same/,
    );
    await assertNoChange("2");
    partner.fetch();
    await age(scenario, 24);
    await scenario.up(run("2"));
    const after = await told();
    assert.deepEqual([after.publicKeyFingerprint, after.pendingFingerprint], [before.pendingFingerprint, ""]);
    assert.equal(after.previousFingerprint, before.publicKeyFingerprint);
    assert.deepEqual(
      kids(after.jwks),
      kids(before.jwks),
      "the key that was live is verified as long as it is the previous one",
    );
    await assertNothingRefused();
    await assertNoChange("2");
  });

  it("begins anew where the document lost a key meanwhile, and goes live at once where it is acknowledged", async () => {
    await scenario.up(run("3"));
    await scenario.up(run("3"));
    await age(scenario, 24);
    const [, live] = kids(partner.document);
    partner.mood = { status: 200, body: JSON.stringify({ keys: [live] }) };
    const { stdout } = await scenario.up(run("3"));
    partner.mood = undefined;
    assert.match(
      stdout,
      /does not hold the pending key SHA256:\S+ \(kid \S+\): SHA256:\S+ stays live; it held both keys at/,
    );
    partner.fetch();
    const { pendingFingerprint: acknowledgedFingerprint } = await told();
    const asked = partner.asked;
    await scenario.up(run("3", { acknowledgedFingerprint }));
    assert.equal((await told()).publicKeyFingerprint, acknowledgedFingerprint);
    assert.equal(partner.asked, asked);
    await assertNothingRefused();
  });
});

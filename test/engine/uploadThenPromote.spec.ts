import * as assert from "node:assert/strict";
import { Scenario } from "../support/scenario";

const SECRET = "acme/private.pem";

/** A partner with an API: its resource knows the key once it has been uploaded. */
const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { Activation, RsaKeyPair } from "pulumi-partner-keys";

const keepers = { rotation: process.env["ROTATION"] ?? "" };
const key = new RsaKeyPair("key", { secretName: "${SECRET}", publishAs: "pending", keepers, recoveryWindowInDays: 7 });

class Upload extends pulumi.dynamic.Resource {
  declare readonly fingerprint: pulumi.Output<string>;
  constructor(name: string, props: { fingerprint: pulumi.Output<string> }) {
    const provider: pulumi.dynamic.ResourceProvider = {
      create: async (inputs) => ({ id: "upload", outs: inputs }),
      update: async (_id, _olds, news) => ({ outs: news }),
    };
    super(provider, name, props);
  }
}
const upload = new Upload("upload", { fingerprint: key.fingerprint });
const acknowledgedFingerprint = upload.fingerprint;
const live = new Activation("live", { secretArn: key.secretArn, candidate: key, acknowledgedFingerprint });

export const newest = key.fingerprint;
export const liveFingerprint = live.live.fingerprint;
`;

describe("engine: the acknowledgement is an output of what uploads the key, in the same up", () => {
  let scenario: Scenario;
  before(async () => {
    scenario = await Scenario.start({ program: PROGRAM, quick: true });
    await scenario.run(["stack", "init", "dev"]);
    await scenario.up();
  });
  after(() => scenario.close());

  it("previews a rotation whose acknowledgement is not known yet, and promises nothing", async () => {
    const before = await scenario.project.outputs();
    const { code, output } = await scenario.attempt(["preview"], { ROTATION: "1" });
    assert.equal(code, 0, output);
    assert.match(output, /stays live, or another key goes live: acknowledgedFingerprint is not known yet/);
    assert.deepEqual(await scenario.project.outputs(), before);
  });

  it("uploads and promotes in one up, and nothing more is to do", async () => {
    const before = await scenario.project.outputs();
    const { code, output } = await scenario.attempt(["up", "--yes"], { ROTATION: "1" });
    assert.equal(code, 0, output);
    const { newest, liveFingerprint } = await scenario.project.outputs();
    assert.equal(liveFingerprint, newest);
    assert.notEqual(newest, before["newest"]);
    await scenario.run(["up", "--yes", "--expect-no-changes"], { ROTATION: "1" });
  });
});

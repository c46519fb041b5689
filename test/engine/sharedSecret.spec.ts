import * as assert from "node:assert/strict";
import * as sdk from "@aws-sdk/client-secrets-manager";
import { Scenario } from "../support/scenario";

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { Activation, ApiKey, RsaKeyPair } from "pulumi-partner-keys";

class Desk extends pulumi.ComponentResource {
  constructor(name, secretName, rotation) {
    super("desk:index:" + name, name);
    const key = new RsaKeyPair("key", { secretName, publishAs: "pending", keepers: { rotation } }, { parent: this });
    new Activation("key", { secretArn: key.secretArn, candidate: key, mode: "immediate" }, { parent: this });
  }
}
const { rotation, borrows, takes } = JSON.parse(process.env["PROGRAM"] ?? "{}");
const key = new RsaKeyPair("signer", { secretName: "acme/signer" });
if (borrows) new ApiKey("api", { secretId: borrows === "output" ? key.secretArn : borrows, generate: {} });
if (takes) new ApiKey("taken", { secretName: takes, generate: {} });
if (rotation) {
  new Desk("one", "one/key", rotation);
  new Desk("two", "two/key", rotation);
}
`;

describe("engine: one secret, one owner (promise 5)", () => {
  let scenario: Scenario;
  before(async () => {
    scenario = await Scenario.start({ program: PROGRAM, quick: true });
    await scenario.run(["stack", "init", "dev"]);
  });
  after(() => scenario.close());

  const program = (args: object) => ({ PROGRAM: JSON.stringify(args) });
  const attempt = (args: object, ...more: readonly string[]) =>
    scenario.attempt(["up", "--yes", "--skip-preview", ...more], program(args));

  it("refuses an API key in the secret of the program's own key pair, with both names, at every try", async () => {
    for (const borrows of ["output", "acme/signer"]) {
      const { code, output } = await attempt({ borrows });
      assert.notEqual(code, 0);
      assert.match(
        output,
        // Whichever is checked last
        /(secretId: RsaKeyPair scratch\/dev\/signer|secretName: ApiKey scratch\/dev\/api) of this program keeps its key in the secret that (ApiKey scratch\/dev\/api|RsaKeyPair scratch\/dev\/signer) names/,
      );
    }
    assert.equal((await scenario.versions("acme/signer")).length, 1);
    const { code } = await attempt({}, "--refresh", "--expect-no-changes");
    assert.equal(code, 0);
  });

  it("says of two components' keys of one name only what is so, whether they rotate or are refreshed", async () => {
    await scenario.up(program({ rotation: "1" }));
    const { output } = await scenario.up(program({ rotation: "2" }));
    assert.doesNotMatch(output, /exists and is ours|superseded|stays:/);
    for (const name of ["one/key", "two/key"]) assert.equal((await scenario.versions(name)).length, 2);
    const refreshed = await scenario.run(["refresh", "--yes", "--skip-preview"], program({ rotation: "2" }));
    assert.match(refreshed.output, /unchanged/);
    assert.doesNotMatch(refreshed.output, /stays live/);
  });

  it("says that a name is taken by a secret that is scheduled for deletion, and until when", async () => {
    await scenario.outOfBand.send(
      new sdk.CreateSecretCommand({ Name: "acme/old", SecretString: "a-value-of-theirs-0123" }),
    );
    await scenario.outOfBand.send(new sdk.DeleteSecretCommand({ SecretId: "acme/old", RecoveryWindowInDays: 7 }));
    const { code, output } = await attempt({ takes: "acme/old", rotation: "2" });
    assert.notEqual(code, 0);
    assert.match(
      output,
      /creating secret acme\/old: a secret of that name is scheduled for deletion on \d{4}-\S+Z and has no owner tag, somebody else made it; until then the name is taken/,
    );
  });
});

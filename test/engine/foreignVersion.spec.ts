import * as assert from "node:assert/strict";
import * as sdk from "@aws-sdk/client-secrets-manager";
import { holder } from "../support/converged";
import { Scenario } from "../support/scenario";

const PROGRAM = `
import { ApiKey, RsaKeyPair } from "pulumi-partner-keys";
import { PartnerCredentials } from "pulumi-partner-keys/stacks";

const decided = JSON.parse(process.env["DECIDED"] ?? "{}");
const key = new RsaKeyPair("signer", { secretName: "bare/private.pem", ...decided["bare/private.pem"] });
const api = new ApiKey("api", { secretName: "bare/apikey", generate: {}, ...decided["bare/apikey"] });
for (const partner of ["one", "two"]) {
  const args = { partner, environment: "production", apiKey: { generate: {} }, deletionProtection: false };
  new PartnerCredentials(partner, { ...args, ...decided[partner + "/production/private.pem"], ...decided[partner + "/production/apikey"] });
}
export const adopted = { key: key.adopted, api: api.adopted, publicKeyPem: key.publicKeyPem };
`;
const SECRETS = ["bare/private.pem", "bare/apikey", "one/production/private.pem", "two/production/apikey"];
const UP = ["up", "--yes", "--skip-preview", "--continue-on-error"];

describe("engine: a value that somebody put into a secret by hand (promise 7)", () => {
  for (const decision of ["adoptVersionId", "discardVersionId"] as const) {
    it(`of a bare key or of an Activation stays live, up stops, and ${decision} decides`, async () => {
      const scenario = await Scenario.start({ program: PROGRAM, quick: true });
      await scenario.run(["stack", "init", "production"]);
      const live = async () =>
        Promise.all(
          SECRETS.map(async (name) => holder(await scenario.versions(name), "AWSCURRENT")?.versionId ?? "none"),
        );
      await scenario.up();
      const ours = await live();
      const put = (SecretId: string) =>
        scenario.outOfBand.send(new sdk.PutSecretValueCommand({ SecretId, SecretString: "put-by-hand-0123456789" }));
      for (const name of SECRETS) await put(name);
      const foreign = await live();

      const { output: told } = await scenario.run(["refresh", "--yes", "--skip-preview"]);
      for (const id of foreign) assert.match(told, new RegExp(`drift: AWSCURRENT is on version ${id}, which somebody`));
      for (const command of [["preview"], [...UP], [...UP, "--refresh"]]) {
        const { code, output } = await scenario.attempt(command);
        assert.notEqual(code, 0, output);
        assert.match(output, /to keep it, set adoptVersionId to \S+; to go back to .*, set discardVersionId to it/);
        assert.deepEqual(await live(), foreign);
      }
      const decided = SECRETS.map((name, i) => [name, { [decision]: foreign[i] }]);
      const env = { DECIDED: JSON.stringify(Object.fromEntries(decided)) };
      await scenario.up(env);
      const expected = decision === "adoptVersionId" ? foreign : ours;
      assert.deepEqual(await live(), expected);
      await scenario.up(env, "--refresh", "--expect-no-changes");
      await scenario.up({}, "--refresh"); // a bare key and an Activation without an acknowledgement need it only once
      assert.deepEqual(await live(), expected);
      const { adopted } = (await scenario.project.outputs()) as unknown as { adopted: Record<string, unknown> };
      const isAdopted = decision === "adoptVersionId";
      assert.deepEqual([adopted["key"], adopted["api"]], isAdopted ? [true, true] : [undefined, undefined]);
      assert.equal(adopted["publicKeyPem"] === "", isAdopted);
      await scenario.close();
    });
  }
});

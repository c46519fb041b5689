import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { RsaKeyPair } from "../../resources";
import { PartnerCredentials } from "../../stacks";
import * as keys from "../support/declaredKeys";
import { MockedProgram } from "../support/mockedProgram";

const ARGS = { partner: "qredo", environment: "production", apiKey: { generate: {} } } as const;

/** The warnings that a program gives. */
function warningsOf(declare: (watched: pulumi.ComponentResourceOptions) => void): Promise<string[]> {
  const program = MockedProgram.start(keys.KEY_ANSWERS);
  const [warn, told] = [pulumi.log.warn, [] as string[]];
  Object.assign(pulumi.log, { warn: async (message: string) => void told.push(message) });
  try {
    declare(program.watched);
  } finally {
    Object.assign(pulumi.log, { warn });
  }
  return program.declared().then(() => told);
}

describe("options that do not go with keys", () => {
  it("protect, also on a component around them, is told at declaration, with what is meant", async () => {
    const on = await warningsOf((opts) => new PartnerCredentials("partner", ARGS, { ...opts, protect: true }));
    assert.equal(on.length, 2);
    for (const line of on)
      assert.match(line, /^the option protect makes every rotation fail.*deletionProtection is meant/);
    assert.deepEqual(await warningsOf((opts) => new PartnerCredentials("partner", ARGS, opts)), []);
  });

  it("import is refused by a sentence", () => {
    MockedProgram.start(keys.KEY_ANSWERS);
    assert.throws(
      () => new RsaKeyPair("signer", { secretName: "a" }, { import: "arn" }),
      /importing RsaKeyPair signer: a key that exists cannot be read, .*adopt: true or secretId/,
    );
  });
});

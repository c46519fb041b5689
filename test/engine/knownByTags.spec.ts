import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { CreateSecretCommand, PutResourcePolicyCommand } from "@aws-sdk/client-secrets-manager";
import { publicKeyFingerprint } from "../../resources";
import { toLiveRecord } from "../../resources/secrets/liveRecord";
import { OWNER_TAG } from "../../resources/secrets/tags";
import { credentials, CREDENTIALS_PROGRAM, PRIVATE_KEY_SECRET } from "../support/programs";
import { Scenario } from "../support/scenario";

const PROGRAM = `${CREDENTIALS_PROGRAM}
export const handoff = credentials.handoff;
`;
const OWNER = "scratch/production/partner-key-pair";
const STRANGER = "arn:aws:iam::444455556666:root";
const env = (more: object = {}) => credentials({ apiKey: undefined, ...more });

/** Before the first `up` somebody makes the secret, with our owner tag and the record of a key that is live there. */
describe("engine: a stranger's key under our tags", () => {
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const publicKeyPem = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
  const fingerprint = publicKeyFingerprint(publicKeyPem);
  let scenario: Scenario;
  let own: string;

  before(async () => {
    scenario = await Scenario.start({ program: PROGRAM, quick: true });
    await scenario.run(["stack", "init", "production"]);
    const versionId = "5".repeat(36);
    const tags = { [OWNER_TAG]: OWNER, ...toLiveRecord({ versionId, fingerprint, publicKeyPem }) };
    await scenario.outOfBand.send(
      new CreateSecretCommand({
        Name: PRIVATE_KEY_SECRET,
        SecretString: pair.privateKey.export({ type: "pkcs1", format: "pem" }).toString(),
        ClientRequestToken: versionId,
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
    const statement = { Effect: "Allow", Principal: { AWS: STRANGER }, Action: "secretsmanager:*", Resource: "*" };
    const ResourcePolicy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    await scenario.outOfBand.send(new PutResourcePolicyCommand({ SecretId: PRIVATE_KEY_SECRET, ResourcePolicy }));
  });
  after(() => scenario.close());

  it("goes on signing, and handoff says what is known of it and offers the key that this stack made", async () => {
    const { output } = await scenario.up(env());
    assert.match(output, /its live key SHA256:\S+= is known by tags alone/);
    assert.ok(output.includes(`names readers besides the account's own: ${STRANGER}\n`), output);
    assert.equal(scenario.operations().filter((operation) => operation === "GetResourcePolicy").length, 1);
    const told = await scenario.project.outputs();
    own = String(told["pendingFingerprint"]);
    assert.deepEqual([told["publicKeyFingerprint"], told["publicKeyPem"]], [fingerprint, publicKeyPem]);
    assert.notEqual(own, fingerprint);
    const handoff = String(told["handoff"]);
    assert.ok(
      handoff.startsWith(`Upload the pending key of acme production to the partner.\nThe pending key is ${own}. `),
      handoff,
    );
    assert.ok(handoff.includes("This stack made the pending key.\n"));
    assert.ok(
      handoff.includes(
        `\nThe live key ${fingerprint} is known by tags alone: compare it with what the partner has.\n1. `,
      ),
    );
    assert.ok(
      handoff.includes(
        `\n3. Acknowledge it: set acknowledgedFingerprint of PartnerCredentials "partner" to "${own}" in the program.\n`,
      ),
    );
  });

  it("says so still after a refresh, and a further up has nothing to do", async () => {
    const { handoff } = await scenario.project.outputs();
    await scenario.run(["up", "--yes", "--refresh", "--expect-no-changes"], env());
    assert.equal((await scenario.project.outputs())["handoff"], handoff);
  });

  it("says it no more when the key that this stack made is acknowledged and live", async () => {
    await scenario.up(env({ acknowledgedFingerprint: own }));
    const { publicKeyFingerprint, handoff } = await scenario.project.outputs();
    assert.equal(publicKeyFingerprint, own);
    assert.match(
      String(handoff),
      /^Nothing to upload for acme production\.\nThe live key SHA256:\S+ is acknowledged\.\nNothing is pending\./,
    );
    assert.doesNotMatch(String(handoff), /tags alone/);
  });
});

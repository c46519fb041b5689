import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { PartnerCredentials } from "../../stacks";
import * as keys from "../support/declaredKeys";
import { MockedProgram, plain } from "../support/mockedProgram";

const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const POLICY_URN = `partnerkeys:index:PartnerCredentials$${ROLE_POLICY}`;
const VIA = { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" };
const KEY_ARN = "arn:aws:kms:eu-west-1:999999999999:key/1234-abcd";
const ALIAS = {
  Resource: "arn:aws:kms:eu-west-1:123456789012:key/*",
  Condition: { StringEquals: VIA, "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/team/partner" } },
};

const READ = {
  Sid: "ReadPartnerCredentials",
  Effect: "Allow",
  Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
  Resource: [keys.PRIVATE_KEY_ARN, keys.API_KEY_ARN],
};
const decrypt = (scope: object) => ({
  Sid: "DecryptPartnerCredentials",
  Effect: "Allow",
  Action: "kms:Decrypt",
  ...scope,
});

/** What kmsKeyId is, and what the reader may do besides reading. */
const ROWS: readonly (readonly [string, string | undefined, object | undefined])[] = [
  ["no KMS key", undefined, undefined],
  [
    "the id of a KMS key",
    "1234-abcd",
    { Resource: "arn:aws:kms:eu-west-1:123456789012:key/1234-abcd", Condition: { StringEquals: VIA } },
  ],
  ["the ARN of a KMS key, of another account too", KEY_ARN, { Resource: KEY_ARN, Condition: { StringEquals: VIA } }],
  ["an alias", "alias/team/partner", ALIAS],
  ["the ARN of an alias", "arn:aws:kms:eu-west-1:123456789012:alias/team/partner", ALIAS],
];

describe("grantRead", function () {
  this.timeout(60_000); // loading @pulumi/aws

  for (const [what, kmsKeyId, scope] of ROWS) {
    it(`with ${what} grants exactly that`, async () => {
      const { inputs } = await granted(kmsKeyId, "signer-role");
      const Statement = scope === undefined ? [READ] : [READ, decrypt(scope)];
      assert.deepEqual(JSON.parse(String(inputs["policy"])), { Version: "2012-10-17", Statement });
      assert.equal(inputs["role"], "signer-role");
    });
  }

  it("takes a role as well as its name, and is a child of the credentials", async () => {
    const { urn, inputs } = await granted(undefined, { name: "signer-role" });
    assert.equal(inputs["role"], "signer-role");
    assert.equal(urn, `${POLICY_URN}::partner-reader`);
  });

  it("without stages writes the policy text of before, byte for byte", async () => {
    const { inputs } = await granted(undefined, "signer-role");
    const arns = `"${keys.PRIVATE_KEY_ARN}","${keys.API_KEY_ARN}"`;
    assert.equal(
      inputs["policy"],
      `{"Version":"2012-10-17","Statement":[{"Sid":"ReadPartnerCredentials","Effect":"Allow","Action":["secretsmanager:GetSecretValue","secretsmanager:DescribeSecret"],"Resource":[${arns}]}]}`,
    );
  });

  it("with stages lets the role read only where it names one of them, and describe as before", async () => {
    const stages = ["AWSCURRENT", "AWSPENDING"] as const;
    const { urn, inputs } = await granted("1234-abcd", "signer-role", { stages });
    assert.equal(urn, `${POLICY_URN}::partner-reader`);
    const [read, describe, decryption] = (JSON.parse(String(inputs["policy"])) as { Statement: object[] }).Statement;
    assert.deepEqual(read, {
      ...READ,
      Action: "secretsmanager:GetSecretValue",
      Condition: { "ForAnyValue:StringEquals": { "secretsmanager:VersionStage": stages } },
    });
    assert.deepEqual(describe, {
      ...READ,
      Sid: "DescribePartnerCredentials",
      Action: "secretsmanager:DescribeSecret",
    });
    assert.deepEqual(decryption, decrypt(ROWS[1]![2]!));
  });

  for (const stages of [[], ["AWSCURENT"]] as never[][]) {
    it(`refuses the stages ${JSON.stringify(stages)}`, async () => {
      await assert.rejects(granted(undefined, "signer-role", { stages }), {
        message: `granting read access: stages: ${JSON.stringify(stages)} is not allowed, allowed: at least one of AWSCURRENT, AWSPENDING, AWSPREVIOUS`,
      });
    });
  }

  it("of two partners, and of two roles, has names of its own, and the first keeps the name it had in state", async () => {
    const program = MockedProgram.start({
      ...keys.KEY_ANSWERS,
      [ROLE_POLICY]: () => ({}),
      "pulumi:pulumi:Stack": () => ({}),
    });
    const grants: pulumi.Resource[] = [];
    await pulumi.runtime.runInPulumiStack(async () => {
      for (const partner of ["acme", "qredo"]) {
        const credentials = new PartnerCredentials(partner, { partner, environment: "sandbox" }, program.watched);
        grants.push(credentials.grantRead("signer-role"), credentials.grantRead("auditor-role"));
      }
      return {};
    });
    const urns = await Promise.all(grants.map((grant) => plain(grant.urn)));
    assert.deepEqual(
      urns.map((urn) => urn.slice(urn.lastIndexOf("::") + 2)),
      ["acme-reader", "acme-reader-2", "qredo-reader", "qredo-reader-2"],
    );
    const aliasesOf = async (grant: pulumi.Resource) =>
      Promise.all((grant as unknown as { __aliases: pulumi.Output<string>[] }).__aliases.map((alias) => plain(alias)));
    assert.match(String(await aliasesOf(grants[0]!)), /::partner-credentials-reader$/);
    for (const grant of grants.slice(1)) assert.deepEqual(await aliasesOf(grant), []);
  });

  it("can be given twice under two names", async () => {
    const { urn } = await granted(undefined, "one", "second-reader");
    assert.equal(urn, `${POLICY_URN}::second-reader`);
  });
});

type Options = Parameters<PartnerCredentials["grantRead"]>[1];

async function granted(kmsKeyId: string | undefined, role: string | { name: string }, name?: Options) {
  const program = MockedProgram.start({ ...keys.KEY_ANSWERS, [ROLE_POLICY]: () => ({}) });
  const credentials = new PartnerCredentials(
    "partner",
    {
      partner: "qredo",
      environment: "sandbox",
      apiKey: { issued: { env: "KEY" } },
      ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
    },
    program.watched,
  );
  const policy = name === undefined ? credentials.grantRead(role) : credentials.grantRead(role, name);
  await plain(policy.urn);
  const declared = [...(await program.declared())].filter(([urn]) => urn.includes(ROLE_POLICY));
  assert.equal(declared.length, 1);
  const [urn, inputs] = declared[0] ?? assert.fail();
  return { urn, inputs };
}

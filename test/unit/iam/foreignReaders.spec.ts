import * as assert from "node:assert/strict";
import { foreignReaders } from "../../../resources/iam/foreignReaders";

const OWN = "111122223333";
const OTHER = "444455556666";
const role = (account: string) => `arn:aws:iam::${account}:role/reader`;
const READ = "secretsmanager:GetSecretValue";
const policy = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const allow = (more: object) => policy({ Effect: "Allow", Action: READ, Resource: "*", ...more });
const to = (Principal: unknown, more: object = {}) => allow({ Principal, ...more });

describe("readers that a resource policy names besides the account's own", () => {
  const rows: readonly (readonly [what: string, policy: string, readers: readonly string[]])[] = [
    ["everybody", to("*"), ["*"]],
    ["everybody, as AWS", to({ AWS: "*" }), ["*"]],
    ["a role of another account", to({ AWS: role(OTHER) }), [role(OTHER)]],
    ["a list of both", to({ AWS: [role(OWN), role(OTHER)] }), [role(OTHER)]],
    ["another account by its number alone", to({ AWS: OTHER }), [OTHER]],
    ["another account by its root", to({ AWS: `arn:aws:iam::${OTHER}:root` }), [`arn:aws:iam::${OTHER}:root`]],
    [
      "another partition's account",
      to({ AWS: role(OTHER).replace("aws", "aws-cn") }),
      [role(OTHER).replace("aws", "aws-cn")],
    ],
    ["the id of a principal that was deleted", to({ AWS: "AROAEXAMPLE" }), ["AROAEXAMPLE"]],
    [
      "own principals",
      to({ AWS: [OWN, role(OWN), `arn:aws:iam::${OWN}:root`, `arn:aws:sts::${OWN}:assumed-role/a/b`] }),
      [],
    ],
    ["a service", to({ Service: "lambda.amazonaws.com" }), ["lambda.amazonaws.com"]],
    ["services", to({ Service: ["a.amazonaws.com", "b.amazonaws.com"] }), ["a.amazonaws.com", "b.amazonaws.com"]],
    [
      "a provider of identities of another account",
      to({ Federated: `arn:aws:iam::${OTHER}:saml-provider/p` }),
      [`arn:aws:iam::${OTHER}:saml-provider/p`],
    ],
    ["a provider of identities of its own", to({ Federated: `arn:aws:iam::${OWN}:saml-provider/p` }), []],
    [
      "a provider of identities of nobody's",
      to({ Federated: "cognito-identity.amazonaws.com" }),
      ["cognito-identity.amazonaws.com"],
    ],
    ["a canonical user", to({ CanonicalUser: "79a59d" }), ["79a59d"]],
    ["several kinds", to({ AWS: OTHER, Service: "a.amazonaws.com" }), [OTHER, "a.amazonaws.com"]],
    ["everybody but some", allow({ NotPrincipal: { AWS: role(OWN) } }), [`everybody but ${role(OWN)}`]],
    [
      "under a condition",
      to("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }),
      ["* (under conditions)"],
    ],
    ["a deny", policy({ Effect: "Deny", Principal: "*", Action: READ, Resource: "*" }), []],
    ["one statement for all", JSON.stringify({ Statement: { Effect: "Allow", Principal: "*", Action: READ } }), ["*"]],
    ["twice", policy(...[1, 2].map(() => ({ Effect: "Allow", Principal: { AWS: OTHER }, Action: READ }))), [OTHER]],
    ["nobody", policy(), []],
  ];
  for (const [what, text, readers] of rows)
    it(`${what}: ${readers.length === 0 ? "none" : readers.join()}`, () =>
      assert.deepEqual(foreignReaders(text, OWN), readers));

  const reads = [
    "*", "secretsmanager:*", READ, "SecretsManager:getsecretvalue", "secretsmanager:Get*", "secretsmanager:GetSecretValu?",
    "*:*", "secretsmanager:*Value", ["secretsmanager:DescribeSecret", READ],
  ]; // prettier-ignore
  for (const Action of reads)
    it(`${JSON.stringify(Action)} reads`, () => assert.deepEqual(foreignReaders(to("*", { Action }), OWN), ["*"]));

  const others = [
    "secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue?", "secretsmanager:Put*", "s3:*", "", [],
    "secretsmanager:GetSecret", "ecretsmanager:GetSecretValue", undefined, 7,
  ]; // prettier-ignore
  for (const Action of others)
    it(`${JSON.stringify(Action)} does not`, () => assert.deepEqual(foreignReaders(to("*", { Action }), OWN), []));

  it("all actions but some read, where the read is none of these", () => {
    const but = (NotAction: unknown) => foreignReaders(to("*", { Action: undefined, NotAction }), OWN);
    assert.deepEqual([but("secretsmanager:DeleteSecret"), but(["s3:*", "secretsmanager:Get*"])], [["*"], []]);
  });

  it("a pattern of 20 kB that names nothing costs no more than its length", () =>
    assert.deepEqual(foreignReaders(to("*", { Action: "*e".repeat(10_000) }), OWN), []));

  for (const text of [
    "",
    "{",
    "null",
    "[]",
    "7",
    '"*"',
    "{}",
    '{"Statement":7}',
    '{"Statement":["*"]}',
    '{"Statement":[null]}',
  ])
    it(`${JSON.stringify(text)} is no policy`, () => assert.equal(foreignReaders(text, OWN), undefined));
});

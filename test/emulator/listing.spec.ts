import * as assert from "node:assert/strict";
import {
  BatchGetSecretValueCommand,
  DeleteSecretCommand,
  ListSecretsCommand,
  type BatchGetSecretValueCommandInput,
  type Filter,
  type ListSecretsCommandInput,
} from "@aws-sdk/client-secrets-manager";
import { TestServer, create, newName, refused } from "./localServer";

describe("ListSecrets and BatchGetSecretValue on the emulator", () => {
  const test = new TestServer();
  const list = async (input: ListSecretsCommandInput) => {
    const { SecretList = [], NextToken } = await test.client().send(new ListSecretsCommand(input));
    return { names: SecretList.map(({ Name }) => Name), NextToken };
  };

  before(async () => {
    const client = test.client();
    await create(client, { Name: "app/alpha", Description: "Signing Key", Tags: [{ Key: "team", Value: "Blue" }] });
    await create(client, { Name: "app/beta", Tags: [{ Key: "stage", Value: "live" }] });
    await create(client, { Name: "other" });
  });

  const filters: [Filter["Key"], string[], string[]][] = [
    ["name", ["app/"], ["app/alpha", "app/beta"]],
    ["name", ["alpha"], []],
    ["name", ["APP/"], []],
    ["name", ["app/b", "oth"], ["app/beta", "other"]],
    ["name", ["!app/"], ["other"]],
    ["description", ["signing"], ["app/alpha"]],
    ["description", ["key"], []],
    ["tag-key", ["te"], ["app/alpha"]],
    ["tag-key", ["TEAM"], []],
    ["tag-value", ["Bl"], ["app/alpha"]],
    ["tag-value", ["bl"], []],
    ["all", ["BLUE signing"], ["app/alpha"]],
    ["all", ["live"], ["app/beta"]],
    ["all", ["live signing"], []],
    ["owning-service", ["rds"], []],
    ["primary-region", ["us"], []],
  ];
  for (const [Key, Values, expected] of filters) {
    it(`filters by ${Key} ${JSON.stringify(Values)}`, async () => {
      assert.deepEqual((await list({ Filters: [{ Key, Values }] })).names, expected);
    });
  }

  it("needs every filter to pass", async () => {
    const Filters: Filter[] = [
      { Key: "name", Values: ["app/"] },
      { Key: "tag-key", Values: ["stage"] },
    ];
    assert.deepEqual((await list({ Filters })).names, ["app/beta"]);
  });

  it("sorts by creation or by name, both ways", async () => {
    assert.deepEqual((await list({})).names, ["app/alpha", "app/beta", "other"]);
    assert.deepEqual((await list({ SortOrder: "desc" })).names, ["other", "app/beta", "app/alpha"]);
    assert.deepEqual((await list({ SortBy: "name", SortOrder: "desc" })).names, ["other", "app/beta", "app/alpha"]);
  });

  it("pages, and goes on after the last item even when that is gone", async () => {
    const client = test.client();
    await create(client, { Name: "paged/1" });
    await create(client, { Name: "paged/2" });
    await create(client, { Name: "paged/3" });
    const Filters: Filter[] = [{ Key: "name", Values: ["paged/"] }];
    const first = await list({ MaxResults: 2, Filters });
    assert.deepEqual(first.names, ["paged/1", "paged/2"]);
    for (const SecretId of ["paged/1", "paged/2"]) {
      await client.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
    }
    assert.deepEqual(await list({ MaxResults: 2, Filters, NextToken: first.NextToken }), {
      names: ["paged/3"],
      NextToken: undefined,
    });
    await client.send(new DeleteSecretCommand({ SecretId: "paged/3", ForceDeleteWithoutRecovery: true }));
  });

  const refusals: [string, ListSecretsCommandInput, string][] = [
    ["an unknown filter key", { Filters: [{ Key: "colour" as never, Values: ["x"] }] }, "ValidationException"],
    ["a filter without values", { Filters: [{ Key: "name", Values: [] }] }, "ValidationException"],
    ["101 results", { MaxResults: 101 }, "ValidationException"],
    ["a token of someone else", { NextToken: "abc" }, "InvalidNextTokenException"],
    ["an unknown sort key", { SortBy: "size" as never }, "ValidationException"],
    ["an unknown sort order", { SortOrder: "up" as never }, "ValidationException"],
  ];
  for (const [what, input, name] of refusals) {
    it(`refuses ${what}`, () => refused(list(input), name));
  }

  const batch = (input: BatchGetSecretValueCommandInput) => test.client().send(new BatchGetSecretValueCommand(input));

  it("reads a batch by filter, page by page", async () => {
    const Filters: Filter[] = [{ Key: "name", Values: ["app/"] }];
    const first = await batch({ Filters, MaxResults: 1 });
    const second = await batch({ Filters, MaxResults: 1, NextToken: first.NextToken });
    const read = [first, second].flatMap(({ SecretValues = [] }) => SecretValues.map((v) => [v.Name, v.SecretString]));
    assert.deepEqual(read, [
      ["app/alpha", "one"],
      ["app/beta", "one"],
    ]);
    assert.equal(second.NextToken, undefined);
  });

  it("reports a secret without a value among the errors of a batch", async () => {
    const { name } = await create(test.client(), { SecretString: undefined });
    const { Errors } = await batch({ SecretIdList: [name] });
    assert.deepEqual([Errors?.[0]?.SecretId, Errors?.[0]?.ErrorCode], [name, "ResourceNotFoundException"]);
    await test.client().send(new DeleteSecretCommand({ SecretId: name, ForceDeleteWithoutRecovery: true }));
  });

  it("refuses a batch of 21, and one with both or neither of list and filters", async () => {
    await refused(batch({ SecretIdList: Array.from({ length: 21 }, newName) }), "ValidationException");
    await refused(batch({}), "InvalidParameterException");
    const Filters: Filter[] = [{ Key: "name", Values: ["a"] }];
    await refused(batch({ SecretIdList: ["a"], Filters }), "InvalidParameterException");
  });
});

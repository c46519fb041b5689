import * as assert from "node:assert/strict";
import {
  DeleteResourcePolicyCommand,
  DeleteSecretCommand,
  GetResourcePolicyCommand,
  PutResourcePolicyCommand,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { TestServer, create, newName, refused } from "./localServer";

const POLICY = '{ "Version": "2012-10-17", "Statement": [] }';

/** API reference of Secrets Manager: GetResourcePolicy, PutResourcePolicy, DeleteResourcePolicy. */
describe("resource policies on the emulator", () => {
  const test = new TestServer();
  const get = (client: SecretsManagerClient, SecretId: string) =>
    client.send(new GetResourcePolicyCommand({ SecretId }));
  const put = (client: SecretsManagerClient, SecretId: string, ResourcePolicy: string) =>
    client.send(new PutResourcePolicyCommand({ SecretId, ResourcePolicy }));
  const remove = (client: SecretsManagerClient, SecretId: string) =>
    client.send(new DeleteResourcePolicyCommand({ SecretId }));

  it("are none at first, are given back as they came, and are none again", async () => {
    const client = test.client();
    const { name } = await create(client);
    const at = async () => (await get(client, name)).ResourcePolicy;
    assert.equal(await at(), undefined);
    const { ARN, Name } = await put(client, name, POLICY);
    assert.deepEqual(await get(client, ARN ?? "").then(({ $metadata: _, ...told }) => told), {
      ARN,
      Name: name,
      ResourcePolicy: POLICY,
    });
    assert.equal(Name, name);
    await put(client, name, "{}");
    assert.equal(await at(), "{}");
    for (const _ of [1, 2]) assert.equal((await remove(client, name)).ARN, ARN);
    assert.equal(await at(), undefined);
  });

  for (const broken of ["{", "7", "[]", "null"])
    it(`refuses ${broken}, and keeps the one before`, async () => {
      const client = test.client();
      const { name } = await create(client);
      await put(client, name, POLICY);
      await refused(put(client, name, broken), "MalformedPolicyDocumentException");
      assert.equal((await get(client, name)).ResourcePolicy, POLICY);
    });

  it("refuses a text out of bounds", async () => {
    const client = test.client();
    const { name } = await create(client);
    for (const text of ["", `{"a":"${"x".repeat(20_480)}"}`])
      await refused(put(client, name, text), "ValidationException");
  });

  const calls = { get, put: (client: SecretsManagerClient, id: string) => put(client, id, POLICY), remove };
  for (const [what, call] of Object.entries(calls)) {
    it(`${what}: refused where there is no such secret, and where it is scheduled for deletion`, async () => {
      const client = test.client();
      await refused(call(client, newName()), "ResourceNotFoundException");
      const { name } = await create(client);
      await client.send(new DeleteSecretCommand({ SecretId: name }));
      await refused(call(client, name), "InvalidRequestException");
    });
  }
});

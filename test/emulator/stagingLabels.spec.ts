import * as assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { TestServer, create, labels, move, put, refused } from "./localServer";

describe("UpdateSecretVersionStage on the emulator", () => {
  const test = new TestServer();

  const liveAndPending = async () => {
    const client = test.client();
    const { name, version: live } = await create(client);
    const pending = await put(client, name, { VersionStages: ["AWSPENDING"] });
    return { client, name, live, pending };
  };

  it("promotes a pending version: plain reads follow, AWSPREVIOUS goes to the old one", async () => {
    const { client, name, live, pending } = await liveAndPending();
    await move(client, name, "AWSCURRENT", pending, live);
    assert.deepEqual(await labels(client, name), { [live]: ["AWSPREVIOUS"], [pending]: ["AWSCURRENT", "AWSPENDING"] });
    const read = await client.send(new GetSecretValueCommand({ SecretId: name }));
    assert.equal(read.SecretString, "two");
    const next = await put(client, name, {});
    assert.deepEqual(await labels(client, name), { [pending]: ["AWSPENDING", "AWSPREVIOUS"], [next]: ["AWSCURRENT"] });
  });

  it("rolls back: the labels of live and previous change places", async () => {
    const { client, name, live, pending } = await liveAndPending();
    await move(client, name, "AWSCURRENT", pending, live);
    await move(client, name, "AWSCURRENT", live, pending);
    assert.deepEqual(await labels(client, name), { [live]: ["AWSCURRENT"], [pending]: ["AWSPENDING", "AWSPREVIOUS"] });
  });

  it("keeps a custom label on a version that loses AWSCURRENT by promotion", async () => {
    const { client, name, live, pending } = await liveAndPending();
    await move(client, name, "mine", live);
    await move(client, name, "AWSCURRENT", pending, live);
    assert.deepEqual((await labels(client, name))[live], ["AWSPREVIOUS", "mine"]);
  });

  it("removes a label, and adds a new one, without touching others", async () => {
    const { client, name, live, pending } = await liveAndPending();
    await move(client, name, "AWSPENDING", undefined, pending);
    assert.deepEqual(await labels(client, name), { [live]: ["AWSCURRENT"] });
    await move(client, name, "new", pending);
    assert.deepEqual(await labels(client, name), { [live]: ["AWSCURRENT"], [pending]: ["new"] });
  });

  it("does nothing when the label is there already", async () => {
    const { client, name, live } = await liveAndPending();
    const before = await labels(client, name);
    await move(client, name, "AWSCURRENT", live);
    await move(client, name, "AWSCURRENT", live, live);
    assert.deepEqual(await labels(client, name), before);
  });

  type Ids = { live: string; pending: string };
  const refusals: [string, string, (ids: Ids) => [to?: string | undefined, from?: string], string, RegExp?][] = [
    [
      "a move of AWSCURRENT without RemoveFromVersionId",
      "AWSCURRENT",
      ({ pending }) => [pending],
      "InvalidParameterException",
      /^The parameter RemoveFromVersionId can't be empty\. Staging label AWSCURRENT is currently attached to version /,
    ],
    [
      "a move of any other label without RemoveFromVersionId",
      "AWSPENDING",
      ({ live }) => [live],
      "InvalidParameterException",
    ],
    [
      "a RemoveFromVersionId that does not have the label",
      "AWSCURRENT",
      ({ pending }) => [pending, pending],
      "InvalidParameterException",
    ],
    [
      "a repeated move, because the label has left RemoveFromVersionId",
      "AWSPENDING",
      ({ live, pending }) => [pending, live],
      "InvalidParameterException",
    ],
    [
      "an unknown RemoveFromVersionId",
      "AWSCURRENT",
      ({ pending }) => [pending, randomUUID()],
      "InvalidParameterException",
    ],
    ["an unknown MoveToVersionId", "AWSCURRENT", ({ live }) => [randomUUID(), live], "ResourceNotFoundException"],
    [
      "a removal of AWSCURRENT",
      "AWSCURRENT",
      ({ live }) => [undefined, live],
      "InvalidParameterException",
      /can't be completely removed/,
    ],
    ["a removal of a label that no version has", "none", ({ live }) => [undefined, live], "InvalidParameterException"],
    ["neither version", "AWSPENDING", () => [], "InvalidParameterException"],
    ["a label of 257 characters", "l".repeat(257), ({ live }) => [live], "ValidationException"],
    ["a version id of 31 characters", "new", () => ["v".repeat(31)], "ValidationException"],
  ];
  for (const [what, label, versions, error, message] of refusals) {
    it(`refuses ${what} and changes nothing`, async () => {
      const { client, name, live, pending } = await liveAndPending();
      const before = await labels(client, name);
      await refused(move(client, name, label, ...versions({ live, pending })), error, message);
      assert.deepEqual(await labels(client, name), before);
    });
  }
});

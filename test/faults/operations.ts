import * as assert from "node:assert/strict";
import * as sdk from "@aws-sdk/client-secrets-manager";
import { assertUntouched } from "../support/whole";
import { inState, labelled, live } from "../support/world";
import { secretName } from "./faultKinds";
import { START, type FaultyOperation } from "./operation";

export const CREATE: FaultyOperation = {
  title: "create",
  before: [],
  args: START,
  command: "up",
  assertReached(_start, { privateKey, apiKey }) {
    const isFirst = privateKey.versions.length === 1;
    assert.equal(labelled(privateKey, isFirst ? "AWSCURRENT" : "AWSPENDING"), inState(privateKey));
    assert.equal(live(apiKey), inState(apiKey));
  },
};

export const UPDATE: FaultyOperation = {
  title: "update",
  before: [() => ({ tags: { team: "a", old: "tag" } })],
  // The partner's name is in the description; the secrets keep their names
  args: ({ privateKey, apiKey }) => ({
    partner: "renamed",
    privateKeySecretName: privateKey.secret,
    apiKeySecretName: apiKey.secret,
    tags: { team: "b", new: "tag" },
    kmsKeyId: "alias/partner",
  }),
  command: "up",
  assertReached(start, now) {
    for (const key of ["privateKey", "apiKey"] as const) {
      const { description } = now[key];
      assertUntouched(start[key], now[key]);
      assert.equal(description?.KmsKeyId, "alias/partner");
      assert.match(String(description.Description), /renamed/);
      const tags = description.Tags ?? [];
      const own = tags.filter(({ Key = "" }) => !Key.startsWith("partner-keys:")).map(({ Key, Value }) => [Key, Value]);
      assert.deepEqual(own.sort(), [
        ["new", "tag"],
        ["team", "b"],
      ]);
    }
  },
};

export const REPAIR: FaultyOperation = {
  title: "repair",
  before: [START],
  async meanwhile(scenario, partner) {
    for (const secret of ["apikey", "private.pem"] as const) {
      const SecretId = secretName(partner, secret);
      await scenario.outOfBand.send(new sdk.DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7 }));
    }
  },
  args: START,
  command: "up",
  assertReached(start, now) {
    for (const key of ["privateKey", "apiKey"] as const) assertUntouched(start[key], now[key]);
  },
};

export const DELETE: FaultyOperation = {
  title: "delete",
  before: [START],
  args: START,
  command: "destroy",
  assertReached(start, { privateKey, apiKey }) {
    assert.equal(live(privateKey), live(start.privateKey), "the restored secret has another live key");
    assert.equal(live(apiKey), inState(apiKey));
  },
};

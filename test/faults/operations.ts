import * as assert from "node:assert/strict";
import * as sdk from "@aws-sdk/client-secrets-manager";
import { CREATED, KEPT, RESTORED } from "../support/goals";
import { secretName } from "./faultKinds";
import { START, type FaultyOperation } from "./operation";

export const CREATE: FaultyOperation = {
  title: "create",
  before: [],
  args: START,
  command: "up",
  goal: CREATED,
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
  goal: {
    assertReached(start, now) {
      KEPT.assertReached(start, now);
      for (const key of ["privateKey", "apiKey"] as const) {
        const { description } = now[key];
        assert.equal(description?.KmsKeyId, "alias/partner");
        assert.match(String(description.Description), /renamed/);
        const tags = description.Tags ?? [];
        const own = tags
          .filter(({ Key = "" }) => !Key.startsWith("partner-keys:"))
          .map(({ Key, Value }) => [Key, Value]);
        assert.deepEqual(own.sort(), [
          ["new", "tag"],
          ["team", "b"],
        ]);
      }
    },
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
  goal: KEPT,
};

export const DELETE: FaultyOperation = {
  title: "delete",
  before: [START],
  args: START,
  command: "destroy",
  goal: RESTORED,
};

import * as assert from "node:assert/strict";
import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { LocalPartner } from "../../emulator/partner";
import type { SignerEvent } from "../../resources/signer";
import { RotationLoad } from "../../workbench/rotationLoad";
import { signerClient, type SigningClient } from "../../workbench/signingClients";
import { API_KEY_SECRET, PRIVATE_KEY_SECRET } from "./programs";
import type { Scenario } from "./scenario";

/** What a service reads its keys with, and to whom its signer reports. */
interface Reading {
  readonly aws: SecretsManagerClient;
  readonly privateKeySecretArn: string;
  readonly onEvent: (event: SignerEvent) => void;
}

/** A service that keeps sending signed requests while a stack changes its keys. */
export class ServiceUnderLoad {
  private constructor(
    readonly events: readonly SignerEvent[],
    readonly load: RotationLoad,
    private readonly scenario: Scenario,
  ) {}

  static async start(scenario: Scenario, clientOf: (reading: Reading) => SigningClient): Promise<ServiceUnderLoad> {
    const events: SignerEvent[] = [];
    const privateKeySecretArn = await arnOf(scenario, PRIVATE_KEY_SECRET);
    const onEvent = (event: SignerEvent) => events.push(event);
    const load = new RotationLoad([clientOf({ aws: scenario.outOfBand, privateKeySecretArn, onEvent })]);
    load.start();
    return new ServiceUnderLoad(events, load, scenario);
  }

  /** Of Qredo's Partner API, once its first requests are answered. */
  static async ofQredo(scenario: Scenario, { url: origin }: LocalPartner): Promise<ServiceUnderLoad> {
    const apiKeySecretArn = await arnOf(scenario, API_KEY_SECRET);
    const service = await ServiceUnderLoad.start(scenario, ({ onEvent, ...reading }) =>
      signerClient({ ...reading, apiKeySecretArn, origin }, onEvent),
    );
    await service.load.more(30);
    return service;
  }

  /** Every request so far was taken, and the partner executed none twice. */
  async assertNothingRefused({ executions }: Pick<LocalPartner, "executions">): Promise<void> {
    await this.load.more(30);
    assert.equal(this.load.figures[0]?.failed, 0);
    assert.ok([...executions.values()].every((times) => times === 1));
  }

  /** Before the scenario ends: what the signer reported holds no key either. */
  async stop(): Promise<void> {
    await this.load.stop();
    this.scenario.sentinel.watchText("events of the signer", JSON.stringify(this.events));
  }
}

async function arnOf(scenario: Scenario, name: string): Promise<string> {
  return String((await scenario.describe(name)).ARN);
}

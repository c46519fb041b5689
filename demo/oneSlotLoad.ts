import * as sdk from "@aws-sdk/client-secrets-manager";
import { startLocalPartner, type LocalPartner } from "../emulator/partner";
import type { SignerEvent } from "../resources/signer";
import { RotationLoad } from "../workbench/rotationLoad";
import { cachingClient, rereadingClient, signerClient, type ClientSetting } from "../workbench/signingClients";
import { columns } from "../workbench/table.cjs";
import type { Report } from "./report";
import type { World } from "./world";

const READERS = ["AKIACACHING", "AKIAREREADING", "AKIAOURSIGNER"] as const;

/** Three services that call a partner with one key slot, while the key is rotated. */
export class OneSlotLoad {
  private constructor(
    private readonly world: World,
    private readonly partner: LocalPartner,
    private readonly load: RotationLoad,
    private readonly readers: readonly sdk.SecretsManagerClient[],
    private readonly events: readonly SignerEvent[],
  ) {}

  static async start(world: World, outputs: Readonly<Record<string, string>>): Promise<OneSlotLoad> {
    const [privateKeySecretArn, apiKeySecretArn] = [
      String(outputs["privateKeySecretArn"]),
      String(outputs["apiKeySecretArn"]),
    ];
    const partner = await startLocalPartner({ slots: 1, apiKeys: [await world.readSecret(apiKeySecretArn)] });
    partner.upload(String(outputs["publicKeyPem"]));
    const readers = READERS.map((accessKeyId) => world.reader(accessKeyId));
    const settings = readers.map((aws): ClientSetting => ({
      privateKeySecretArn,
      apiKeySecretArn,
      origin: partner.url,
      aws,
    }));
    const events: SignerEvent[] = [];
    const load = new RotationLoad([
      cachingClient(settings[0]!),
      rereadingClient(settings[1]!),
      signerClient(settings[2]!, (event) => events.push(event)),
    ]);
    load.start();
    await load.more(50);
    return new OneSlotLoad(world, partner, load, readers, events);
  }

  /** The person pastes the pending key into the partner's web app: the one slot has only this one now. */
  async upload(publicKeyPem: string): Promise<void> {
    this.partner.upload(publicKeyPem);
    await this.load.more(50);
  }

  /** What the services have met with so far, on one line. */
  now(): string {
    const refused = this.load.figures.map(({ client, requests, failed }) => `${client} ${failed} of ${requests}`);
    return `refused: ${refused.join(", ")}`;
  }

  /** Ends the load and shows who was refused. */
  async end(report: Report, pendingFingerprint: string): Promise<void> {
    await this.load.more(50);
    await this.load.stop();
    const reads = READERS.map((key) => this.world.server.hooks.count("GetSecretValue", key));
    const rows = this.load.figures.map(({ client, requests, failed }, i) => [client, requests, failed, reads[i]!]);
    const [head = "", ...lines] = columns([["client", "requests", "refused", "AWS reads"], ...rows]).split("\n");
    report.show(head, ...lines.map((line, i) => report.judged(this.load.figures[i]?.failed === 0, line)));
    const ours = this.load.figures[2]!;
    report.prove(
      `a partner with one key slot refused none of ${ours.requests} requests of our signer during a rotation, and executed none twice`,
      ours.failed === 0 && [...this.partner.executions.values()].every((times) => times === 1),
    );
    const told = this.events.some((e) => e.type === "switched" && e.to.fingerprint === pendingFingerprint);
    report.prove("the signer told which key the partner took: the fingerprint to acknowledge", told);
  }

  async close(): Promise<void> {
    await this.load.stop();
    for (const reader of this.readers) reader.destroy();
    await this.partner.stop();
  }
}

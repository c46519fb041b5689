import * as assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startLocalPartner, type LocalPartner } from "../../emulator/partner";
import { signerClient } from "../../workbench/signingClients";
import { REPOSITORY } from "../../workbench/repository";
import { API_KEY_SECRET, credentials, CREDENTIALS_PROGRAM, PRIVATE_KEY_SECRET } from "../support/programs";
import { Scenario } from "../support/scenario";
import { ServiceUnderLoad } from "../support/serviceUnderLoad";

/** What one incident took. Nothing is said of these numbers here: `npm run docs incident` puts them on docs/incident.md. */
interface Measured {
  readonly slots: number;
  /** Seconds from the command after the line of config. */
  readonly upEnded: number;
  readonly lastByOldKey: number;
  /** Requests while it lasted. */
  readonly requests: number;
  /** Answered with a refusal, and repeated by the signer. */
  readonly repeated: number;
  readonly failed: number;
}

describe("engine: how long a key that leaked goes on signing", () => {
  const measured: Measured[] = [];
  after(() => {
    const folder = process.env["TABLES"];
    if (folder === undefined) return;
    mkdirSync(join(REPOSITORY, folder), { recursive: true });
    writeFileSync(join(REPOSITORY, folder, "incident.json"), JSON.stringify(measured));
  });

  for (const slots of [1, 2] as const)
    describe(`at a partner with ${slots === 1 ? "one slot" : "two slots"}`, () => {
      let scenario: Scenario;
      let partner: LocalPartner;
      let service: ServiceUnderLoad;
      /** When the signer took which key. */
      const taken: { readonly at: number; readonly fingerprint: string }[] = [];
      const output = async (name: string) => String((await scenario.project.outputs())[name]);

      before(async () => {
        scenario = await Scenario.start({ program: CREDENTIALS_PROGRAM, quick: true });
        await scenario.run(["stack", "init", "production"]);
        await scenario.up(credentials());
        const { value: apiKey } = await scenario.readSecret(API_KEY_SECRET);
        partner = await startLocalPartner({ slots, apiKeys: [apiKey] });
        partner.upload(await output("publicKeyPem"));
        const apiKeySecretArn = String((await scenario.describe(API_KEY_SECRET)).ARN);
        service = await ServiceUnderLoad.start(scenario, ({ onEvent, ...reading }) =>
          signerClient({ ...reading, apiKeySecretArn, origin: partner.url }, (event) => {
            if (event.type === "switched" || event.type === "followed")
              taken.push({ at: Date.now(), fingerprint: event.to.fingerprint });
            onEvent(event);
          }),
        );
        await service.load.more(30);
      });
      after(async () => {
        await service.stop();
        await partner.stop();
        await scenario.close();
      });

      it("no request fails from the line of config to the removal of the key, and none is signed by it after that", async () => {
        const leaked = await output("publicKeyFingerprint");
        const { versionId } = await scenario.readSecret(PRIVATE_KEY_SECRET);
        const before = service.load.figures[0]?.requests ?? 0;
        const begunAt = Date.now();
        await scenario.up(credentials({ compromised: [leaked] }));
        const upEndedAt = Date.now();
        partner.upload(await output("publicKeyPem"));
        partner.dropOldKeys();
        await service.load.more(30);

        const fingerprint = await output("publicKeyFingerprint");
        assert.notEqual(fingerprint, leaked);
        assert.equal(taken.at(-1)?.fingerprint, fingerprint, "the signer goes on with another key");
        assert.equal((await scenario.describe(PRIVATE_KEY_SECRET)).VersionIdsToStages?.[versionId], undefined);
        const { requests, failed } = service.load.figures[0]!;
        assert.equal(failed, 0);
        const seconds = (at: number | undefined) => ((at ?? NaN) - begunAt) / 1000;
        measured.push({
          slots,
          upEnded: seconds(upEndedAt),
          lastByOldKey: seconds(taken.at(-1)?.at),
          requests: requests - before,
          repeated: partner.refused,
          failed,
        });
      });
    });
});

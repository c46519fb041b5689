import { createPublicKey } from "node:crypto";
import { shortFingerprint } from "../resources";
import { OneSlotLoad } from "./oneSlotLoad";
import type { Report } from "./report";
import type { World } from "./world";

/** The production stack: a new key goes live only when the partner is said to know it. */
export async function acknowledgedRotation(world: World, report: Report): Promise<void> {
  const { project } = world;
  const livePublicKey = async (secretArn: string) =>
    createPublicKey(await world.readSecret(secretArn))
      .export({ type: "spki", format: "pem" })
      .toString();

  const first = await report.run("pulumi up: stack production (acknowledged, deletionProtection)", async () => {
    await project.run(["stack", "init", "production"]);
    await project.run(["config", "set-all", "--path", "--plaintext", "partner-keys:apiKey.generate.bytes=32"]);
    await project.run(["config", "rm", "--path", "partner-keys:apiKey.issued"]);
    await project.up();
    return project.outputs();
  });
  const secretArn = String(first["privateKeySecretArn"]);

  const pending = await report.run("rotate: the new key is pending, the live key goes on signing", async () => {
    await project.run(["config", "set", "rotation", "demo"]);
    await project.up();
    const outputs = await project.outputs();
    report.prove(
      "a rotation in production leaves the live key alone",
      (await livePublicKey(secretArn)) === first["publicKeyPem"],
    );
    return outputs;
  });
  report.show(...String(pending["handoff"]).split("\n"));

  const load = await OneSlotLoad.start(world, first);
  try {
    await report.run(
      "upload it to a partner with one key slot, which three services call all the time",
      () => load.upload(String(pending["pendingPublicKeyPem"])),
      () => load.now(),
    );
    const acknowledge = async () => {
      const shown = shortFingerprint(String(pending["pendingPublicKeyPem"]));
      await project.run(["config", "set", "--plaintext", "acknowledgedFingerprint", shown]);
      await project.up();
      const isPromoted = (await livePublicKey(secretArn)) === pending["pendingPublicKeyPem"];
      report.prove("the acknowledged key is live, in the secret and in publicKeyPem", isPromoted);
    };
    await report.run("acknowledge what the partner's web app shows, pulumi up: promoted", acknowledge, () =>
      load.now(),
    );

    await load.end(report, String(pending["pendingFingerprint"]));
  } finally {
    await load.close();
  }
}

/** Takes away what {@link acknowledgedRotation} made: production is protected. */
export async function destroyProduction(world: World, report: Report): Promise<void> {
  const { project } = world;
  await report.run("pulumi destroy: refused, then allowed", async () => {
    const refused = await project.attempt(["destroy", "--yes", "--skip-preview"]);
    report.prove(
      "deletionProtection stops a destroy",
      refused.code !== 0 && refused.output.includes("deletionProtection is on"),
    );
    await project.run(["config", "set", "deletionProtection", "false"]);
    await project.up();
    await project.run(["destroy", "--yes", "--skip-preview"]);
    report.prove(
      "nothing is left at the end",
      (await world.secretNames()).length === 0 && (await project.resources()).length === 0,
    );
  });
}

import { createHash, createPublicKey, sign, verify } from "node:crypto";
import type { Report } from "./report";
import type { World } from "./world";

interface Jwk {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly y: string;
  readonly kid: string;
}

/** The same program for a partner of another kind: an EC key, and a JWKS instead of a PEM to upload. */
export async function anotherPartner(world: World, report: Report): Promise<void> {
  const { project } = world;
  await report.run("another partner: config says EC P-256 and JWKS (Singpass), pulumi up", async () => {
    const config = [
      "partner=singpass",
      "keyPair.ec.namedCurve=P-256",
      "artifact=jwks",
      "fingerprintForm=jwk-thumbprint",
    ];
    await project.run(["stack", "init", "sandbox"]);
    await project.run([
      "config",
      "set-all",
      "--path",
      ...config.flatMap((one) => ["--plaintext", `partner-keys:${one}`]),
    ]);
    await project.up();
    const { upload = "", privateKeySecretArn = "", handoff = "" } = await project.outputs();
    const jwks = JSON.parse(upload) as { keys: [Jwk] };
    report.show("stack output upload:", ...JSON.stringify(jwks, undefined, 2).split("\n"), ...handoff.split("\n"));

    const [jwk] = jwks.keys;
    const { crv, kty, x, y, kid } = jwk;
    const thumbprint = createHash("sha256").update(JSON.stringify({ crv, kty, x, y })).digest("base64url");
    report.prove("upload is a JWKS whose kid is the RFC 7638 thumbprint", kid === thumbprint && handoff.includes(kid));

    const payload = Buffer.from("a token to be signed");
    const privateKeyPem = await world.readSecret(privateKeySecretArn);
    const signature = sign("sha256", payload, { key: privateKeyPem, dsaEncoding: "ieee-p1363" });
    const key = createPublicKey({ key: { crv, kty, x, y }, format: "jwk" });
    const isGenuine = verify("sha256", payload, { key, dsaEncoding: "ieee-p1363" }, signature);
    report.prove("what the stored EC key signs (ES256) verifies with the uploaded JWKS", isGenuine);
    await project.run(["destroy", "--yes", "--skip-preview"]);
    await project.run(["stack", "rm", "--yes", "sandbox", "--preserve-config"]);
  });
}

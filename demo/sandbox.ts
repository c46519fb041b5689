import { verify } from "node:crypto";
import { shortFingerprint, signRequest } from "../resources";
import { opensslView } from "./opensslView";
import type { Report } from "./report";
import type { World } from "./world";

const URL = "https://sandbox-api.qredo.network/api/v1/p/company";
const BODY = JSON.stringify({ name: "ACME Corp", city: "Paris" });

/** The sandbox stack from nothing to nothing: up, sign, hand over, rotate, destroy. */
export async function sandbox(world: World, report: Report): Promise<void> {
  const { project, server } = world;
  const first = await report.run("pulumi up: make the API key and the RSA key pair (stack sandbox)", async () => {
    await project.run(["stack", "init", "sandbox"]);
    await project.up();
    return project.outputs();
  });
  const publicKeyPem = String(first["publicKeyPem"]);
  const secretArn = String(first["privateKeySecretArn"]);
  report.show(
    "stack output publicKeyPem:",
    ...publicKeyPem.trimEnd().split("\n"),
    ...String(first["handoff"]).split("\n"),
  );

  await report.run("read private.pem back as the signing client does", async () => {
    const privateKeyPem = await world.readSecret(secretArn);
    const isPkcs1 = privateKeyPem.startsWith("-----BEGIN RSA PRIVATE KEY-----\n");
    const view = opensslView(privateKeyPem);
    report.prove(`private.pem is PKCS#1 and ${view.acceptedBy}`, isPkcs1 && view.isAccepted);
    report.prove(`publicKeyPem is byte-equal to ${view.derivedBy}`, view.publicKeyPem === publicKeyPem);
  });

  await report.run("sign a Partner API request and verify it with the exported public key", async () => {
    const timestamp = Math.floor(Date.now() / 1000);
    const [privateKeyPem, apiKey] = [
      await world.readSecret(secretArn),
      await world.readSecret(String(first["apiKeySecretArn"])),
    ];
    const headers = signRequest({ url: URL, body: BODY, timestamp, privateKeyPem, apiKey });
    const payload = Buffer.from(headers["x-timestamp"] + URL + BODY);
    report.show(
      `POST ${URL}`,
      `signed: ${payload.toString()}`,
      `x-timestamp: ${headers["x-timestamp"]}`,
      `x-sign: ${headers["x-sign"].slice(0, 40)}… (${headers["x-sign"].length} characters)`,
      `x-api-key: (${apiKey.length} characters, not shown)   accept, content-type: ${headers.accept}`,
    );
    const isGenuine = verify("sha256", payload, publicKeyPem, Buffer.from(headers["x-sign"], "base64url"));
    report.prove("a request signed with the stored key verifies with the stack output", isGenuine);
  });

  await report.run("a second stack reads the outputs through a StackReference (examples/consumer)", async () => {
    const consumer = ["--cwd", project.addExample("consumer")];
    await project.run([...consumer, "stack", "init", "sandbox"]);
    await project.run([...consumer, "config", "set", "credentials", "organization/partner-keys/sandbox"]);
    await project.run([...consumer, "up", "--yes", "--skip-preview"]);
    const { stdout } = await project.run([...consumer, "stack", "output", "--json"]);
    const second = JSON.parse(stdout) as Record<string, string>;
    const sheet = second["handoffSheet"] ?? "";
    report.show(...sheet.split("\n").slice(0, 4));
    const told = [publicKeyPem.trimEnd(), `${String(first["publicKeyFingerprint"])}\n`, "environment:     sandbox\n"];
    report.prove(
      "another stack gets the environment, the public PEM, its fingerprint and short form, and both secret ARNs",
      [...told, `…${shortFingerprint(publicKeyPem)}\n`].every((text) => sheet.includes(text)) &&
        ["privateKeySecretArn", "apiKeySecretArn"].every((name) => second[name] === first[name]),
    );
    await project.run([...consumer, "destroy", "--yes", "--skip-preview"]);
  });

  await report.run("pulumi up again: nothing changed", async () => {
    server.hooks.forget();
    const { output } = await project.up();
    report.prove(
      "an up without a change shows no diff and makes no AWS call",
      output.includes("6 unchanged") && server.hooks.count() === 0,
    );
  });

  await report.run("rotate: change one config value, pulumi up", async () => {
    const before = await world.readSecret(secretArn);
    await project.run(["config", "set", "rotation", "demo"]);
    await project.up();
    const now = await project.outputs();
    report.show(`live key: ${String(first["publicKeyFingerprint"])} -> ${String(now["publicKeyFingerprint"])}`);
    const isNew = opensslView(await world.readSecret(secretArn)).publicKeyPem === now["publicKeyPem"];
    report.prove(
      "a rotation switches secret and stack output to the same new key",
      isNew && now["publicKeyPem"] !== publicKeyPem,
    );
    report.prove(
      "the old key stays readable as AWSPREVIOUS",
      (await world.readSecret(secretArn, "AWSPREVIOUS")) === before,
    );
  });

  await report.run("pulumi stack export: look for key material in the state", async () => {
    const { stdout } = await project.run(["stack", "export"]);
    const value = await world.readSecret(secretArn);
    const lines = value.split("\n").filter((line) => line.length > 20 && !line.startsWith("-----"));
    const isClean = !stdout.includes("PRIVATE KEY") && !lines.some((line) => stdout.includes(line));
    report.prove("the state holds no private key", isClean);
  });

  await report.run("pulumi destroy", async () => {
    await project.run(["destroy", "--yes", "--skip-preview"]);
    report.prove("destroy leaves no secret behind (7 days to recover)", (await world.secretNames()).length === 0);
    await project.run(["stack", "rm", "--yes", "sandbox", "--preserve-config"]);
  });
}

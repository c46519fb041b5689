import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Stub {
  readonly url: string;
  /** Operations, in the order they were asked for. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

export type StubReply = { readonly status: number; readonly body: object };

const CALLER = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:iam::123456789012:user/auditor</Arn><UserId>AIDA</UserId><Account>123456789012</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;

/** A server in the place of Secrets Manager whose answers a test makes, for accounts that are too large or too odd to fill. */
export async function stubbedSecretsManager(
  answer: (operation: string, input: Readonly<Record<string, unknown>>) => StubReply,
): Promise<Stub> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const operation =
        String(request.headers["x-amz-target"] ?? "")
          .split(".")
          .at(-1) ?? "";
      asked.push(operation);
      response.setHeader("x-amzn-requestid", "stub");
      if (operation === "") return response.end(CALLER);
      const { status, body } = answer(operation, JSON.parse(Buffer.concat(chunks).toString("utf8")) as never);
      response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
      return response.end(JSON.stringify(body));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

export function refusal(name: string, message: string): StubReply {
  return { status: 400, body: { __type: name, message } };
}

/** An account of so many keys, made page by page as it is asked for. */
export function accountOf(keys: number): (operation: string, input: Readonly<Record<string, unknown>>) => StubReply {
  return (operation, input) => {
    if (operation === "ListSecretVersionIds") return { status: 200, body: versionsOf(String(input["SecretId"])) };
    const from = Number(input["NextToken"] ?? 0);
    const to = Math.min(from + 100, keys);
    const SecretList = Array.from({ length: to - from }, (_, i) => secret(from + i));
    return { status: 200, body: { SecretList, ...(to < keys ? { NextToken: String(to) } : {}) } };
  };
}

const MADE_AT = Date.parse("2026-01-01T00:00:00Z") / 1000;

function secret(i: number) {
  const name = `acme/key-${i}`;
  const Tags = [
    { Key: "partner-keys:owner", Value: `acme/production/key-${i}` },
    { Key: "partner-keys:kind", Value: "key-pair" },
  ];
  return {
    ARN: `arn:aws:secretsmanager:us-east-1:123456789012:secret:${name}-AbCdEf`,
    Name: name,
    Tags,
    CreatedDate: MADE_AT,
  };
}

function versionsOf(arn: string) {
  const Versions = [{ VersionId: "v".repeat(32), VersionStages: ["AWSCURRENT"], CreatedDate: MADE_AT }];
  return { ARN: arn, Versions };
}

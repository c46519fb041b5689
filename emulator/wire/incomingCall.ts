import type { IncomingMessage } from "node:http";
import { queryErrorReply } from "./query";
import { errorReply, type Reply } from "./reply";

/** A request as AWS JSON 1.1 carries it, or the Query protocol of STS. */
export interface IncomingCall {
  readonly service: "secretsmanager" | "sts";
  readonly operation: string;
  readonly accessKeyId: string;
  readonly region: string;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string>;
  readonly rawBody: Buffer;
}

const TARGET = /^secretsmanager\.([A-Za-z]+)$/;
/** SigV4: Credential=<access key id>/<date>/<region>/<service>/aws4_request. The signature itself is not checked. */
const CREDENTIAL = /^AWS4-HMAC-SHA256 .*Credential=([^/,\s]+)\/\d{8}\/([a-z0-9-]+)\/[a-z0-9-]+\/aws4_request/;

/** Reads a request, or gives the refusal that AWS answers. Throws if the client goes away meanwhile. */
export async function readCall(request: IncomingMessage): Promise<IncomingCall | { readonly refusal: Reply }> {
  const rawBody = await readBody(request);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
  if ((headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded"))
    return readQuery(headers, rawBody);
  const operation = TARGET.exec(headers["x-amz-target"] ?? "")?.[1];
  if (request.method !== "POST" || operation === undefined) {
    return refusal("UnknownOperationException", "Expected POST with an X-Amz-Target of secretsmanager.<operation>.");
  }
  const [, accessKeyId, region] = CREDENTIAL.exec(headers["authorization"] ?? "") ?? [];
  if (accessKeyId === undefined || region === undefined) {
    return refusal("MissingAuthenticationTokenException", "Missing Authentication Token");
  }
  const body = parseStructure(rawBody);
  if (body === undefined) return refusal("SerializationException", "The request body must be a JSON structure.");
  return { service: "secretsmanager", operation, accessKeyId, region, body, headers, rawBody };
}

/** Only the calls of STS that need no credentials come unsigned. */
function readQuery(headers: Record<string, string>, rawBody: Buffer): IncomingCall | { readonly refusal: Reply } {
  const { Action: operation = "", ...body } = Object.fromEntries(new URLSearchParams(rawBody.toString("utf8")));
  const [, accessKeyId = "", region = ""] = CREDENTIAL.exec(headers["authorization"] ?? "") ?? [];
  if (accessKeyId === "" && operation !== "AssumeRoleWithWebIdentity") {
    return { refusal: queryErrorReply(403, "MissingAuthenticationToken", "Request is missing Authentication Token") };
  }
  return { service: "sts", operation, accessKeyId, region, body, headers, rawBody };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function parseStructure(rawBody: Buffer): Record<string, unknown> | undefined {
  try {
    const body: unknown = JSON.parse(rawBody.toString("utf8"));
    return typeof body === "object" && body !== null && !Array.isArray(body)
      ? (body as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

const refusal = (name: string, message: string) => ({ refusal: errorReply(400, name, message) });

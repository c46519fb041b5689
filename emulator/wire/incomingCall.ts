import type { IncomingMessage } from "node:http";
import { errorReply, type Reply } from "./reply";

/** A request as AWS JSON 1.1 carries it. */
export interface IncomingCall {
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
  return { operation, accessKeyId, region, body, headers, rawBody };
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

import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

export interface Gate {
  readonly url: string;
  /** What was refused, in order. */
  readonly refused: readonly string[];
  stop(): Promise<void>;
}

/**
 * Stands before an AWS server for a role that may read a bucket (`s3:GetObject`, `s3:ListBucket`) and decrypt with a key
 * (`kms:Decrypt`), and nothing else.
 */
export async function startReadOnlyGate(aws: string): Promise<Gate> {
  const refused: string[] = [];
  const server = createServer((incoming, answer) => {
    const { method = "", url = "/", headers } = incoming;
    const operation = String(headers["x-amz-target"] ?? method);
    if (!["GET", "HEAD", "TrentService.Decrypt"].includes(operation)) {
      refused.push(operation);
      incoming.resume();
      const error = "<Error><Code>AccessDenied</Code><Message>only reading is allowed</Message></Error>";
      answer.writeHead(403, { "content-type": "application/xml" }).end(error);
      return;
    }
    const forwarded = request(new URL(url, aws), { method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 500, response.headers);
      response.pipe(answer);
    });
    forwarded.on("error", () => answer.destroy());
    incoming.pipe(forwarded);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refused,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

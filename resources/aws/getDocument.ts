import type { Readable } from "node:stream";
import { HttpRequest } from "@smithy/core/protocols";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { agentsFor } from "./agents";
import { bytesWithin } from "./bytesWithin";
import { caFileOf } from "./openTransport";
import { proxyFor } from "./proxy";
import type { AwsSettings, ReadEnvironment } from "./settings/awsSettings";
import { proxiesOf } from "./transport";

const SECONDS = 5;
const MOST_KILOBYTES = 64;

/** What a URL answered, or a clause about it that says why there is no document. */
export type Got = { readonly status: number; readonly body: string } | { readonly problem: string };

/**
 * One GET of a public document, by the proxy and with the CA bundle of the way to AWS. It follows no redirect, and ends after
 * 5 seconds or 64 kB. Nothing of ours is sent with it.
 */
export async function getDocument(text: string, settings: AwsSettings, environment: ReadEnvironment): Promise<Got> {
  const late = AbortSignal.timeout(SECONDS * 1000);
  let handler: NodeHttpHandler | undefined;
  try {
    const url = new URL(text);
    const agents = await agentsFor(
      proxyFor(url, proxiesOf(settings, environment)),
      await caFileOf(settings, environment),
    );
    handler = new NodeHttpHandler(agents);
    const { protocol, hostname, port, host, pathname, search } = url;
    const request = new HttpRequest({
      ...{ method: "GET", protocol, hostname, path: `${pathname}${search}` },
      ...(port === "" ? {} : { port: Number(port) }),
      headers: { host, accept: "application/json" },
    });
    const { response } = await handler.handle(request, { abortSignal: late });
    const body = await bodyOf(response.body as Readable, late);
    return body === undefined
      ? { problem: `answered more than ${MOST_KILOBYTES} kB` }
      : { status: response.statusCode, body };
  } catch (error) {
    return { problem: late.aborted ? `did not answer within ${SECONDS} seconds` : reasonOf(error) };
  } finally {
    handler?.destroy();
  }
}

/** @returns `undefined` where it is too long */
async function bodyOf(body: Readable, late: AbortSignal): Promise<string | undefined> {
  const end = () => body.destroy(new Error("late"));
  late.addEventListener("abort", end);
  try {
    return (await bytesWithin(body, MOST_KILOBYTES * 1024))?.toString("utf8");
  } finally {
    late.removeEventListener("abort", end);
  }
}

/** A code is of Node's closed set; a message might quote the answer. */
function reasonOf(error: unknown): string {
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  return `could not be reached (${String(code ?? name)})`;
}

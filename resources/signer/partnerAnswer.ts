import type { PartnerAnswer } from "./options";

/** The longest answer that is read to be judged. Bytes. */
const LONGEST_COPY = 64 * 1024;
/** The longest refused answer that is kept for the caller while its request waits. Bytes. */
const LONGEST_KEPT = 1024 * 1024;

/** What `refused` sees of a response. The body is copied only when it is asked for, and stays whole for the caller. */
export function answerOf(response: Response): PartnerAnswer {
  return {
    status: response.status,
    headers: response.headers,
    async json() {
      const text = (await beginning(response.clone(), LONGEST_COPY))?.toString("utf8");
      try {
        return text === undefined ? undefined : (JSON.parse(text) as unknown);
      } catch {
        return undefined;
      }
    },
  };
}

/**
 * Reads the answer into memory, so that it holds no connection while its request waits: others may need that very connection.
 * It stays whole for the caller. `false`: it is longer than 1 MB.
 */
export async function keepBody(response: Response): Promise<boolean> {
  // Whoever has read it has let the connection go
  if (response.bodyUsed || response.body?.locked === true) return true;
  if (Number(response.headers.get("content-length")) > LONGEST_KEPT) return false;
  try {
    return (await beginning(response.clone(), LONGEST_KEPT)) !== undefined;
  } catch {
    // Broken on its way, so it holds nothing; it breaks for the caller too, who gets it where no other key is taken
    return true;
  }
}

/** Whether it is what `fetch` returns, this global one or another. */
export function isResponse(answer: unknown): answer is Response {
  if (answer instanceof Response) return true;
  const { clone, body } = (answer ?? {}) as { readonly clone?: unknown; readonly body?: unknown };
  return typeof clone === "function" && typeof (body as Partial<ReadableStream> | null)?.getReader === "function";
}

/** The body, or nothing where it is longer. */
async function beginning(copy: Response, longest: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = (copy.body as ReadableStream<Uint8Array> | null)?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    chunks.push(part.value);
    length += part.value.length;
    if (length > longest) {
      // Not awaited: the other copy has to be read before the source is let go
      void reader?.cancel().catch(() => undefined);
      return undefined;
    }
  }
  return Buffer.concat(chunks);
}

/** Lets the connection go. */
export function dropBody(response: Response): void {
  void response.body?.cancel().catch(() => undefined);
}

/** Seconds that `now` is ahead of the answer's clock; its `Date` has whole seconds. */
export function clockSkewOf(response: Response, now: number): number | undefined {
  const date = Date.parse(response.headers.get("date") ?? "");
  return Number.isNaN(date) ? undefined : Math.round((now - date) / 1000);
}

import type { PartnerAnswer } from "./options";

const LONGEST_COPY = 64 * 1024;

/** What `refused` sees of a response. The body is copied only when it is asked for, and stays whole for the caller. */
export function answerOf(response: Response): PartnerAnswer {
  return {
    status: response.status,
    headers: response.headers,
    async json() {
      const text = await beginning(response.clone());
      try {
        return text === undefined ? undefined : (JSON.parse(text) as unknown);
      } catch {
        return undefined;
      }
    },
  };
}

/** The body as text, or nothing where it is longer than a refusal ever is. */
async function beginning(copy: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = (copy.body as ReadableStream<Uint8Array> | null)?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    chunks.push(part.value);
    length += part.value.length;
    if (length > LONGEST_COPY) {
      // Not awaited: the other copy has to be read before the source is let go
      void reader?.cancel().catch(() => undefined);
      return undefined;
    }
  }
  return Buffer.concat(chunks).toString("utf8");
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

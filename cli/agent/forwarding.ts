import { bytesWithin } from "../../resources/aws/bytesWithin";
import { PartnerKeysError } from "../../resources/errors";
import type { Signer } from "../../resources/signer";
import { CallRefused } from "./requestBody";
import type { Room } from "./room";
import type { ToSign } from "../schemes/schemes";

/** How long a partner may take for its whole answer, trials included. Milliseconds. */
const PATIENCE = 60_000;
/** The longest answer that is handed on. Bytes. */
const LONGEST_ANSWER = 1_000_000;
/** They are of the connection to the partner, or of the body before it was unpacked. */
const OF_THE_WAY = ["connection", "content-encoding", "content-length", "keep-alive", "transfer-encoding"];

/** The partner's answer, as a caller gets it. */
export interface Forwarded {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyBase64: string;
}

/** Sends requests for callers that do not send them themselves: `fetch` of a signer, and whatever it refuses. */
export class Forwarding {
  constructor(
    private readonly signer: Pick<Signer, "fetch">,
    private readonly room: Room,
    private readonly patience = PATIENCE,
  ) {}

  /** @throws PartnerKeysError as `fetch` of the signer; CallRefused 502 where the partner gave no answer that can be handed on */
  async send({ url, method, headers, body }: ToSign, gone: AbortSignal): Promise<Forwarded> {
    const release = this.room.take(Buffer.byteLength(body));
    const signal = AbortSignal.any([gone, AbortSignal.timeout(this.patience)]);
    try {
      const init = { method, headers, signal, ...(body.length === 0 ? {} : { body }) };
      return await handedOn(await this.signer.fetch(url, init));
    } catch (error) {
      if (error instanceof PartnerKeysError || error instanceof CallRefused) throw error;
      const name = error instanceof Error ? error.name : typeof error;
      const what = `the partner gave no whole answer (${name}); nobody knows whether it has done what was asked`;
      throw new CallRefused(502, "ERR_PARTNER_UNREACHABLE", what);
    } finally {
      release();
    }
  }
}

async function handedOn(answer: Response): Promise<Forwarded> {
  const body = await bytesWithin((answer.body ?? []) as AsyncIterable<Uint8Array>, LONGEST_ANSWER);
  if (body === undefined) {
    const what = `the partner answered with status ${answer.status} and more than ${LONGEST_ANSWER} bytes`;
    throw new CallRefused(502, "ERR_TOO_LARGE", what);
  }
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => !OF_THE_WAY.includes(name)));
  return { status: answer.status, headers, bodyBase64: body.toString("base64") };
}

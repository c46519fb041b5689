/** What a program does with the keys at the partner. */
export const KEYS_PATH = "/partner/keys";

/** The keys of the partner, the oldest first, each in a slot. */
export interface KeySlots {
  readonly isFull: boolean;
  list(): readonly { readonly id: string; readonly name: string }[];
  /** @returns the id that the partner gives it */
  upload(pem: string, name: string): string;
  remove(id: string): void;
}

export interface KeysAnswer {
  readonly status: number;
  readonly body?: object;
}

/**
 * Answers a program: lists the keys, adds one to a free slot (409 where there is none), removes one. `PUT` is the upload of a
 * person, which pushes the oldest one out.
 */
export function answerKeys(slots: KeySlots, method: string, path: string, body: string): KeysAnswer {
  if (method === "PUT") {
    slots.upload(body, "");
    return { status: 204 };
  }
  if (method === "GET") return { status: 200, body: { keys: slots.list() } };
  if (method === "DELETE") {
    const id = path.slice(KEYS_PATH.length + 1);
    if (!slots.list().some((key) => key.id === id)) return { status: 404, body: { msg: "no such key" } };
    slots.remove(id);
    return { status: 204 };
  }
  if (slots.isFull) return { status: 409, body: { msg: "no free slot" } };
  const { name, publicKey } = JSON.parse(body) as { readonly name: string; readonly publicKey: string };
  return { status: 201, body: { id: slots.upload(publicKey, name) } };
}

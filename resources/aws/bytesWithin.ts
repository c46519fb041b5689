/** What a stream holds; `undefined` where that is more than `most` bytes, and then the rest of it is let go. */
export async function bytesWithin(chunks: AsyncIterable<Uint8Array>, most: number): Promise<Buffer | undefined> {
  const read: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > most) return undefined;
    read.push(chunk);
  }
  return Buffer.concat(read);
}

/** Shorter runs are words: names of secrets and fields have them in common with values. */
const RUN = 12;

/**
 * Whether a text holds a run of a value, as it is or as somebody would put it into a message: with its line ends written
 * out or taken out, in base64, in hex.
 */
export function quotes(text: string, value: string): boolean {
  const length = Math.min(RUN, value.length);
  if (length === 0) return false;
  const [plain, squeezed] = [text.toLowerCase(), squeeze(text)];
  return (
    hasRun(plain, value.toLowerCase(), length) ||
    hasRun(squeezed, squeeze(value), length) ||
    encodings(value).some((encoded) => hasRun(squeezed, encoded, RUN))
  );
}

function hasRun(text: string, value: string, length: number): boolean {
  if (value.length < length) return false;
  const runs = new Set(Array.from({ length: value.length - length + 1 }, (_, i) => value.slice(i, i + length)));
  for (let i = 0; i + length <= text.length; i++) if (runs.has(text.slice(i, i + length))) return true;
  return false;
}

function squeeze(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Base64 has three faces, by where in the whole the value begins; its edges belong to what is beside it. */
function encodings(value: string): string[] {
  const faces = [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), Buffer.from(value)]);
    return squeeze(whole.toString("base64").slice(before === 0 ? 0 : 4, -4));
  });
  return [...faces, Buffer.from(value).toString("hex")];
}

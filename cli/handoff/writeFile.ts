import { writeFile as write } from "node:fs/promises";
import { failure } from "../../resources/errors";

/** What a file system answers where a file cannot be written, and what to do about it. */
const REASONS: Readonly<Record<string, string>> = {
  EEXIST: "there is a file already, nothing was written; pass --force to write over it",
  ENOENT: "there is no such folder",
  EISDIR: "it is a folder; name a file in it",
  ENOTDIR: "a part of the path is no folder",
  EACCES: "this user may not write there",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left",
};

/** Writes a new file. One that exists, or a link there, is written over only where it was asked for. */
export async function writeFile(file: string, text: string, isForced: boolean): Promise<void> {
  try {
    await write(file, text, { flag: isForced ? "w" : "wx" });
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    const [what = code, advice] = (REASONS[code] ?? code).split("; ");
    const parts = { doing: `writing ${file}`, what, ...(advice === undefined ? {} : { advice }) };
    throw failure("ERR_INVALID_INPUT", parts);
  }
}

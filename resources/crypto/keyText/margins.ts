const BEGIN = /-----\s?BEGIN[A-Z0-9 ]{1,60}-----/;
const END = /-----\s?END/;
/** A longer margin is no mark of a line. */
const WIDEST = 80;

/**
 * A text whose PEMs have lost what stood before and after each of their lines: numbers, times of a log, marks of a list or of
 * a comment, tags of HTML, calls of a program. The BEGIN line tells what that is. If one line has other margins, nothing
 * is taken off: it may be a part of the body.
 */
export function withoutMargins(text: string): string {
  const lines = text.split("\n");
  for (const [i, line] of lines.entries()) {
    const begin = BEGIN.exec(line);
    if (begin === null) continue;
    const [before, after] = [line.slice(0, begin.index), line.slice(begin.index + begin[0].length).trimEnd()];
    const end = lines.findIndex((one, at) => at > i && END.test(one));
    if (end === -1 || (before + after).trim() === "" || before.length + after.length > WIDEST) continue;
    const margins = new RegExp(`^\\s*${likeOf(before)}(.*?)${likeOf(after)}\\s*$`);
    const inside = lines.slice(i + 1, end).map((one) => margins.exec(one)?.[1]);
    if (!inside.every((one) => one !== undefined)) continue;
    const last = lines[end] ?? "";
    lines.splice(i, end - i + 1, begin[0], ...inside, last.slice(last.search(END)));
    return withoutMargins(lines.join("\n"));
  }
  return text;
}

/** Numbers and times go on from line to line, and blanks keep them in a column. */
function likeOf(margin: string): string {
  const literal = margin.trimStart().replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  return literal.replace(/\d+/g, "\\d+").replace(/\s+/g, "\\s*");
}

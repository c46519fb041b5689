/** What becomes of a text on its way through a shell, a file, a page or a clipboard. Every character of a key is still there. */
export type Wrapping = (text: string) => string;

const eachLine = (write: (line: string) => string): Wrapping => {
  return (text) => text.split("\n").map(write).join("\n");
};
const lines = (end: string): Wrapping => {
  return (text) => text.replaceAll("\n", end);
};
/** The characters of base64 alone would do; these are the ones that a form encodes. */
const percent = (text: string) => encodeURIComponent(text);

/** How the lines of a PEM are changed. */
export const LINES: Readonly<Record<string, Wrapping>> = {
  "as it is": (text) => text,
  "line ends of Windows": lines("\r\n"),
  "line ends of an old Mac": lines("\r"),
  "blanks for line ends (an unquoted variable)": lines(" "),
  "no line ends": lines(""),
  "no white space at all": (text) => text.replace(/\s/g, ""),
  "indented by blanks": eachLine((line) => `    ${line}`),
  "indented by tabs": eachLine((line) => `\t${line}`),
  "indented by no-break spaces": eachLine((line) => `\u00a0\u00a0${line}`),
  "blanks at the ends": eachLine((line) => `${line}  `),
  "an empty line after each": lines("\n\n"),
  "quoted as in mail": eachLine((line) => `> ${line}`),
  "commented out": eachLine((line) => `# ${line}`),
  "\\n written out": lines("\\n"),
  "\\\\n written out": lines("\\\\n"),
  "\\r\\n written out": lines("\\r\\n"),
  "\\u000a written out": lines("\\u000a"),
  "\\n written out, the backslashes lost": lines("n"),
  "\\ before line ends": lines("\\\n"),
  "strings of a program": eachLine((line) => `"${line}\\n" +`),
  "a list of strings": eachLine((line) => `  "${line}",`),
  "HTML entities for line ends": lines("&#10;"),
  "HTML entities as a template writes them": (text) =>
    text.replace(/[/=\n]/g, (one) => `&#x${one.charCodeAt(0).toString(16)};`),
  "HTML line breaks": lines("<br>"),
  "percent-encoded": percent,
  "encoded as a form": (text) => percent(text).replaceAll("%20", "+"),
  "zero-width spaces": (text) => text.replace(/.{20}/g, "$&\u200b"),
  "soft hyphens": (text) => text.replace(/.{30}/g, "$&\u00ad"),
  "em dashes for hyphens": (text) => text.replaceAll("--", "\u2014"),
  "en dashes for hyphens": (text) => text.replaceAll("-", "\u2013"),
  "characters as JSON writes them": (text) =>
    text.replace(/[^ -~]|[+<=>&]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`),
  "UTF-16 that was read as UTF-8": (text) => `\ufffd\ufffd${text.replace(/[^]/g, "$&\0")}`,
};

/** What is put around the text as a whole. */
export const AROUND: Readonly<Record<string, Wrapping>> = {
  "nothing around it": (text) => text,
  "a byte order mark": (text) => `\ufeff${text}`,
  "blanks and empty lines": (text) => `\n  ${text} \n\n`,
  "double quotes": (text) => `"${text}"`,
  "single quotes": (text) => `'${text}'`,
  backticks: (text) => `\`${text}\``,
  "quotes of an editor": (text) => `\u201c${text}\u201d`,
  "quotes of bash": (text) => `$'${text}'`,
  "the name of a variable": (text) => `PRIVATE_KEY=${text}`,
  "export and quotes": (text) => `export PRIVATE_KEY="${text}"`,
  "a key of YAML": (text) => `private_key: ${text}`,
  "a block of YAML": (text) => `private-key: |\n${eachLine((line) => `  ${line}`)(text)}`,
  "a string of JSON": (text) => JSON.stringify(text),
  "the prompt of a shell after it": (text) => `${text}\nme@host:~$ `,
  "a comment after it": (text) => `${text} # of production`,
  base64: (text) => Buffer.from(text).toString("base64"),
  "base64 in lines": (text) => Buffer.from(text).toString("base64").replace(/.{76}/g, "$&\n"),
  "base64 of UTF-16": (text) => Buffer.from(text, "utf16le").toString("base64"),
};

/** The characters between the lines of a PEM. */
export function bodyOf(pem: string): string {
  return pem.replace(/-----[A-Z ]+-----|\s/g, "");
}

/** Whether a message has any twelve characters of a body in a row. */
export function quotes(message: string, body: string): boolean {
  const RUN = 12;
  return Array.from({ length: Math.max(0, body.length - RUN + 1) }, (_, i) => body.slice(i, i + RUN)).some((run) =>
    message.includes(run),
  );
}

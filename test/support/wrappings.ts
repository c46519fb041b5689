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
const base64 = (text: string) => Buffer.from(text).toString("base64");

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
  base64,
  "base64 in lines": (text) => base64(text).replace(/.{76}/g, "$&\n"),
  "base64 of UTF-16": (text) => Buffer.from(text, "utf16le").toString("base64"),
};

/**
 * What is met around a whole PEM, and only around that: each of its lines, or what is in front of the text, is told by the
 * PEM lines.
 */
export const AROUND_PEM: Readonly<Record<string, Wrapping>> = {
  "^M for the line ends of Windows": lines("^M\n"),
  "`n of PowerShell written out": lines("`n"),
  "\\012 written out": lines("\\012"),
  "&NewLine; written out": lines("&NewLine;"),
  "line ends of a mainframe": lines("\u0085"),
  "line separators of Unicode": lines("\u2028"),
  "commas for line ends": lines(","),
  "numbers as cat prints them": (text) => numbered(text, (i) => `${String(i).padStart(6)}\t`),
  "numbers as grep prints them": (text) => numbered(text, (i) => `${i}:`),
  "times of a log": (text) => numbered(text, (i) => `2026-11-30T12:00:${String(i).padStart(2, "0")}.123Z `),
  "times in brackets": (text) => numbered(text, (i) => `[12:00:${String(i).padStart(2, "0")}] `),
  "an addition in a diff": eachLine((line) => `+${line}`),
  "items of a list": eachLine((line) => `- ${line}`),
  "rows of a table": eachLine((line) => `| ${line} |`),
  "commented out with //": eachLine((line) => `// ${line}`),
  "commented out with *": eachLine((line) => ` * ${line}`),
  "commented out with --": eachLine((line) => `-- ${line}`),
  "paragraphs of HTML": eachLine((line) => `<p>${line}</p>`),
  "commands that write a file": eachLine((line) => `echo "${line}" >> key.pem`),
  "strings of PHP": eachLine((line) => `"${line}\\n" .`),
  "strings of Visual Basic": eachLine((line) => `"${line}" & vbCrLf & _`),
  "colours of a terminal": eachLine((line) => `\u001b[32m${line}\u001b[0m`),
  "quoted-printable": (text) => text.replaceAll("=", "=3D"),
  "non-breaking hyphens": (text) => text.replaceAll("-", "\u2011"),
  "a fence of Markdown": (text) => `\`\`\`pem\n${text}\`\`\``,
  "CDATA of XML": (text) => `<![CDATA[${text}]]>`,
  "a here-document of a shell": (text) => `cat > key.pem <<'EOF'\n${text}EOF\n`,
  "a here-string of PowerShell": (text) => `@"\n${text}\n"@`,
  "bytes of Python": (text) => `b'${text.replaceAll("\n", "\\n")}'`,
  "attributes as openssl pkcs12 prints them": (text) => `Bag Attributes\n    localKeyID: 01 02\n${text}`,
  "a mail": (text) => `Subject: your key\n\nHi,\nhere it is:\n\n${text}\nBest,\nMe`,
  "a data URL": (text) => `data:application/x-pem-file;base64,${base64(text)}`,
  "base64, three times": (text) => base64(base64(base64(text))),
  "hex digits": (text) => Buffer.from(text).toString("hex"),
  "a Buffer as JSON": (text) => JSON.stringify(Buffer.from(text)),
};

function numbered(text: string, mark: (i: number) => string): string {
  const written = text.split("\n").map((line, i) => mark(i + 1) + line);
  return written.join("\n");
}

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

import { parseArgs } from "node:util";

const USAGE = "use --port <0-65535>, or no flag for any free port";

/** Reads the command line: the port, or the reason why it is refused. */
export function readPort(args: readonly string[]): { readonly port: number } | { readonly problem: string } {
  try {
    const { port = "0" } = parseArgs({ args: [...args], options: { port: { type: "string" } } }).values;
    if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535) return { port: Number(port) };
    return { problem: `--port ${port}: not a port; ${USAGE}` };
  } catch (error) {
    return { problem: `${String((error as Error).message.split("\n")[0])}; ${USAGE}` };
  }
}

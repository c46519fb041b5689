const USAGE = "use --port <0-65535>, or no flag for any free port";

/** Reads the command line: the port, or the reason why it is refused. */
export function readPort(args: readonly string[]): { readonly port: number } | { readonly problem: string } {
  const queue = args.flatMap((arg) => (arg.startsWith("--port=") ? ["--port", arg.slice("--port=".length)] : [arg]));
  let port = 0;
  while (queue.length > 0) {
    const flag = queue.shift();
    if (flag !== "--port") return { problem: `unknown argument ${flag}: ${USAGE}` };
    const value = queue.shift();
    if (value === undefined || !/^\d{1,5}$/.test(value) || Number(value) > 65_535) {
      return { problem: `--port ${value ?? "(nothing)"}: not a port; ${USAGE}` };
    }
    port = Number(value);
  }
  return { port };
}

import { startLocalSecretsManager } from "./index";
import { readPort } from "./portArgument";

/**
 * Serves until Ctrl-C, or until its terminal is closed. Once it listens it prints one line.
 *
 * @param args the command line: `--port <n>`, or nothing for any free port
 * @param line that line, for a server at `url`
 */
export async function serve(args: readonly string[], line: (url: string) => string): Promise<void> {
  const argument = readPort(args);
  if ("problem" in argument) return fail(argument.problem);
  const { port } = argument;
  try {
    const server = await startLocalSecretsManager({ port });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void server.stop());
    console.log(line(server.url));
  } catch (error) {
    fail(listenProblem(port, error as NodeJS.ErrnoException));
  }
}

function listenProblem(port: number, { code, message }: NodeJS.ErrnoException): string {
  if (code === "EADDRINUSE") {
    return `--port ${port}: another program uses this port; choose another one, or 0 for any free port`;
  }
  if (code === "EACCES") return `--port ${port}: not allowed for this user; choose one from 1024 to 65535, or 0`;
  return `--port ${port}: ${message}`;
}

function fail(problem: string): void {
  console.error(`starting the local Secrets Manager: ${problem}`);
  process.exitCode = 1;
}

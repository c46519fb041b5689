import { startLocalSecretsManager } from "./index";
import { readPort } from "./portArgument";

async function main(): Promise<void> {
  const argument = readPort(process.argv.slice(2));
  if ("problem" in argument) return fail(argument.problem);
  const { port } = argument;
  try {
    const server = await startLocalSecretsManager({ port });
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void server.stop());
    // One line that a shell can take as it is.
    console.log(
      `export AWS_ENDPOINT_URL_SECRETS_MANAGER=${server.url} AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_REGION=us-east-1 # local Secrets Manager is ready; Ctrl-C ends it`,
    );
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

void main();

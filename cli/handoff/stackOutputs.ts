import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { failure, type PartnerKeysError } from "../../resources/errors";

export interface WhereOutputs {
  /** A file, or "-" for stdin; `undefined`: the Pulumi CLI is asked. */
  readonly file: string | undefined;
  /** As `pulumi --stack` takes it; `undefined`: the one that is selected. */
  readonly stack: string | undefined;
}

/** The state has what each component tells, also where the program exports none of it, and what is exported. */
const COMMAND = ["stack", "export"];

/** The outputs of a stack as the CLI of Pulumi prints them, with its state. Secret ones stay encrypted. */
export async function readStackOutputs({ file, stack }: WhereOutputs, env: NodeJS.ProcessEnv): Promise<unknown> {
  const doing = `reading the outputs of the stack from ${file === undefined ? "pulumi" : file === "-" ? "stdin" : file}`;
  const refused = (what: string, advice: string) => failure("ERR_INVALID_INPUT", { doing, what, advice });
  const printed = await (file === undefined
    ? fromPulumi(stack, env, refused)
    : (file === "-" ? text(process.stdin) : readFile(file, "utf8")).catch((error: unknown) => {
        const { code, name } = error as NodeJS.ErrnoException;
        throw refused(
          code ?? name,
          "name a file that pulumi stack export or pulumi stack output --json was written to",
        );
      }));
  try {
    return JSON.parse(printed);
  } catch {
    throw refused(printed.trim() === "" ? "it is empty" : "it is no JSON", `pulumi ${COMMAND.join(" ")} prints it`);
  }
}

type Refused = (what: string, advice: string) => PartnerKeysError;

async function fromPulumi(stack: string | undefined, env: NodeJS.ProcessEnv, refused: Refused): Promise<string> {
  const args = [...COMMAND, "--non-interactive", ...(stack === undefined ? [] : ["--stack", stack])];
  const child = spawn("pulumi", args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number | null>((resolve, reject) => child.on("close", resolve).on("error", reject));
  try {
    const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    if (code === 0) return stdout;
    // Its first sentence says why; what follows explains the command
    const [, why = `it ended with ${code ?? "a signal"}`] = /^error: (.+)$/m.exec(stderr) ?? [];
    throw refused(why, "run it in the folder of Pulumi.yaml, with --stack, or pass --stack-outputs");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw refused("there is no pulumi on PATH", "install the CLI of Pulumi, or pass --stack-outputs");
  }
}

import { PartnerKeysError } from "../resources/errors";
import type { World } from "./command";
import { COMMANDS } from "./commands";
import { commandNamed } from "./commands/help";
import { EXIT } from "./exitCodes";

const HELP = ["--help", "-h"];
const VERSION = ["--version", "-v"];

/** Runs one command line, without the name of the program, and gives its exit code. It throws nothing. */
export async function run(args: readonly string[], world: World): Promise<number> {
  const [name = "help", ...rest] = args;
  try {
    if (VERSION.includes(name)) return await printVersion(world);
    if (HELP.includes(name)) return await commandNamed("help", COMMANDS).run([], world);
    if (rest.some((one) => HELP.includes(one))) return await commandNamed("help", COMMANDS).run([name], world);
    return await commandNamed(name, COMMANDS).run(rest, world);
  } catch (error) {
    world.voice.error(error);
    return error instanceof PartnerKeysError && error.code === "ERR_INVALID_INPUT" ? EXIT.usage : EXIT.incomplete;
  } finally {
    world.voice.endProgress();
  }
}

async function printVersion({ voice }: World): Promise<number> {
  // The package names itself, wherever it is compiled to
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { version } = require("pulumi-partner-keys/package.json") as { readonly version: string };
  await voice.result(`partner-keys ${version}\n`);
  return EXIT.ok;
}

import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, lstatSync, mkdirSync, unlinkSync, type Stats } from "node:fs";
import { connect } from "node:net";
import { dirname } from "node:path";
import { failure } from "../../resources/errors";

/** Who else than the user of this process may open the socket. */
export interface SocketAccess {
  readonly path: string;
  /** Name of a group; `undefined`: nobody else. */
  readonly group: string | undefined;
}

const doing = (path: string) => `making socket ${path}`;

/**
 * Makes the place of a socket safe before it is bound: a directory that nobody else can write to, nothing at its path, and a
 * umask that gives it its mode from its first moment. `chmod` after `listen` would leave it open to everybody in between.
 *
 * @throws PartnerKeysError `ERR_INVALID_INPUT`
 */
export async function prepareSocket({ path, group }: SocketAccess): Promise<void> {
  const folder = dirname(path);
  makeFolder(folder);
  const found = lstatSync(folder);
  const user = process.getuid?.();
  if (!found.isDirectory() || found.uid !== user || (found.mode & 0o022) !== 0) {
    throw refusal(path, `${folder} is no directory that belongs to this user and that nobody else can write to`);
  }
  if (group !== undefined) {
    // A socket gets the group of a directory with this bit, so it has it when it is bound
    chownSync(folder, user, groupId(path, group));
    chmodSync(folder, 0o2750);
  }
  await removeDeadSocket(path, user);
  process.umask(group === undefined ? 0o177 : 0o117);
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST")
      throw refusal(folder, `the directory cannot be made (${codeOf(error)})`);
  }
}

/** Only a socket of this user that nobody listens on. */
async function removeDeadSocket(path: string, user: number | undefined): Promise<void> {
  const found = statOf(path);
  if (found === undefined) return;
  if (!found.isSocket() || found.uid !== user) throw refusal(path, "there is something that is no socket of this user");
  if (await isAnswered(path)) throw refusal(path, "another process listens there");
  unlinkSync(path);
}

function statOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

async function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => resolve(true));
    // Nobody listens only where the system says so; busy is alive
    socket.once("error", (error) => resolve(codeOf(error) !== "ECONNREFUSED"));
    socket.once("close", () => socket.destroy());
    socket.once("connect", () => socket.destroy());
  });
}

/** Node knows no groups by name. */
function groupId(path: string, group: string): number {
  try {
    const line = execFileSync("getent", ["group", "--", group], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return Number(line.split(":")[2]);
  } catch {
    throw refusal(path, `there is no group ${group}`);
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? "no code";

function refusal(path: string, what: string) {
  return failure("ERR_INVALID_INPUT", {
    doing: doing(path),
    what,
    advice: "name a socket in a directory of its own, for example /run/partner-keys-acme/agent.sock",
  });
}

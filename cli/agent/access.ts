import { createHash, timingSafeEqual } from "node:crypto";
import { lstatSync, readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { failure } from "../../resources/errors";
import { CallRefused } from "./requestBody";

/** @throws CallRefused where a call is not one of somebody who may */
export type Access = (request: IncomingMessage) => void;

/** A page in a browser sends one, and has no business here. */
export const noBrowser: Access = ({ headers }) => {
  if (headers.origin !== undefined)
    throw new CallRefused(403, "ERR_FORBIDDEN", "a call with an Origin header is refused");
};

/** A port is open to every user of the machine, and to a page that a name leads to it: they know no token. */
export function byToken(token: string, port: number): Access {
  const wanted = digest(`Bearer ${token}`);
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  return (request) => {
    noBrowser(request);
    const { host = "", authorization = "" } = request.headers;
    if (!hosts.includes(host)) throw new CallRefused(403, "ERR_FORBIDDEN", `Host: allowed: ${hosts.join(", ")}`);
    if (!timingSafeEqual(digest(authorization), wanted))
      throw new CallRefused(401, "ERR_UNAUTHORIZED", "Authorization: allowed: Bearer and the token of --token-file");
  };
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/** The token of a file that this user, and at most a group, can read. @throws PartnerKeysError `ERR_INVALID_INPUT` */
export function readToken(path: string): string {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found?.isFile() !== true || found.uid !== process.getuid?.() || (found.mode & 0o027) !== 0)
    throw refusal(path, "it is no file of this user that nobody else can write to, and a group at most can read");
  const token = readFileSync(path, "utf8").trim();
  if (!/^[\x21-\x7e]{32,1000}$/.test(token))
    throw refusal(path, "it does not hold one line of 32 to 1000 printable characters without a space");
  return token;
}

function refusal(path: string, what: string) {
  const advice = "make one with umask 077 and openssl rand -hex 32";
  return failure("ERR_INVALID_INPUT", { doing: `reading token file ${path}`, what, advice });
}

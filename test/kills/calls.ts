import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Operation } from "./operation";

export const CALLS_FILE = join(__dirname, "callTable.json");

/** The calls of each operation by name, sorted: two secrets are served at the same time. */
type Table = Readonly<Record<string, readonly string[]>>;

/** From the table, so that the kill points are known before anything runs. Every run compares it with what it sees. */
export function callsOf({ name }: Operation): readonly string[] {
  const calls = (JSON.parse(readFileSync(CALLS_FILE, "utf8")) as Table)[name];
  if (calls === undefined) throw new Error(`looking for the calls of ${name}: none in ${CALLS_FILE}; ${REGENERATE}`);
  return calls;
}

export function assertCallsAre(operation: Operation, seen: readonly string[]): void {
  const told = `${operation.name} makes other calls than the table says; ${REGENERATE}`;
  assert.deepEqual([...seen].sort(), callsOf(operation), told);
}

const REGENERATE = "run `npm run docs calls`, and look at what changed";

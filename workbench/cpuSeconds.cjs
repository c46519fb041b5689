// CommonJS, as table.cjs is: the worker of the tests and the bench read it.
"use strict";
const { readFileSync } = require("node:fs");

/** The kernel shows times to programs in ticks of this length: proc(5), sysconf(_SC_CLK_TCK). */
const TICK_SECONDS = 0.01;

/**
 * CPU seconds, user and system: `own` of this process, `ended` of every process that it waited for, with those that they
 * waited for. After a run of a CLI that is its program and its plugins too. Only Linux tells (/proc).
 */
function cpuSeconds() {
  /** @type {string} */
  let stat;
  try {
    stat = readFileSync("/proc/self/stat", "utf8");
  } catch {
    const { user, system } = process.cpuUsage();
    return { own: (user + system) / 1e6, ended: NaN };
  }
  // Fields 14 to 17 of proc(5); the second is a name that may hold blanks
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [user = NaN, system = NaN, endedUser = NaN, endedSystem = NaN] = fields.slice(11, 15).map(Number);
  return { own: (user + system) * TICK_SECONDS, ended: (endedUser + endedSystem) * TICK_SECONDS };
}

module.exports = { cpuSeconds };

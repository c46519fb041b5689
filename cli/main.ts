#!/usr/bin/env node
import { EXIT } from "./exitCodes";
import { run } from "./run";
import { Voice } from "./voice";

for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // `| head` has seen enough; what comes after it reads nobody, and a verdict was not reached
    if (error.code === "EPIPE") process.exit(EXIT.closedPipe);
    throw error;
  });
}

const voice = new Voice(process.stdout, process.stderr, process.env);
void run(process.argv.slice(2), { voice, environment: process.env, now: () => new Date() }).then((code) => {
  process.exitCode = code;
});

// npm run bench: what key pairs cost, against the same program with resources that do nothing, on the real Pulumi CLI.
import { writeFileSync } from "node:fs";
import { interruption } from "../workbench/interruption";
import { agentTable, measureAgent } from "./agent";
import { certificatesTable, measureCertificates } from "./certificates";
import { FlagProblem, readFlags, type Flags } from "./flags";
import { benchKeys, type Report } from "./keys";
import { measureSigner, signerTable } from "./signer";

async function benchSigner(signal: AbortSignal): Promise<Report> {
  console.log("a rotation with one key slot, three clients side by side …");
  const json = await measureSigner(signal);
  return { text: `${new Date().toISOString().slice(0, 10)}.\n\n${signerTable(json)}`, json };
}

async function benchAgent(signal: AbortSignal): Promise<Report> {
  console.log("the agent beside the signer in a process …");
  const json = await measureAgent(signal);
  return { text: `${new Date().toISOString().slice(0, 10)}.\n\n${agentTable(json)}`, json };
}

async function benchCertificates(signal: AbortSignal): Promise<Report> {
  console.log("certificates, each first one in a process of its own …");
  const json = await measureCertificates(signal);
  return { text: `${new Date().toISOString().slice(0, 10)}, ${certificatesTable(json)}`, json };
}

async function bench(flags: Flags, args: readonly string[], signal: AbortSignal): Promise<void> {
  const { text, json } = await measure(flags, signal);
  console.log(`\n${text}`);
  if (flags.json === undefined) return;
  // `npm run docs` takes flags and text to their page
  writeFileSync(flags.json, `${JSON.stringify({ flags: args, text, ...json }, null, 2)}\n`);
}

function measure(flags: Flags, signal: AbortSignal): Promise<Report> {
  if (flags.signer) return benchSigner(signal);
  if (flags.agent) return benchAgent(signal);
  return flags.certificates ? benchCertificates(signal) : benchKeys(flags, signal);
}

async function main(): Promise<void> {
  const interrupted = interruption();
  try {
    const args = process.argv.slice(2);
    await bench(readFlags(args), args, interrupted);
  } catch (error) {
    if (interrupted.aborted) console.error("\nbench: interrupted, everything is stopped and removed");
    else if (error instanceof FlagProblem) console.error(`bench: ${error.message}`);
    else console.error(`\nbench failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

void main();

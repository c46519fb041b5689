import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as vm from "node:vm";
import * as ts from "typescript";
import { sourceTypes } from "../../scripts/languages/sourceTypes";
import { problemsOfSnippets, ENTRIES } from "../support/snippets";
import { REPOSITORY } from "../../workbench/repository";

const pem = { type: "spki", format: "pem" } as const;
const keys = {
  publicKeyEncoding: pem,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
} as const;
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048, ...keys });

/** What an example goes on from, as `GIVEN` declares it. */
const GIVEN = {
  publicKeyPem: rsa.publicKey,
  livePem: rsa.publicKey,
  pendingPem: rsa.publicKey,
  ed25519Pem: generateKeyPairSync("ed25519", keys).publicKey,
  privateKeyPem: rsa.privateKey,
  apiKey: "an-api-key-of-the-partner",
  body: "{}",
  privateKeySecretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:acme/production/private.pem-AbCdEf",
  apiKeySecretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:acme/production/apikey-AbCdEf",
};

/** What declares a resource needs an engine, and what awaits a partner. */
const NEEDS_MORE = /\bawait\b|\/stacks"|\/policies"|new (?!Date)\w+\(/;

interface Example {
  readonly name: string;
  /** Undefined: it has none. */
  readonly code: string | undefined;
}

function examples(): Example[] {
  const entries = Object.values(ENTRIES);
  const { checker, exportsOf } = sourceTypes(REPOSITORY, entries);
  const values = entries.flatMap((entry) => exportsOf(entry).filter(({ flags }) => flags & ts.SymbolFlags.Value));
  return [...new Set(values)].map((symbol) => {
    const tag = symbol.getJsDocTags(checker).find(({ name }) => name === "example");
    const [, code] = /^```ts\n([^]*)\n```$/.exec(ts.displayPartsToString(tag?.text)) ?? [];
    return { name: symbol.name, code };
  });
}

/** @returns why it does not run */
function problemOf(code: string): string | undefined {
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: false };
  const { outputText } = ts.transpileModule(code, { compilerOptions: options });
  const load = createRequire(join(REPOSITORY, "package.json"));
  const requireSource = (name: string): unknown =>
    load(name in ENTRIES ? join(REPOSITORY, String(ENTRIES[name])) : name);
  const console = { log: () => undefined };
  try {
    vm.runInNewContext(outputText, { ...GIVEN, exports: {}, require: requireSource, console, Buffer });
    return undefined;
  } catch (error) {
    return String(error);
  }
}

describe("types: the @example of each public class and function", () => {
  let all: readonly Example[] = [];
  before(() => {
    all = examples();
  });
  const namesOf = (some: readonly Example[]) => some.map(({ name }) => name);

  it("is there", () => {
    assert.ok(all.length >= 34, String(all.length));
    assert.deepEqual(namesOf(all.filter(({ code }) => code === undefined)), []);
  });

  it("uses what it is an example of", () =>
    assert.deepEqual(namesOf(all.filter(({ name, code = name }) => !new RegExp(`\\b${name}\\b`).test(code))), []));

  it("compiles as a reader's project would", () =>
    assert.deepEqual(problemsOfSnippets(new Map(all.map(({ name, code = "" }) => [`example_${name}`, code]))), []));

  it("runs, where it needs no engine and no partner", () => {
    const pure = all.filter(({ code = "" }) => !NEEDS_MORE.test(code));
    assert.ok(pure.length >= 20, String(pure.length));
    const problems = pure.map(({ name, code = "" }) => [name, problemOf(code)]);
    assert.deepEqual(
      problems.filter(([, problem]) => problem !== undefined),
      [],
    );
  });
});

// Preloaded into the processes of quick scenarios. @pulumi/pulumi loads TypeScript and npm's dependency resolver when it is
// loaded, 60 % of the time that takes, and uses them only to write a function down as text, which no program of ours asks
// for; of the rest, a quarter is what the Automation API and tracing need. So they are loaded when they are first used.
// docs/decisions/0016
"use strict";
if (process.env["PULUMI_NODEJS_TYPESCRIPT"] !== undefined) {
  // This is the program: the variable makes the SDK load a compiler, and programs of quick scenarios are JavaScript
  delete process.env["PULUMI_NODEJS_TYPESCRIPT"];
  // The SDK notes for each promise where it was made, looked up in source maps: a third of the program's time
  Error.stackTraceLimit = 0;
}
/**
 * @typedef {(...args: unknown[]) => unknown} Loaded what it exports
 * @typedef {(request: string, parent: unknown, isMain: boolean) => Loaded} Load
 */
const Module = /** @type {{ _load: Load }} */ (/** @type {unknown} */ (require("node:module")));

const LATE = new Set([
  "typescript",
  "@npmcli/arborist",
  "normalize-package-data",
  "execa",
  "js-yaml",
  "@opentelemetry/api",
]);
const load = Module._load;

Module._load = loadLate;

/**
 * @this {unknown}
 * @param {Parameters<Load>} args
 */
function loadLate(...args) {
  if (!LATE.has(args[0])) return load.apply(this, args);
  /** @type {Loaded | undefined} */
  let loaded;
  const real = () => (loaded ??= load.apply(Module, args));
  return new Proxy(/** @type {Loaded} */ (() => undefined), {
    // "As it is", to what imports it whole: only a use loads it
    get: (_, name) => (name === "__esModule" ? true : Reflect.get(real(), name)),
    has: (_, name) => Reflect.has(real(), name),
    apply: (_, self, args) => Reflect.apply(real(), self, args),
    construct: (_, args) => Reflect.construct(real(), args),
  });
}

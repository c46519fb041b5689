// Preloaded into the processes of quick scenarios. @pulumi/pulumi loads TypeScript and npm's dependency resolver when it is
// loaded, 60 % of the time that takes, and uses them only to write a function down as text, which no program of ours asks
// for; of the rest, a quarter is what the Automation API and tracing need. So they are loaded when they are first used.
// docs/decisions/0016
"use strict";
if (process.env.PULUMI_NODEJS_TYPESCRIPT !== undefined) {
  // This is the program: the variable makes the SDK load a compiler, and programs of quick scenarios are JavaScript
  delete process.env.PULUMI_NODEJS_TYPESCRIPT;
  // The SDK notes for each promise where it was made, looked up in source maps: a third of the program's time
  Error.stackTraceLimit = 0;
}
const Module = require("node:module");

const LATE = new Set([
  "typescript",
  "@npmcli/arborist",
  "normalize-package-data",
  "execa",
  "js-yaml",
  "@opentelemetry/api",
]);
const load = Module._load;

Module._load = function (request, parent, isMain) {
  if (!LATE.has(request)) return load.call(this, request, parent, isMain);
  let loaded;
  const real = () => (loaded ??= load.call(Module, request, parent, isMain));
  return new Proxy(() => undefined, {
    // "As it is", to what imports it whole: only a use loads it
    get: (_, name) => (name === "__esModule" ? true : real()[name]),
    has: (_, name) => name in real(),
    apply: (_, self, args) => Reflect.apply(real(), self, args),
    construct: (_, args) => Reflect.construct(real(), args),
  });
};

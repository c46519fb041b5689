// The mocha runner of Stryker asks mocha for `lib/cli/run-helpers` without an extension. In mocha 12 that is a .cjs file,
// which Node finds only where it knows the extension.
"use strict";
// @ts-expect-error: not in the types of Node
const { _extensions: extensions } = require("node:module");
extensions[".cjs"] = extensions[".js"];

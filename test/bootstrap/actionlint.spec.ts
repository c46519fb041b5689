import * as assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "./temporaryFolder";

describe("actionlint", () => {
  const root = temporaryFolder();
  const get = async (more: NodeJS.ProcessEnv = {}): Promise<void> => {
    const { ACTION_LINTER, goTool } = await import("../../scripts/bootstrap/goTool.mjs");
    await goTool(root(), ACTION_LINTER, { PATH: `${join(root(), "path")}:/usr/bin:/bin`, ...more });
  };
  const marker = (): string[] => readdirSync(root()).filter((name) => name.endsWith(".unavailable"));
  const goThat = (script: string): void => {
    writeFileSync(join(root(), "path", "go"), `#!/bin/sh\n${script}\n`);
    chmodSync(join(root(), "path", "go"), 0o755);
  };
  beforeEach(() => mkdirSync(join(root(), "path")));

  it("is done without where Go cannot build it, except in CI", async () => {
    goThat("echo no network >&2; exit 1");
    await get();
    const [name = ""] = marker();
    assert.match(readFileSync(join(root(), name), "utf8"), /^the tests do without actionlint \S+: [^]*no network/);
    await assert.rejects(get({ CI: "true" }), /without actionlint \S+: [^]*needed because CI=true/);
  });

  it("is built at its version, from the module that pins it, and what was written of its absence goes", async () => {
    goThat("exit 1");
    await get();
    assert.equal(marker().length, 1);
    goThat(
      `printf '%s ' "$(basename "$PWD")" "$@" "cgo=$CGO_ENABLED" "work=$GOWORK" > "${join(root(), "go.log")}"
       while [ "$1" != -o ]; do shift; done
       mkdir -p "$(dirname "$2")"; printf '#!/bin/sh\\n' > "$2"; chmod +x "$2"`,
    );
    await get({ CI: "true" });
    assert.deepEqual(marker(), []);
    const log = readFileSync(join(root(), "go.log"), "utf8");
    assert.match(log, /^actionlint build -mod=readonly .*\/cmd\/actionlint cgo=0 work=off $/);
    const [folder = ""] = readdirSync(root()).filter((name) => name.startsWith("actionlint-"));
    assert.ok(existsSync(join(root(), folder, "bin", "actionlint")));
  });
});

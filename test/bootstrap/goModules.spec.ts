import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";

const SDK = "github.com/pulumi/pulumi/sdk/v3";

/** What a go.mod of tools/pulumi-cli requires, by module. */
function requiredBy(module: string): ReadonlyMap<string, string> {
  const text = readFileSync(join(REPOSITORY, "tools", "pulumi-cli", module, "go.mod"), "utf8");
  const lines = text.matchAll(/^(?:require )?\s*(\S+\.\S+\/\S+) (v\S+)/gm);
  return new Map([...lines].map(([, name = "", version = ""]) => [name, version]));
}

describe("the go modules of the pulumi cli", () => {
  const engine = requiredBy("engine");

  for (const module of ["nodejs-host", "without/libopenapi"]) {
    it(`${module} has each module that it shares with the engine at the same version: Go compiles it once`, () => {
      const shared = [...requiredBy(module)].filter(([name]) => engine.has(name) && name !== SDK);
      assert.ok(shared.length > 0);
      assert.deepEqual(
        shared.filter(([name, version]) => engine.get(name) !== version),
        [],
      );
    });
  }
});

import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "./temporaryFolder";

describe("the command line of bootstrap", () => {
  const folder = temporaryFolder();
  /** As on that Node, with a cache that cannot be written: it gets no further than that. */
  function bootstrapOn(node: string, ...flags: string[]): string {
    const preload = join(folder(), "node.cjs");
    const versions = `{ ...process.versions, node: ${JSON.stringify(node)} }`;
    writeFileSync(preload, `Object.defineProperty(process, "versions", { value: ${versions} });`);
    const script = join(__dirname, "../../scripts/bootstrap.mjs");
    const env = { PATH: "", PULUMI_PARTNER_KEYS_CACHE: join(preload, "cache") };
    const { status, stderr } = spawnSync(process.execPath, ["-r", preload, script, ...flags], {
      env,
      encoding: "utf8",
    });
    assert.equal(status, 1);
    return stderr;
  }

  for (const node of ["20.0.0", "20.18.3", "21.7.3", "22.11.0"]) {
    it(`says which Node the tests need, on ${node}`, () => {
      const expected = `node ${node} cannot run the tests, they need 20.19 or newer of 20, or 22.12 or newer`;
      assert.equal(bootstrapOn(node, "--tests"), `bootstrap: ${expected}: https://nodejs.org/en/download\n`);
    });
  }
  for (const node of ["20.19.0", "22.12.0", "24.0.0"]) {
    it(`takes ${node} for the tests`, () => assert.match(bootstrapOn(node, "--tests"), /cannot write to /));
  }

  it("takes every Node from 20 on without the tests", () => assert.match(bootstrapOn("20.0.0"), /cannot write to /));
  it("refuses an older one", () => assert.match(bootstrapOn("18.20.0"), /node 18\.20\.0 is too old/));
});

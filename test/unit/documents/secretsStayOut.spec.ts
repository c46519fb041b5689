import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { REPOSITORY } from "../../../workbench/repository";
import { codeOf } from "../../support/documents";

describe("what may not be kept by accident", () => {
  for (const folder of [".", "templates/partner-keys"])
    it(`is ignored by Git in ${folder}: a private key that was read out, variables with keys`, () => {
      const repository = mkdtempSync(join(tmpdir(), "gitignore-"));
      try {
        execFileSync("git", ["init", "--quiet"], { cwd: repository });
        copyFileSync(join(REPOSITORY, folder, ".gitignore"), join(repository, ".gitignore"));
        const names = ["private.pem", ".env", ".env.production", "keys/private.pem", "index.ts", ".env.example"];
        const ignored = execFileSync("git", ["check-ignore", "--stdin"], {
          cwd: repository,
          input: names.join("\n"),
          encoding: "utf8",
        });
        assert.deepEqual(ignored.trim().split("\n"), names.slice(0, 4));
      } finally {
        rmSync(repository, { recursive: true });
      }
    });

  it("is in no command of a page that a person types: an API key would stay in the shell's history", () => {
    const pages = execFileSync("git", ["ls-files", "*.md"], { cwd: REPOSITORY, encoding: "utf8" }).trim().split("\n");
    for (const page of pages)
      for (const code of codeOf(join(REPOSITORY, page), "sh")) assert.doesNotMatch(code, /_API_KEY=["']?</, page);
    assert.match(readFileSync(join(REPOSITORY, "README.md"), "utf8"), /read -rs PARTNER_API_KEY/);
  });
});

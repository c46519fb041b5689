import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { REPOSITORY } from "../../../workbench/repository";

interface Project {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}

/** Every folder with a package.json that a reader is told to install. */
const projects = ["examples", "templates"].flatMap((folder) =>
  readdirSync(join(REPOSITORY, folder), { recursive: true })
    .map(String)
    .filter((path) => path.endsWith("package.json") && !path.includes("node_modules"))
    .map((path) => join(folder, path)),
);

/** npm 11 lists each install script that no project has an answer for: `npm help approve-scripts`. */
describe("documents: an example installs without a question about install scripts", () => {
  for (const path of projects)
    it(dirname(path), () => {
      const { dependencies = {}, allowScripts = {} } = JSON.parse(
        readFileSync(join(REPOSITORY, path), "utf8"),
      ) as Project;
      // The SDK of Pulumi brings protobufjs, whose postinstall only compares versions
      if ("@pulumi/pulumi" in dependencies) assert.equal(allowScripts["protobufjs"], false);
    });
});

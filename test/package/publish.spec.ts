import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";
import { pack } from "../support/installed";

/** Licences that ask for a notice at most. `OR` leaves the choice to us. */
const PERMISSIVE = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "(BSD-3-Clause OR GPL-2.0)"];

interface Bom {
  readonly bomFormat: string;
  readonly metadata: { readonly component: { readonly version: string } };
  readonly components: readonly {
    readonly name: string;
    readonly version: string;
    readonly licenses?: readonly { readonly license?: { readonly id?: string }; readonly expression?: string }[];
  }[];
}

const manifest = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8")) as {
  version: string;
  dependencies: Record<string, string>;
};

function npm(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync("npm", args, { cwd: REPOSITORY, encoding: "utf8", maxBuffer: 64 << 20 });
}

describe("package: what npm publish would send", () => {
  // Nobody answers there: a dry run asks whether the version exists, and goes on without an answer
  const registry = "http://127.0.0.1:9/";
  const publish = (...more: readonly string[]) =>
    npm("publish", "--dry-run", "--json", "--registry", registry, "--fetch-retries=0", ...more);

  it("is what npm pack makes, with nothing that npm corrects", () => {
    const packed = pack().files.map(({ path }) => path);
    const { status, stdout, stderr } = publish("--ignore-scripts");
    assert.equal(status, 0, stderr);
    const [sent] = Object.values(JSON.parse(stdout) as Record<string, { files: { path: string }[] }>);
    assert.deepEqual(sent?.files.map(({ path }) => path).sort(), packed.sort());
    assert.doesNotMatch(stderr, /auto-corrected/);
  });

  it("is refused while a place is a placeholder or the changelog has no date", () => {
    const { status, stderr } = npm("run", "--silent", "prepublishOnly");
    assert.equal(status, 1);
    assert.match(stderr, /^release: this is not to be published:\npackage\.json: repository\.url is /);
  });
});

describe("package: what is installed with it", () => {
  let bom: Bom;
  before(() => {
    const { status, stdout, stderr } = npm("sbom", "--omit=dev", "--sbom-format=cyclonedx");
    assert.equal(status, 0, stderr);
    bom = JSON.parse(stdout) as Bom;
  });

  it("is told by a bill of materials: each dependency at the version of the lock", () => {
    const { bomFormat, metadata, components } = bom;
    assert.equal(bomFormat, "CycloneDX");
    assert.equal(metadata.component.version, manifest.version);
    const lock = JSON.parse(readFileSync(join(REPOSITORY, "package-lock.json"), "utf8")) as {
      packages: Record<string, { version?: string }>;
    };
    const told = new Map(components.map(({ name, version }) => [name, version]));
    for (const name of Object.keys(manifest.dependencies))
      assert.equal(told.get(name), lock.packages[`node_modules/${name}`]?.version, name);
  });

  it("has licences that ask for a notice at most", () => {
    const licencesOf = ({ licenses = [] }: Bom["components"][number]) =>
      licenses.map(({ license, expression }) => license?.id ?? expression ?? "");
    const others = bom.components.filter((one) => {
      const licences = licencesOf(one);
      return licences.length === 0 || !licences.every((licence) => PERMISSIVE.includes(licence));
    });
    assert.deepEqual(
      others.map((one) => [one.name, ...licencesOf(one)]),
      [],
    );
  });
});

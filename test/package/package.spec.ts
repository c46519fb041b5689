import * as assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createPublicKey } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { REPOSITORY } from "../../workbench/repository";
import { documents, linksOf } from "../support/documents";
import { installedByNpm, pack, type Packed } from "../support/installed";
import { credentials, CREDENTIALS_PROGRAM, PRIVATE_KEY_SECRET } from "../support/programs";
import { row } from "../support/row";
import { Scenario } from "../support/scenario";

/** Only public imports; compiled strictly further down. */
const PROGRAM = `${CREDENTIALS_PROGRAM}
import * as keys from "pulumi-partner-keys";
import { signRequest } from "pulumi-partner-keys/sign-request";

const own = new keys.RsaKeyPair("own", { secretName: "acme/own.pem", recoveryWindowInDays: 7, publishAs: "pending" });
const token = new keys.ApiKey("token", { secretName: "acme/token", recoveryWindowInDays: 7, generate: { bytes: 24 } });
const activation = new keys.Activation("activation", { secretArn: own.secretArn, candidate: own, mode: "immediate" });

export const ownFingerprint = own.publicKeyPem.apply(keys.publicKeyFingerprint);
export const declaredFingerprint = own.fingerprint;
export const ownShort = own.publicKeyPem.apply(keys.shortFingerprint);
export const liveShort = activation.live.apply((live) => keys.shortFingerprint(live.publicKeyPem ?? ""));
export const tokenArn = token.secretArn;
export const signs = typeof signRequest;
`;

describe("package: what npm pack makes, installed in another project", () => {
  let packed: Packed;
  let scenario: Scenario;

  before(async () => {
    packed = pack();
    scenario = await Scenario.start({ program: PROGRAM, env: { PULUMI_NODEJS_TRANSPILE_ONLY: "true" } });
    // The project's own modules instead of links to ours
    const modules = join(scenario.project.project, "node_modules");
    rmSync(modules, { recursive: true });
    symlinkSync(join(installedByNpm(), "node_modules"), modules);
    await scenario.run(["stack", "init", "production"]);
  });
  after(() => scenario.close());

  const installed = () => join(scenario.project.project, "node_modules", "pulumi-partner-keys");
  /** Runs a script as the project's own code would be run. */
  const node = (script: string) =>
    execFileSync(process.execPath, ["-e", script], {
      cwd: scenario.project.project,
      encoding: "utf8",
      stdio: "pipe",
    }).trim();

  it("holds the compiled code, the provider's entry and the papers, and nothing else", () => {
    const paths = packed.files.map(({ path }) => path);
    const allowed = [
      /^dist\/((resources|stacks|cli)\/.+\.(js|d\.ts)|module\/[^/]+\.mjs|\.sources)$/,
      /^dist\/languages\/(pulumi-resource-partnerkeys|schema\.json)$/,
      /^docs\/(|(resources|decisions|evidence|partners)\/)[^/]+\.md$/,
      /^docs\/images\/[^/]+\.png$/,
      /^examples\/(pipelines\/.+\.yml|(minimal|consumer|own-ca|partner-(api|provider)|published-keys)\/(Pulumi\.yaml|index\.ts|caSigned\.ts|uploadedKey\.ts|package\.json))$/,
      /^examples\/policies\/(PulumiPolicy\.yaml|index\.ts|package\.json)$/,
      /^examples\/agent\/[^/]+$/,
      /^examples\/(python|go|yaml)\/(Pulumi\.yaml|package\.json|__main__\.py|requirements\.txt|main\.go|go\.(mod|sum))$/,
      /^templates\/partner-keys\/(\.gitignore|Pulumi\.yaml|index\.ts|package\.json|tsconfig\.json)$/,
      /^(resources\/plugin\/entry\.cjs|package\.json|(README|CHANGELOG|CONTRIBUTING|SECURITY)\.md|LICENSE)$/,
    ];
    assert.deepEqual(
      paths.filter((path) => !allowed.some((kind) => kind.test(path))),
      [],
    );
    for (const needed of [
      "dist/resources/index.js",
      "dist/resources/plugin/engine/index.js",
      "dist/resources/signer/index.js",
      "dist/languages/pulumi-resource-partnerkeys",
      "dist/languages/schema.json",
      "dist/stacks/index.d.ts",
      "LICENSE",
      "README.md",
      "resources/plugin/entry.cjs",
      "templates/partner-keys/.gitignore",
      "templates/partner-keys/Pulumi.yaml",
    ]) {
      assert.ok(paths.includes(needed), `${needed} is missing`);
    }
  });

  it("holds every page that a person reads", () => {
    const shipped = packed.files.map(({ path }) => path);
    const pages = documents().map((page) => relative(REPOSITORY, page));
    assert.deepEqual(
      pages.filter((page) => !shipped.includes(page)),
      [],
    );
  });

  it("holds what every export promises", () => {
    const { exports } = JSON.parse(readFileSync(join(installed(), "package.json"), "utf8")) as {
      exports: Record<string, string | Record<string, string>>;
    };
    const targets = Object.values(exports).flatMap((target) =>
      typeof target === "string" ? [target] : Object.values(target),
    );
    assert.ok(targets.length >= 8);
    for (const target of targets) assert.ok(existsSync(join(installed(), target)), `${target} is missing`);
  });

  it("has no script that npm runs when it is installed, so npm asks nobody to approve one", () => {
    const { scripts } = JSON.parse(readFileSync(join(installed(), "package.json"), "utf8")) as { scripts: object };
    // Of a package that is on no registry npm counts `prepare` too: `npm help approve-scripts`
    const asked = ["preinstall", "install", "postinstall", "prepare"];
    assert.deepEqual(
      Object.keys(scripts).filter((name) => asked.includes(name)),
      [],
    );
  });

  it("holds no private key and no path of the machine that packed it", () => {
    const files = readdirSync(installed(), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    assert.ok(files.length >= packed.files.length);
    for (const entry of files) {
      const text = readFileSync(join(entry.parentPath, entry.name), "latin1");
      assert.doesNotMatch(text, /PRIVATE KEY-----(\\n|\s)*[A-Za-z0-9+/]{40}/, entry.name);
      assert.ok(!text.includes(REPOSITORY), `${entry.name} names ${REPOSITORY}`);
    }
  });

  it("has no page with a link to what it does not hold", () => {
    const pages = packed.files.map(({ path }) => path).filter((path) => path.endsWith(".md"));
    const links = pages.flatMap((path) =>
      linksOf(join(installed(), path)).map((link) => ({ path, target: link.split("#")[0] ?? "" })),
    );
    const inside = links.filter(({ target }) => target !== "" && !/^https?:/.test(target));
    assert.ok(inside.length >= 100, String(inside.length));
    assert.deepEqual(
      inside.filter(({ path, target }) => !existsSync(join(installed(), dirname(path), target))),
      [],
    );
  });

  it("is no Pulumi plugin package and brings no @pulumi/aws along", () => {
    assert.doesNotMatch(readFileSync(join(installed(), "package.json"), "utf8"), /"pulumi":/);
    assert.deepEqual(readdirSync(join(installed(), "..", "@pulumi")), ["pulumi"]);
  });

  it("has types that a strict program compiles with", () => {
    const options = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true };
    const compilerOptions = { ...options, target: "ES2022", module: "node16", types: ["node"] };
    const project = join(scenario.project.project, "tsconfig.strict.json");
    writeFileSync(project, JSON.stringify({ compilerOptions, files: ["index.ts"] }));
    const tsc = join(scenario.project.project, "node_modules", "typescript", "bin", "tsc");
    const { stdout } = spawnSync(process.execPath, [tsc, "-p", project], { encoding: "utf8" });
    assert.equal(stdout, "");
  });

  for (const [subpath, name] of [
    ["sign-request", "signRequest"],
    ["public-key", "publicArtifact"],
    ["schemes", "oktaAssertion"],
  ] as const) {
    it(`lets a client in at ${subpath} without Pulumi, the AWS client or another implementation`, () => {
      const script =
        `const { ${name} } = require("pulumi-partner-keys/${subpath}");` +
        'const at = (part) => Object.keys(require.cache).some((path) => path.includes("node_modules/" + part));' +
        `console.log(typeof ${name}, ["@pulumi/", "@aws-sdk/", "node-forge/", "@noble/"].some(at), at("pulumi-partner-keys/dist/"));`;
      assert.equal(node(script), "function false true");
    });
  }

  for (const path of [
    "dist/resources/index.js",
    "dist/resources/plugin/engine/index.js",
    "dist/stacks/grantRead",
    "resources/plugin/entry.cjs",
    "resources",
  ]) {
    it(`refuses the deep import ${path}`, () => {
      const script = `try { require("pulumi-partner-keys/${path}"); console.log("let in"); } catch (error) { console.log(error.code); }`;
      assert.equal(node(script), "ERR_PACKAGE_PATH_NOT_EXPORTED");
    });
  }

  row("makes keys on the real CLI", ["package: installed"], async () => {
    await scenario.up(credentials({ activation: "immediate" }));
    const outputs = await scenario.project.outputs();
    assert.equal(outputs["ownFingerprint"], outputs["declaredFingerprint"]);
    assert.equal(outputs["liveShort"], outputs["ownShort"]);
    assert.equal((await scenario.secretNames()).length, 4);
    await assertLiveIsTold();
  });

  it("shows no diff when nothing changed", async () => {
    const { output } = await scenario.up(credentials({ activation: "immediate" }));
    assert.match(output, /9 unchanged/);
    assert.deepEqual(scenario.operations(), []);
  });

  it("rotates", async () => {
    const before = await scenario.readSecret(PRIVATE_KEY_SECRET);
    await scenario.up(credentials({ activation: "immediate", rotation: "2" }));
    assert.notEqual((await scenario.readSecret(PRIVATE_KEY_SECRET)).value, before.value);
    assert.equal((await scenario.readSecret(PRIVATE_KEY_SECRET, "AWSPREVIOUS")).value, before.value);
    await assertLiveIsTold();
  });

  it("destroys", async () => {
    await scenario.run(["destroy", "--yes", "--skip-preview"]);
    assert.deepEqual(await scenario.secretNames(), []);
    assert.deepEqual(await scenario.project.resources(), []);
  });

  async function assertLiveIsTold(): Promise<void> {
    const { value } = await scenario.readSecret(PRIVATE_KEY_SECRET);
    const told = (await scenario.project.outputs())["publicKeyPem"];
    assert.equal(createPublicKey(value).export({ type: "spki", format: "pem" }), told);
  }
});

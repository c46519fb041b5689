import * as assert from "node:assert/strict";
import { copyFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { REPOSITORY } from "../../workbench/repository";
import { codeOf } from "../support/documents";
import { pack } from "../support/installed";
import { Scenario } from "../support/scenario";

const TEMPLATE = join(REPOSITORY, "templates", "partner-keys");
const START = join(REPOSITORY, "docs", "start.md");
const NEW = `pulumi new ${TEMPLATE} --offline --yes --name acme-keys`;
const WITHOUT_QUESTIONS = (codeOf(START, "sh").find((code) => code.includes("--yes --name")) ?? "").replace(
  "$repo",
  REPOSITORY,
);
const NPM = { npm_config_prefer_offline: "true", npm_config_audit: "false", npm_config_fund: "false" };

/** As README says to begin: what is packed is installed, nothing is linked. */
describe("engine: a project from the template", () => {
  let scenario: Scenario;
  let folder: string;

  before(async () => {
    scenario = await Scenario.start({ program: "" });
    folder = join(scenario.project.folder, "acme-keys"); // beside the scenario's own project: nothing of it is found
    const { tarball } = pack();
    copyFileSync(tarball, join(scenario.project.folder, basename(tarball)));
  });
  after(() => scenario.close());

  async function shell(script: string): Promise<string> {
    const { code, output } = await scenario.bash(script, NPM);
    assert.equal(code, 0, `${script}\n${output}`);
    return output;
  }
  const inProject = (script: string) => shell(`cd ${folder} && ${script}`);
  const outputs = async () => JSON.parse(await inProject("pulumi stack output --json")) as Record<string, string>;

  it("is written with --generate-only, without a stack or a question", async () => {
    await shell(`mkdir ../generated && cd ../generated && ${NEW} --generate-only`);
    const generated = join(scenario.project.folder, "generated");
    assert.deepEqual(readdirSync(generated).sort(), [
      ".gitignore",
      ".npmignore",
      "Pulumi.yaml",
      "index.ts",
      "package.json",
      "tsconfig.json",
    ]);
    for (const name of readdirSync(generated))
      assert.doesNotMatch(readFileSync(join(generated, name), "utf8"), /\$\{(PROJECT|DESCRIPTION)\}/, name);
  });

  it("is made by the command of docs/start.md without a question, and says how to go on", async () => {
    const said = await shell(`mkdir ${folder} && cd ${folder} && ${WITHOUT_QUESTIONS}`);
    assert.match(said, /npm install .*pulumi-partner-keys-\*\.tgz/);
    const config = readFileSync(join(folder, "Pulumi.sandbox.yaml"), "utf8");
    assert.deepEqual(Object.entries(parse(config) as object).find(([key]) => key === "config")?.[1], {
      "aws:region": "us-east-1",
      "acme-keys:environment": "sandbox",
      "acme-keys:partner": "acme",
    });
  });

  it("asks for nothing but the region, the environment and the partner, each with an answer that is right", () => {
    const { template } = parse(readFileSync(join(TEMPLATE, "Pulumi.yaml"), "utf8")) as {
      template: { config: Record<string, { description: string; default: string }> };
    };
    const asked = Object.entries(template.config).map(([key, question]) => [key, question.default]);
    assert.deepEqual(asked, [
      ["aws:region", "us-east-1"],
      ["environment", "sandbox"],
      ["partner", "acme"],
    ]);
  });

  it("takes the API key from elsewhere with the commands of docs/start.md", async () => {
    const rows = readFileSync(START, "utf8").matchAll(/^\|[^|]*\| `(pulumi config set --path apiKey[^`]*)`/gm);
    const commands = [...rows].map(([, command = ""]) => command);
    assert.equal(commands.length, 3);
    for (const command of commands) {
      await inProject(`${command} && pulumi config rm apiKey`);
    }
    await inProject(commands[2] ?? "");
    assert.deepEqual(JSON.parse(await inProject("pulumi config get apiKey")), { generate: { bytes: 32 } });
    await inProject("pulumi config rm apiKey");
    assert.deepEqual(JSON.parse(await inProject("pulumi config get apiKey")), { issued: { env: "PARTNER_API_KEY" } });
  });

  it("takes an endpoint with the command of docs/configuration.md, which Pulumi refuses without --plaintext", async () => {
    const page = join(REPOSITORY, "docs", "configuration.md");
    const command = codeOf(page, "sh").find((code) => code.includes("aws:endpoints[0].secretsmanager")) ?? "";
    const { code, output } = await scenario.bash(`cd ${folder} && ${command.replace("--plaintext ", "")}`);
    assert.ok(code !== 0 && output.includes("looks like a secret"), output);
    await inProject(`${command.trim()} && pulumi config rm aws:endpoints`);
  });

  it("type-checks with the packed package", async () => {
    const said = await inProject("npm install ../pulumi-partner-keys-*.tgz");
    // Newer npm lists each package whose scripts nobody decided. Of a tarball it lists `prepare` too, which a project could
    // only decide under the path of the file, and which git URLs need
    assert.doesNotMatch(said, /install-scripts {3}(?!pulumi-partner-keys@)/);
    assert.ok(existsSync(join(folder, "node_modules", "pulumi-partner-keys", "dist")));
    await inProject("npx --no-install tsc");
  });

  it("makes both keys, rotates and destroys", async () => {
    await inProject("PARTNER_API_KEY=$(head -c 40 /dev/urandom | base64 | tr -d '\\n') pulumi up");
    assert.deepEqual(await scenario.secretNames(), ["acme/sandbox/apikey", "acme/sandbox/private.pem"]);
    const first = await outputs();
    await inProject("pulumi config set rotation 2 && pulumi up");
    const second = await outputs();
    assert.notEqual(second["publicKeyPem"], first["publicKeyPem"]);
    assert.equal(second["previousPublicKeyPem"], first["publicKeyPem"]);
    await inProject("pulumi destroy");
    assert.deepEqual(await scenario.secretNames(), []);
  });
});

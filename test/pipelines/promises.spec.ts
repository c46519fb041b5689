import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { jobOf, pathOf, PIPELINES, readWorkflow, WORKFLOWS, type Step } from "../support/pipeline/workflow";
import { toolchainVersions } from "../support/pipeline/versions";

const textOf = (name: (typeof WORKFLOWS)[number]) => readFileSync(pathOf(name), "utf8");
const scripts = (steps: readonly Step[]) => steps.flatMap(({ run }) => (run === undefined ? [] : [run]));

describe("pipelines: what the GitHub workflows promise", () => {
  for (const name of WORKFLOWS) {
    const workflow = readWorkflow(name);
    const job = jobOf(workflow);

    it(`${name}: every action is pinned by its commit, and its version stands beside it`, () => {
      const uses = textOf(name)
        .split("\n")
        .filter((line) => line.includes("uses:"));
      assert.equal(uses.length, 4);
      for (const line of uses) assert.match(line, /uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    });

    it(`${name}: nothing is permitted but what its job needs`, () => {
      assert.deepEqual(workflow.permissions, {});
      const issues = name === "daily" ? { issues: "write" } : {};
      assert.deepEqual(job.permissions, { contents: "read", "id-token": "write", ...issues });
    });

    it(`${name}: no secret but the API key for the run that stores it`, () => {
      const secrets = textOf(name).match(/secrets\.\w+/g) ?? [];
      assert.deepEqual(secrets, name === "deploy" ? ["secrets.PARTNER_API_KEY"] : []);
    });

    it(`${name}: a failure in a pipe is a failure, and no expression is part of a script`, () => {
      assert.equal(workflow.defaults.run.shell, "bash"); // GitHub adds `-eo pipefail` only where bash is named
      for (const script of scripts(job.steps)) assert.doesNotMatch(script, /\$\{\{/);
    });

    it(`${name}: the CLI is the one that is tested`, async () => {
      const { PULUMI_CLI } = await toolchainVersions();
      const [version] = job.steps.flatMap((step) => step.with?.["pulumi-version"] ?? []);
      assert.equal(version, PULUMI_CLI);
    });
  }

  it("every workflow uses the same commits", () => {
    const uses = WORKFLOWS.map((name) => jobOf(readWorkflow(name)).steps.flatMap((step) => step.uses ?? []));
    for (const others of uses) assert.deepEqual(others, uses[0]);
  });

  it("what changes a stack waits in one queue, and is not cancelled", () => {
    const queue = { group: "pulumi-${{ matrix.stack }}", "cancel-in-progress": false, queue: "max" };
    for (const name of ["deploy", "daily"] as const) {
      const { concurrency, strategy } = jobOf(readWorkflow(name));
      assert.deepEqual(concurrency, queue, name);
      // A job that fails cancels those beside it
      assert.ok(strategy["max-parallel"] === 1 || strategy["fail-fast"] === false, name);
    }
  });

  it("what changes a stack runs in an environment of its own, a preview in none", () => {
    const environments = WORKFLOWS.map((name) => jobOf(readWorkflow(name)).environment);
    assert.deepEqual(environments, [undefined, "${{ matrix.stack }}", "${{ matrix.stack }}-daily"]);
    assert.deepEqual(Object.keys(readWorkflow("preview").on), ["pull_request"]);
    assert.deepEqual(Object.keys(readWorkflow("deploy").on), ["push", "workflow_dispatch"]);
    assert.deepEqual(readWorkflow("deploy").on["push"], { branches: ["main"] });
  });

  it("a preview changes nothing", () => {
    for (const script of scripts(jobOf(readWorkflow("preview")).steps))
      assert.doesNotMatch(script, /pulumi (?!preview )/);
  });
});

describe("pipelines: what the GitLab pipeline promises", () => {
  interface GitLabJob {
    readonly interruptible?: boolean;
    readonly resource_group?: string;
    readonly extends?: string;
  }
  const text = readFileSync(join(PIPELINES, "gitlab", ".gitlab-ci.yml"), "utf8");
  const jobs = parse(text) as Readonly<Record<string, GitLabJob>>;

  it("what changes a stack waits for its resource group, and is not interrupted", () => {
    for (const name of [".up", "daily"]) {
      assert.equal(jobs[name]?.interruptible, false, name);
      assert.equal(jobs[name].resource_group, "pulumi-$PULUMI_STACK", name);
    }
    for (const name of ["sandbox", "production"]) assert.equal(jobs[name]?.extends, ".up", name);
  });

  it("the CLI is the one that is tested", async () => {
    const { PULUMI_CLI } = await toolchainVersions();
    assert.match(text, new RegExp(`image: pulumi/pulumi-nodejs:${PULUMI_CLI}$`, "m"));
  });
});

import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { parse } from "yaml";
import { deployJobs, jobOf, pathOf, PIPELINES, readWorkflow, WORKFLOWS, type Step } from "../support/pipeline/workflow";
import { COMMANDS } from "../../cli/commands";
import { REPOSITORY } from "../../workbench/repository";
import { toolchainVersions } from "../support/pipeline/versions";

const GITLAB = join(PIPELINES, "gitlab", ".gitlab-ci.yml");
const RUNBOOK = join(REPOSITORY, "docs", "runbook.md");
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
      assert.equal(uses.length, name === "daily" ? 6 : 4);
      for (const line of uses) assert.match(line, /uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    });

    it(`${name}: nothing is permitted but what its job needs`, () => {
      assert.deepEqual(workflow.permissions, {});
      const issues = name === "daily" ? { issues: "write" } : {};
      assert.deepEqual(job.permissions, { contents: "read", "id-token": "write", ...issues });
    });

    it(`${name}: no secret but the API key for the run that stores it`, () => {
      const secrets = textOf(name).match(/secrets\.\w+/g) ?? [];
      assert.deepEqual(secrets, name === "up" ? ["secrets.PARTNER_API_KEY"] : []);
    });

    it(`${name}: a failure in a pipe is a failure, and no expression is part of a script`, () => {
      assert.equal(workflow.defaults.run.shell, "bash"); // GitHub adds `-eo pipefail` only where bash is named
      for (const script of scripts(job.steps)) assert.doesNotMatch(script, /\$\{\{/);
    });

    it(`${name}: what npm installs runs before the job has credentials`, () => {
      const { steps } = job;
      const installs = steps.findIndex(({ run }) => run === "npm ci");
      const identities = steps.flatMap((step, i) =>
        step.uses?.startsWith("aws-actions/") === true && step.with?.["output-env-credentials"] !== false ? [i] : [],
      );
      assert.ok(installs !== -1 && identities.length === 1 && identities[0]! > installs);
    });

    it(`${name}: no token is an argument of a process, nor in the environment of a step that needs none`, () => {
      for (const { run = "", env = {} } of job.steps) {
        assert.doesNotMatch(run, /\$\{?\w*(TOKEN|SECRET)/);
        if (run.startsWith("npm ")) assert.deepEqual(env, {});
      }
    });

    it(`${name}: the CLI is the one that is tested`, async () => {
      const { PULUMI_CLI } = await toolchainVersions();
      const [version] = job.steps.flatMap((step) => step.with?.["pulumi-version"] ?? []);
      assert.equal(version, PULUMI_CLI);
    });
  }

  it("every workflow uses the same commits", () => {
    const uses = WORKFLOWS.map((name) => jobOf(readWorkflow(name)).steps.flatMap((step) => step.uses ?? []));
    const known = new Set(uses[0]);
    uses.push(jobOf(readWorkflow("probe")).steps.flatMap((step) => step.uses ?? []));
    // The page of a hand-off is attached by the daily run alone
    const more = uses.map((others) => others.filter((one) => !known.has(one)).map((one) => one.split("@")[0]));
    assert.deepEqual(more, [[], [], ["actions/upload-artifact"], []]);
  });

  it("what changes a stack waits in one queue, and is not cancelled", () => {
    for (const [name, stack] of [
      ["up", "inputs.stack"],
      ["daily", "matrix.stack"],
    ] as const) {
      const queue = { group: `pulumi-\${{ ${stack} }}`, "cancel-in-progress": false, queue: "max" };
      assert.deepEqual(jobOf(readWorkflow(name)).concurrency, queue, name);
    }
    // A job that fails cancels those beside it
    assert.equal(jobOf(readWorkflow("daily")).strategy?.["fail-fast"], false);
  });

  it("what changes a stack runs in its environment, a preview in none", () => {
    const environments = WORKFLOWS.map((name) => jobOf(readWorkflow(name)).environment);
    assert.deepEqual(environments, [undefined, "${{ inputs.stack }}", "${{ matrix.stack }}"]);
    assert.deepEqual(Object.keys(readWorkflow("preview").on), ["pull_request"]);
    assert.deepEqual(Object.keys(readWorkflow("up").on), ["workflow_call"]);
    assert.deepEqual(Object.keys(readWorkflow("deploy").on), ["push", "workflow_dispatch"]);
    assert.deepEqual(readWorkflow("deploy").on["push"], { branches: ["main"] });
  });

  it("production is deployed after the sandbox and an approval that waits in no queue", () => {
    const { sandbox, approve, production, ...others } = deployJobs();
    assert.deepEqual(others, {});
    assert.deepEqual(readWorkflow("deploy").permissions, {});
    for (const [stack, job] of Object.entries({ sandbox, production })) {
      assert.equal(job?.uses, "./.github/workflows/up.yml");
      assert.equal(job.with?.["stack"], stack);
      assert.deepEqual(job.permissions, { contents: "read", "id-token": "write" });
      assert.equal(job.with["unlock"], "${{ inputs.unlock == true }}");
      assert.equal(job.secrets, "inherit"); // those of an environment arrive only so
      assert.equal(job.concurrency, undefined);
    }
    assert.deepEqual([sandbox?.needs, approve?.needs, production?.needs], [undefined, "sandbox", "approve"]);
    assert.equal(approve?.environment, "production-approval");
    assert.deepEqual(approve.concurrency, { group: "production-approval", "cancel-in-progress": true });
    assert.deepEqual(approve.permissions, {});
  });

  it("every output that a pipeline reads is one of this repository's program, and of the template", () => {
    const texts = [...WORKFLOWS.map(textOf), readFileSync(GITLAB, "utf8"), readFileSync(RUNBOOK, "utf8")];
    const read = new Set(
      texts.flatMap((text) => [...text.matchAll(/stack output (\w+)/g)].map(([, name]) => name ?? "")),
    );
    assert.ok(read.has("uploadFingerprint") && read.has("handoff"));
    for (const program of ["index.ts", join("templates", "partner-keys", "index.ts")]) {
      const source = readFileSync(join(REPOSITORY, program), "utf8");
      const exported = new Set(
        [...source.matchAll(/export const (\{[^}]+\}|\w+)/g)].flatMap(([, names = ""]) => names.match(/\w+/g) ?? []),
      );
      assert.deepEqual(
        [...read].filter((name) => !exported.has(name)),
        [],
        program,
      );
    }
  });

  it("the probe has the reader's role and no other, is off by default, and sends the live key alone", () => {
    const workflow = readWorkflow("probe");
    const job = jobOf(workflow);
    assert.deepEqual(workflow.permissions, {});
    assert.deepEqual(job.permissions, { contents: "read", "id-token": "write" });
    assert.equal(job.if, "vars.PROBE == 'on'");
    assert.equal(job.environment, "${{ matrix.stack }}-probe");
    const roles = (text: string) => [...new Set(text.match(/\w+_ROLE_ARN/g))];
    assert.deepEqual(roles(readFileSync(pathOf("probe"), "utf8")), ["READER_ROLE_ARN"]);
    for (const name of WORKFLOWS) assert.doesNotMatch(textOf(name), /READER_ROLE_ARN/);
    const ask = scripts(job.steps).at(-1) ?? "";
    assert.match(ask, /^npx --no-install partner-keys probe --live /);
    assert.doesNotMatch(ask, /\$\{\{/);
    for (const [flag = ""] of ask.matchAll(/--[a-z-]+(?= "\$)/g))
      assert.ok(COMMANDS["probe"]?.usage.includes(`  ${flag} `));
    for (const one of job.steps) if (one.run?.startsWith("npm ")) assert.deepEqual(one.env, undefined);
    const [installs, identity] = [
      job.steps.findIndex(({ run }) => run === "npm ci"),
      job.steps.findIndex(({ uses }) => uses?.startsWith("aws-actions/")),
    ];
    assert.ok(installs !== -1 && identity > installs);
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
    readonly before_script?: readonly string[];
    readonly script?: readonly string[];
  }
  const text = readFileSync(GITLAB, "utf8");
  const jobs = parse(text) as Readonly<Record<string, GitLabJob>>;

  it("what changes a stack waits for its resource group, and is not interrupted", () => {
    for (const name of [".up", "daily"]) {
      assert.equal(jobs[name]?.interruptible, false, name);
      assert.equal(jobs[name].resource_group, "pulumi-$PULUMI_STACK", name);
    }
    for (const name of ["sandbox", "production"]) assert.equal(jobs[name]?.extends, ".up", name);
  });

  it("a preview has the role that reads state, whatever else is there, and changes nothing; the others have theirs", () => {
    const roleOf = (name: string) => /AWS_ROLE_ARN="(.+?)"/.exec(jobs[name]?.before_script?.join("\n") ?? "")?.[1];
    assert.equal(roleOf("preview"), "${PREVIEW_ROLE_ARN:?}");
    assert.equal(roleOf("probe"), "${READER_ROLE_ARN:?}");
    assert.equal(text.match(/AWS_ROLE_ARN="\$\{READER/g)?.length, 1);
    for (const name of [".pulumi", "daily"]) assert.equal(roleOf(name), "${DEPLOY_ROLE_ARN:?}", name);
    for (const name of [".up", "sandbox", "production"]) assert.equal(jobs[name]?.before_script, undefined, name);
    for (const script of jobs["preview"]?.script ?? []) assert.doesNotMatch(script, /pulumi (?!preview )/);
  });

  for (const name of ["preview", ".pulumi", "daily", "probe"])
    it(`${name}: what npm installs runs before there are credentials, and without what they are made of`, () => {
      const folder = mkdtempSync(join(tmpdir(), "pipelines-"));
      const seen = join(folder, "seen");
      try {
        const note = `#!/bin/sh\nenv | cut -d= -f1 | grep -E 'TOKEN|API_KEY' | tr '\\n' ' ' >> ${seen}\necho "$0" >> ${seen}\n`;
        for (const program of ["npm", "pulumi"]) writeFileSync(join(folder, program), note, { mode: 0o755 });
        const scripts = (jobs[name]?.before_script ?? []).filter((script) => !script.includes("stack history"));
        const { status, stderr } = spawnSync("bash", ["-euo", "pipefail", "-c", [...scripts, "pulumi up"].join("\n")], {
          encoding: "utf8",
          env: {
            ...{ PATH: [folder, process.env["PATH"]].join(delimiter), TMPDIR: folder, CI_PIPELINE_ID: "1" },
            ...{
              AWS_ID_TOKEN: "t",
              ISSUE_TOKEN: "t",
              PARTNER_API_KEY: "t",
              DEPLOY_ROLE_ARN: "d",
              PREVIEW_ROLE_ARN: "p",
              READER_ROLE_ARN: "r",
            },
          },
        });
        assert.equal(status, 0, stderr);
        const [ci = "", build = "", up = ""] = readFileSync(seen, "utf8").trim().split("\n");
        assert.match(ci + build, /^\S+npm\S+npm$/);
        assert.match(up, /AWS_WEB_IDENTITY_TOKEN_FILE .*pulumi$/);
        assert.deepEqual(readdirSync(folder).sort(), ["npm", "pulumi", "seen"], "the token is gone");
      } finally {
        rmSync(folder, { recursive: true });
      }
    });

  it("writes the token where nobody else reads it", () => {
    const identity = jobs["daily"]?.before_script?.[0] ?? "";
    const script = `umask 022\n${identity}\nidentity\nstat -c %a "$AWS_WEB_IDENTITY_TOKEN_FILE"`;
    const env = { ...process.env, AWS_ID_TOKEN: "t", CI_PIPELINE_ID: "1" };
    assert.equal(spawnSync("bash", ["-euc", script], { encoding: "utf8", env }).stdout, "600\n");
    assert.doesNotMatch(text, /CI_BUILDS_DIR/);
  });

  it("gives curl its token in no argument, and takes only issues of its own for known", () => {
    const issues = (jobs["daily"]?.script ?? []).join("\n");
    assert.equal(issues.match(/ISSUE_TOKEN/g)?.length, 1);
    assert.match(issues, /^\s*token\(\) \{ printf 'PRIVATE-TOKEN: %s' "\$ISSUE_TOKEN"; \}$/m);
    const calls = issues.match(/\bcurl --/g)?.length ?? 0;
    assert.ok(calls >= 6);
    assert.equal(issues.match(/--header @<\(token\)/g)?.length, calls);
    assert.equal(issues.match(/scope=created_by_me/g)?.length, 2);
  });

  it("the CLI is the one that is tested", async () => {
    const { PULUMI_CLI } = await toolchainVersions();
    assert.match(text, new RegExp(`image: pulumi/pulumi-nodejs:${PULUMI_CLI}$`, "m"));
  });
});

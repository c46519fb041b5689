import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { agentOptions } from "../../../cli/agent/options";
import { REPOSITORY } from "../../../workbench/repository";
import { API_KEY_ARN, PRIVATE_KEY_ARN } from "../../support/signer/rotationWorld";

const FOLDER = join(REPOSITORY, "examples", "agent");
const UNIT = join(FOLDER, "partner-keys-acme.service");
const MAIN = /node_modules\/pulumi-partner-keys\/(dist\/cli\/main\.js)$/;

/** With what the environment has. */
const filledIn = (text: string) =>
  text
    .replace(/\$[{(]PRIVATE_KEY_SECRET_ARN[})]/g, PRIVATE_KEY_ARN)
    .replace(/\$[{(]API_KEY_SECRET_ARN[})]/g, API_KEY_ARN);

/** Runs the command that the package has, with flags that it knows. */
function assertRuns([main = "", command, ...args]: readonly string[], place: object): void {
  const { bin } = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8")) as { bin: Record<string, string> };
  assert.equal(MAIN.exec(main)?.[1], bin["partner-keys"]?.replace(/^\.\//, ""));
  assert.equal(command, "agent");
  assert.deepEqual(agentOptions(args).options.place, place);
}

describe("the examples of places for an agent", () => {
  it("the unit of systemd has flags that are right, and a directory of its own for the socket", () => {
    const text = readFileSync(UNIT, "utf8").replaceAll("\\\n", " ");
    const setting = (name: string) => new RegExp(`^${name}=(.*)$`, "m").exec(text)?.[1] ?? assert.fail(name);
    const [node, ...args] = filledIn(setting("ExecStart")).split(/\s+/);
    assert.equal(node, "/usr/bin/node");
    assertRuns(args, { path: `/run/${setting("RuntimeDirectory")}/agent.sock`, group: setting("SupplementaryGroups") });
    // It would refuse the setgid bit of the directory, and so the group of the socket
    assert.doesNotMatch(text, /^RestrictSUIDSGID=/m);
  });

  // Where there is no systemd, nothing can judge a unit
  if (spawnSync("systemd-analyze", ["--version"]).status === 0)
    it("the unit of systemd is one that systemd takes", () => {
      const { status, stderr } = spawnSync("systemd-analyze", ["verify", UNIT], { encoding: "utf8" });
      // Whether Node lies there is the machine's
      const problems = stderr
        .split("\n")
        .filter((line) => line.includes("partner-keys-acme") && !line.includes("/usr/bin/node"));
      assert.deepEqual([problems, status === 0 || stderr.includes("/usr/bin/node")], [[], true]);
    });

  it("the sidecar has flags that are right, and the service what opens its socket", () => {
    interface Container {
      readonly command: readonly string[];
      readonly args: readonly string[];
      readonly securityContext: { readonly runAsUser: number; readonly runAsGroup?: number };
      readonly volumeMounts: readonly [{ readonly mountPath: string; readonly readOnly?: true }];
    }
    const { spec } = parse(readFileSync(join(FOLDER, "sidecar.yaml"), "utf8")) as {
      readonly spec: {
        readonly initContainers: readonly [Container];
        readonly containers: readonly [Container];
        readonly securityContext: { readonly supplementalGroups: readonly number[] };
      };
    };
    const [agent] = spec.initContainers;
    const [service] = spec.containers;
    const flags = agent.args.map(filledIn);
    assertRuns([...agent.command.slice(1), ...flags], { path: "/run/partner-keys/acme/agent.sock", group: "node" });
    assert.ok(spec.securityContext.supplementalGroups.includes(agent.securityContext.runAsGroup ?? 0));
    assert.deepEqual(
      [service.volumeMounts[0].mountPath, service.volumeMounts[0].readOnly],
      ["/run/partner-keys", true],
    );
  });
});

import * as assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { Scenario } from "../support/scenario";

const SECRET = "acme/signer.pem";
const UP = ["up", "--yes", "--skip-preview"];

/** One key whose name, inputs, options and parent come from the environment of the run. */
const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { RsaKeyPair } from "pulumi-partner-keys";

const { name = "signer", args = {}, options = {}, wrapped = false, team, absent = false } = JSON.parse(process.env["KEY"] ?? "{}");
class Signer extends pulumi.ComponentResource {
  constructor() {
    super("acme:index:Signer", "signing");
  }
}
if (team !== undefined) options.transforms = [({ props, opts }) => ({ props: { ...props, tags: { team } }, opts })];
const key = absent
  ? undefined
  : new RsaKeyPair(
      name,
      { secretName: "${SECRET}", recoveryWindowInDays: 7, ...args },
      wrapped ? { ...options, parent: new Signer(), aliases: [{ parent: pulumi.rootStackResource }] } : options,
    );
export const versionId = key?.versionId;
`;

type Key = Readonly<Record<string, unknown>>;
const ROTATED = { keepers: { rotation: "3" } };
const RENAMED = { name: "renamed", args: { keepers: { rotation: "4" } } };
const MOVED = { name: "renamed", args: { keepers: { rotation: "5" } } };
const OLD_PARENT = "urn:pulumi:dev::scratch::acme:index:Signer::signing";
const declared = (key: Key = {}) => ({ KEY: JSON.stringify(key) });

/** Each step begins with the stack of the one before it; a key is told by the version that is live. */
describe("engine: the options of a resource, and what people do to state (promise 2)", () => {
  let scenario: Scenario;
  let version: string;

  before(async () => {
    scenario = await Scenario.start({ program: PROGRAM, quick: true });
    await scenario.run(["stack", "init", "dev"]);
    await scenario.up(declared());
    version = await live();
  });
  after(() => scenario.close());

  const live = async () => (await scenario.readSecret(SECRET)).versionId;
  const tags = async () =>
    Object.fromEntries(((await scenario.describe(SECRET)).Tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
  const urn = async () =>
    (await scenario.project.resources()).find(({ type }) => type.endsWith(":RsaKeyPair"))?.urn ?? assert.fail("no key");
  const assertSameKey = async () => assert.equal(await live(), version);
  /** The key that was live is the previous one now. */
  const assertRotated = async () => {
    assert.notEqual(await live(), version);
    assert.equal((await scenario.readSecret(SECRET, "AWSPREVIOUS")).versionId, version);
    version = await live();
  };

  it("ignoreChanges: a change that is ignored is no rotation", async () => {
    const { output } = await scenario.up(
      declared({ args: { keepers: { rotation: "2" } }, options: { ignoreChanges: ["keepers"] } }),
    );
    assert.match(output, /2 unchanged/);
    assert.deepEqual(scenario.operations(), []);
  });

  it("replaceOnChanges: has no effect, because a dynamic resource tells the engine no names of what changed", async () => {
    await scenario.up(declared({ args: { description: "new" }, options: { replaceOnChanges: ["description"] } }));
    assert.equal((await scenario.describe(SECRET)).Description, "new");
    await assertSameKey();
  });

  it("replacementTrigger: set it is no rotation, changed it is one", async () => {
    await scenario.up(declared({ options: { replacementTrigger: "1" } }));
    await assertSameKey();
    await scenario.up(declared({ options: { replacementTrigger: "2" } }));
    await assertRotated();
  });

  it("a transform changes the inputs as if the program had", async () => {
    await scenario.up(declared({ team: "payments" }));
    assert.equal((await tags())["team"], "payments");
    await assertSameKey();
  });

  it("a key that is wrapped into a component keeps its key by the documented alias", async () => {
    await scenario.up(declared({ wrapped: true }));
    assert.match(await urn(), /acme:index:Signer\$pulumi-nodejs/);
    await assertSameKey();
  });

  it("an update plan: what was planned is done, what was not is refused before any call", async () => {
    const plan = join(scenario.project.folder, "plan.json");
    const rotation = declared({ wrapped: true, args: ROTATED });
    await scenario.run(["preview", "--save-plan", plan], declared({ wrapped: true }));
    const { code, output } = await scenario.attempt([...UP, "--plan", plan], rotation);
    assert.notEqual(code, 0);
    assert.match(output, /violates plan/);
    assert.deepEqual(scenario.operations(), []);
    await scenario.run(["preview", "--save-plan", plan], rotation);
    await scenario.up(rotation, "--plan", plan);
    await assertRotated();
  });

  it("state rename: the same key under its new name, and the owner tag follows, also with a rotation in the same run", async () => {
    await scenario.up(declared({ args: ROTATED, options: { aliases: [{ parent: OLD_PARENT }] } }));
    await scenario.run(["state", "rename", await urn(), "renamed", "--yes"]);
    await assertSameKey();
    await scenario.up(declared(RENAMED));
    assert.equal((await tags())["partner-keys:owner"], "scratch/dev/renamed");
    await assertRotated();
  });

  it("state move: the same key in the other stack, and the owner tag follows, also with a rotation in the same run", async () => {
    await scenario.run(["stack", "init", "next", "--no-select"]);
    const args = ["--source", "dev", "--dest", "next", "--yes", await urn()];
    await scenario.run(["state", "move", ...args]);
    await scenario.up(declared({ absent: true }));
    await assertSameKey();
    await scenario.up(declared(MOVED), "--stack", "next");
    assert.equal((await tags())["partner-keys:owner"], "scratch/next/renamed");
    await assertRotated();
    await scenario.run(["stack", "select", "next"]);
  });

  it("protect: destroy --exclude-protected leaves it, and so does a destroy that is refused", async () => {
    await scenario.up(declared({ ...MOVED, options: { protect: true } }));
    await scenario.run(["destroy", "--yes", "--skip-preview", "--exclude-protected"]);
    const { code } = await scenario.attempt(["destroy", "--yes", "--skip-preview"]);
    assert.notEqual(code, 0);
    await assertSameKey();
  });

  it("retainOnDelete: the resource goes, the secret stays as it is, and is found again", async () => {
    await scenario.up(declared({ ...MOVED, options: { retainOnDelete: true } }));
    await scenario.up(declared({ absent: true }));
    assert.ok(!scenario.operations().includes("DeleteSecret"));
    await assertSameKey();
    const { output } = await scenario.up(declared(MOVED));
    assert.match(output, /exists and is ours/);
    version = await live();
  });

  it("destroy --run-program takes it away", async () => {
    await scenario.run(["destroy", "--yes", "--skip-preview", "--run-program"], declared(MOVED));
    assert.ok((await scenario.describe(SECRET)).DeletedDate);
  });

  it("pulumi import: Pulumi's own plugin refuses it, and nothing is touched", async () => {
    const type = "pulumi-nodejs:dynamic/partnerkeys:RsaKeyPair";
    const { code, output } = await scenario.attempt(
      ["import", type, "imported", "arn", "--yes"],
      declared({ absent: true }),
    );
    assert.notEqual(code, 0);
    assert.match(output, /Cannot read properties of undefined \(reading 'toJavaScript'\)/);
    assert.deepEqual(scenario.operations(), []);
  });

  it("destroy --remove in a folder without the program: refused before any call until the package is there", async () => {
    await scenario.up(declared(MOVED));
    const empty = join(scenario.project.folder, "empty");
    mkdirSync(empty);
    const destroy = ["--cwd", empty, "destroy", "--yes", "--remove", "--stack", "organization/scratch/next"];
    const { code, output } = await scenario.attempt(destroy);
    assert.notEqual(code, 0);
    assert.match(output, /Cannot find module '@pulumi\/pulumi\/cmd\/dynamic-provider'/);
    assert.deepEqual(scenario.operations(), []);
    symlinkSync(join(scenario.project.project, "node_modules"), join(empty, "node_modules"));
    await scenario.run(destroy);
    assert.ok((await scenario.describe(SECRET)).DeletedDate);
    assert.doesNotMatch((await scenario.run(["stack", "ls"])).output, /next/);
  });
});

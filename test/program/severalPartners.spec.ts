import * as assert from "node:assert/strict";
import { PartnerCredentials, readConfig, type PartnerCredentialsArgs } from "../../stacks";
import * as keys from "../support/declaredKeys";
import { MockedProgram, plain } from "../support/mockedProgram";

const OF_PROJECT = {
  "partner-keys:partner": "acme",
  "partner-keys:environment": "production",
  "partner-keys:apiKey": '{"generate":{}}',
};
const GLOBEX = { environment: "production", apiKey: { generate: {} } };
const block = (more: object = {}) => ({ "partner-keys:globex": JSON.stringify({ ...GLOBEX, ...more }) });

function start(config: Record<string, string>): MockedProgram {
  return MockedProgram.start(keys.KEY_ANSWERS, config);
}

async function handoffOf(args: PartnerCredentialsArgs, program: MockedProgram): Promise<string> {
  return plain(new PartnerCredentials("credentials", args, program.watched).handoff);
}

function refusal(config: Record<string, string>, read: () => unknown = () => readConfig("globex")): string[] {
  start(config);
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof Error);
    return error.message.split("\n").slice(1, -1);
  }
  return assert.fail("was taken");
}

describe("the config of several partners in one program", () => {
  it("is an object for each, whose name is the partner's where it gives none", () => {
    start({
      ...block({ rotateAfterDays: 90, rotation: 2026, tags: { team: "x" } }),
      "partner-keys:acme": JSON.stringify(GLOBEX),
    });
    const [globex, acme] = [readConfig("globex"), readConfig("acme")].map((args) =>
      Object.fromEntries(Object.entries(args)),
    );
    assert.deepEqual(acme, { ...GLOBEX, partner: "acme" });
    assert.deepEqual(globex, {
      ...GLOBEX,
      partner: "globex",
      rotateAfterDays: 90,
      rotation: "2026",
      tags: { team: "x" },
    });
    start(block({ partner: "initech" }));
    assert.equal(readConfig("globex").partner, "initech");
  });

  it("stands beside that of the project itself, which keeps its keys", () => {
    start({ ...OF_PROJECT, ...block() });
    assert.deepEqual([readConfig().partner, readConfig("globex").partner], ["acme", "globex"]);
  });

  it("is judged as that of the project is, under its full name", () => {
    assert.deepEqual(
      refusal({ "partner-keys:globex": JSON.stringify({ environment: "production", rotateAfterDay: 9 }) }),
      [
        "  partner-keys:globex.rotateAfterDay: unknown key, did you mean rotateAfterDays? allowed: " + refusedNames(),
        "  partner-keys:globex.apiKey: missing, give exactly one of { issued: { env: NAME } }, { issued: { file: PATH } } or { generate: { bytes, encoding, prefix } }",
      ],
    );
    assert.match(refusal(block({ tags: { CostCenter: 42 } })).join(), /--path globex\.tags\.CostCenter <text>/);
    assert.match(
      refusal({ "partner-keys:globex": "text" }).join("\n"),
      /partner-keys:globex: no object, run pulumi config set --path/,
    );
  });

  it("is judged with that of every other partner: the first one that is read refuses for all", () => {
    const wrong = block({ rotateAfterDays: 0, tag: {} });
    const lines = refusal(wrong);
    assert.equal(lines.length, 2);
    assert.deepEqual(refusal({ ...OF_PROJECT, ...wrong }, readConfig), lines);
    const acme = { "partner-keys:acme": JSON.stringify(GLOBEX) };
    assert.deepEqual(
      refusal({ ...acme, ...wrong }, () => readConfig("acme")),
      lines,
    );
    // Somebody's own object, and a partner that nothing is wrong with
    const theirs = { "partner-keys:network": JSON.stringify({ environment: "production", cidr: "10.0.0.0/8" }) };
    start({ ...OF_PROJECT, ...block(), ...theirs });
    assert.equal(readConfig().partner, "acme");
  });

  it("misses no API key where the profile is misspelt, for its partner may have none", () => {
    const of = (profile: string) =>
      refusal({ "partner-keys:globex": JSON.stringify({ environment: "production", profile }) }).join("\n");
    assert.match(of("snowflak"), /globex\.profile: .*"snowflake", which is the nearest/);
    assert.doesNotMatch(of("snowflak"), /apiKey/);
    assert.match(of(""), /globex\.apiKey: missing/);
  });

  it("refuses an order that nobody would read", () => {
    assert.deepEqual(refusal({ ...block(), "partner-keys:globex.rotation": "2" }), [
      "  partner-keys:globex.rotation: not read, run pulumi config rm globex.rotation && pulumi config set --path globex.rotation <value>",
    ]);
    assert.deepEqual(refusal({ ...block(), "partner-keys:acknowledgedFingerprint": "b2a3" }), [
      "  partner-keys:acknowledgedFingerprint: not read, run pulumi config rm acknowledgedFingerprint && pulumi config set --path globex.acknowledgedFingerprint <value>",
    ]);
    start({ ...OF_PROJECT, ...block(), "partner-keys:acknowledgedFingerprint": "b2a3" });
    assert.equal(readConfig("globex").acknowledgedFingerprint, undefined, "it is that of the project's own partner");
  });

  it("names the command where a key of another partner lacks its --path, though the project has a partner of its own", () => {
    const problems = refusal({ ...OF_PROJECT, ...block(), "partner-keys:globex.rotation": "2" }, readConfig);
    const right =
      "  partner-keys:globex.rotation: not read, run pulumi config rm globex.rotation && pulumi config set --path globex.rotation <value>";
    assert.deepEqual(problems, [right]);
  });

  it("leaves an object that is no partner an unknown key of the project", () => {
    assert.match(
      refusal({ ...OF_PROJECT, "partner-keys:globex": '{"rotation":"2"}' }, readConfig).join(),
      /globex: unknown key/,
    );
  });
});

describe("the command in a hand-off", () => {
  const { fingerprint } = keys.PENDING;
  const inProject = `: pulumi config set acknowledgedFingerprint ${fingerprint}\n`;

  it("is that of the config that was read, also of a copy of it", async () => {
    for (const more of [{}, { tags: { team: "x" } }]) {
      const program = start({ ...OF_PROJECT, ...block() });
      assert.ok((await handoffOf({ ...readConfig(), ...more }, program)).includes(inProject));
    }
    const program = start(block());
    const handoff = await handoffOf(readConfig("globex"), program);
    assert.ok(handoff.includes(`: pulumi config set --path globex.acknowledgedFingerprint ${fingerprint}\n`), handoff);
    assert.match(handoff, /^Upload the pending key of globex production/);
  });

  it("is not there where the program gives the acknowledgement itself", async () => {
    const rows: ((config: PartnerCredentialsArgs) => PartnerCredentialsArgs)[] = [
      ({ partner, environment }) => ({ partner, environment }),
      (config) => ({ ...config, acknowledgedFingerprint: keys.LIVE.fingerprint }),
      (config) => ({ ...config, acknowledgedFingerprint: undefined }),
    ];
    for (const row of rows) {
      const program = start(OF_PROJECT);
      const handoff = await handoffOf(row(readConfig()), program);
      assert.doesNotMatch(handoff, /config set/);
      assert.ok(
        handoff.includes(`acknowledgedFingerprint of PartnerCredentials "credentials" to "${fingerprint}"`),
        handoff,
      );
    }
  });
});

function refusedNames(): string {
  const names = refusal({ ...OF_PROJECT, "partner-keys:x": "1" }, readConfig).join();
  return names.slice(names.indexOf("allowed: ") + "allowed: ".length);
}

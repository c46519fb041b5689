import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { Provider, RsaKeyPair } from "../../resources";
import { ROWS } from "../../resources/aws/settings/rows";
import { OTHER_KEYS } from "../../resources/program/judgeAwsConfig";
import { KEY_ANSWERS } from "../support/declaredKeys";
import { MockedProgram } from "../support/mockedProgram";

const ANSWERS = { ...KEY_ANSWERS, "pulumi:providers:pulumi-nodejs": () => ({}) };

/** Declares a key under that config; what was told. */
async function toldUnder(config: Readonly<Record<string, string>>, declare = key): Promise<string[]> {
  const program = MockedProgram.start(ANSWERS, config);
  const told: string[] = [];
  const { warn } = pulumi.log;
  Object.assign(pulumi.log, { warn: async (text: string) => void told.push(text) });
  try {
    declare(program, "one");
    declare(program, "two");
    await program.declared();
  } finally {
    Object.assign(pulumi.log, { warn });
  }
  return told;
}
function key(program: MockedProgram, name: string): void {
  new RsaKeyPair(name, { secretName: "a" }, program.watched);
}

describe("names of aws:* keys", () => {
  it("are those of the aws provider, each a row or nothing to us", () => {
    const file = require.resolve("@pulumi/aws/config/vars.d.ts");
    const names = [...readFileSync(file, "utf8").matchAll(/^export declare const (\w+)/gm)].map(([, name]) =>
      String(name),
    );
    assert.ok(names.length > 30, file);
    assert.deepEqual(names.filter((name) => !Object.hasOwn(ROWS, name)).sort(), [...OTHER_KEYS].sort());
  });

  for (const [wrong, meant] of [
    ["profle", "profile"],
    ["allowedAccountId", "allowedAccountIds"],
    ["forbidden-account-ids", "forbiddenAccountIds"],
    ["Region", "region"],
    ["assumeRoles[0].roleArn", "assumeRoles"],
    ["acessKey", "accessKey"],
    ["endpoint", "endpoints"],
  ] as const)
    it(`${wrong} is refused, and nothing is declared`, async () => {
      await assert.rejects(
        toldUnder({ [`aws:${wrong}`]: "canary" }),
        (error: Error) =>
          pulumi.RunError.isInstance(error) &&
          error.message.includes(`aws:${wrong}: unknown key, did you mean aws:${meant}?`) &&
          !error.message.includes("canary"),
      );
    });

  it("all that are wrong are told at once", async () => {
    await assert.rejects(toldUnder({ "aws:profle": "a", "aws:regoin": "b" }), /aws:profle: .+; aws:regoin: /);
  });

  it("another is told once and passes: a newer aws provider may know it", async () => {
    const [line = "", ...others] = await toldUnder({ "aws:maxRetrys": "1", "aws:region": "eu-west-1" });
    assert.match(line, /^aws:maxRetrys is no key that this package knows/);
    assert.deepEqual(others, []);
  });

  it("those of the aws provider that are nothing to us are not told", async () => {
    const config = Object.fromEntries([...OTHER_KEYS, ...Object.keys(ROWS)].map((name) => [`aws:${name}`, "a"]));
    assert.deepEqual(await toldUnder({ ...config, "acme:profle": "a", awsx: "b" }), []);
  });

  it("are nothing to a resource with a provider of its own, which goes by none of them", async () => {
    const declare = (program: MockedProgram, name: string) => {
      const provider = new Provider(`provider-${name}`, { region: "eu-west-1" }, program.watched);
      new RsaKeyPair(name, { secretName: "a" }, { ...program.watched, provider });
    };
    assert.deepEqual(await toldUnder({ "aws:profle": "a" }, declare), []);
  });
});

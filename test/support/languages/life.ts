import * as assert from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import { PartnerCredentials } from "../../../stacks";
import { row } from "../row";
import type { Language } from "./language";
import { SharedStack } from "./sharedStack";
import { tabled } from "./tabled";

const KEY = "acme/sandbox/private.pem";
const NO_CHANGES = ["preview", "--expect-no-changes"] as const;
const UP = ["up", "--yes", "--skip-preview"] as const;

/** A stack that goes from one language to another and back, and nothing is made anew. */
export function sharesItsState(language: Language): void {
  describe(`languages: ${language.name} and TypeScript on one stack`, () => {
    const stack = startedBefore(language);

    row(
      `is made by ${language.name}, and TypeScript has nothing to change`,
      [`language: ${language.name}`],
      async () => {
        await stack().run(...UP);
        await assertLiveIsKnown(stack());
        const { output } = await stack().inTypeScript(...NO_CHANGES);
        assert.match(output, /^ +6 unchanged$/m);
      },
    );

    it("has the URNs that TypeScript has, since they are the same tokens", async () => {
      const types = (await stack().scenario.project.resources()).map(({ urn }) => urn.split("::").slice(2).join("::"));
      const parent = PartnerCredentials.__pulumiType;
      assert.ok(types.includes(`${parent}::acme`), types.join("\n"));
      assert.ok(types.includes(`${parent}$pulumi-nodejs:dynamic/partnerkeys:RsaKeyPair::acme-key-pair`));
    });

    it("is destroyed, and no secret is left", async () => {
      await stack().run("destroy", "--yes", "--skip-preview");
      assert.deepEqual(await stack().scenario.secretNames(), []);
    });
  });
}

/** What a person does in the life of a key, all of it in one language. */
export function livesAWholeLife(language: Language): void {
  describe(`languages: ${language.name}, the whole life of a key`, () => {
    tabled(language.name, "1-life");
    const stack = startedBefore(language);
    const outputs = () => stack().scenario.project.outputs();
    let first: Record<string, string>;

    it("made", async () => {
      await stack().run(...UP);
      first = await outputs();
      await assertLiveIsKnown(stack());
    });

    it("TypeScript on that stack: unchanged, and back: unchanged", async () => {
      const there = await stack().inTypeScript(...NO_CHANGES);
      assert.match(there.output, /^ +6 unchanged$/m);
      await stack().inTypeScript(...UP);
      const back = await stack().run(...NO_CHANGES);
      assert.match(back.output, /^ +6 unchanged$/m);
      assert.deepEqual(await outputs(), first);
    });

    it("rotated: the new key waits, and the live key stays", async () => {
      await stack().set("rotation", "2027-03");
      const { output } = await stack().run("preview");
      assert.match(output, /a new key is made and stays pending; SHA256:\S+= stays live until/);
      await stack().run(...UP);
      const { publicKeyPem, pendingFingerprint } = await outputs();
      assert.equal(publicKeyPem, first["publicKeyPem"]);
      assert.match(pendingFingerprint ?? "", /^SHA256:/);
      await assertLiveIsKnown(stack());
    });

    it("acknowledged: the new key goes live", async () => {
      const { pendingFingerprint = "" } = await outputs();
      await stack().set("acknowledgedFingerprint", pendingFingerprint);
      await stack().run(...UP);
      assert.equal((await outputs())["publicKeyFingerprint"], pendingFingerprint);
      await assertLiveIsKnown(stack());
    });

    it("rolled back: the previous key is acknowledged", async () => {
      await stack().set("acknowledgedFingerprint", first["publicKeyFingerprint"] ?? "");
      await stack().run(...UP);
      assert.equal((await outputs())["publicKeyPem"], first["publicKeyPem"]);
      await assertLiveIsKnown(stack());
    });

    it("refreshed: unchanged, in TypeScript too", async () => {
      const { output } = await stack().run("refresh", "--yes", "--skip-preview");
      assert.match(output, /^ +6 unchanged$/m);
      await stack().run(...NO_CHANGES);
      await stack().inTypeScript(...NO_CHANGES);
    });

    it("in all of this no value was read by the deployer, printed, or kept in a file", () =>
      stack().scenario.assertNothingGotOut());

    it("destroyed: no secret is left", async () => {
      await stack().run("destroy", "--yes", "--skip-preview");
      assert.deepEqual(await stack().scenario.secretNames(), []);
    });
  });
}

function startedBefore(language: Language): () => SharedStack {
  let stack: SharedStack;
  before(async () => {
    stack = await SharedStack.start(language);
  });
  after(() => stack.scenario.close());
  return () => stack;
}

/** The live key in AWS is the one the stack tells. */
async function assertLiveIsKnown({ scenario }: SharedStack): Promise<void> {
  const { publicKeyPem } = await scenario.project.outputs();
  const { value } = await scenario.readSecret(KEY);
  assert.equal(createPublicKey(value).export({ type: "spki", format: "pem" }), publicKeyPem);
}

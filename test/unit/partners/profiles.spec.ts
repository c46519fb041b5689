import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assertFits, sourceOf } from "../../../resources/crypto/publicKey/publicArtifact";
import { KEY_TYPES } from "../../../resources/crypto/publicKey/keyTypes";
import { assertHasFingerprint, isOfCertificate } from "../../../resources/partners/fingerprintForms";
import { PROFILES } from "../../../resources/partners/knownProfiles";
import type { FactName, PartnerProfile } from "../../../resources/partners/profile";
import { KEY_PAIRS, type KeyPairName } from "../../../resources/rules/keyPairs";

const ROWS: readonly PartnerProfile[] = PROFILES;
/** What makes the keys of each row, as it was when the row was published. */
const FROZEN = JSON.parse(readFileSync(join(__dirname, "keysOfProfiles.json"), "utf8")) as Readonly<
  Record<
    string,
    Pick<PartnerProfile, "keyPairs"> & { readonly validityDays?: number; readonly signingRequest: boolean }
  >
>;
const NO_FACTS = ["name", "title", "scheme", "sources"];
const factsOf = (row: PartnerProfile) => Object.keys(row).filter((name) => !NO_FACTS.includes(name)) as FactName[];

function typesOf({ keyPairs }: PartnerProfile) {
  return keyPairs.map(({ keyPair }) => {
    const [[name, size] = assert.fail()] = Object.entries(keyPair) as [KeyPairName, object][];
    const type = KEY_PAIRS[name].publicType(size as Record<string, unknown>);
    return KEY_TYPES.find((one) => one.name === type) ?? assert.fail(type);
  });
}

describe("a profile", () => {
  it("has a name of its own, which the config can say", () => {
    const names = ROWS.map(({ name }) => name);
    assert.deepEqual([...new Set(names)], names);
    for (const name of names) assert.match(name, /^[a-z0-9][a-z0-9-]{0,62}$/);
  });

  for (const row of ROWS) {
    describe(row.name, () => {
      it("has a source with its day for each fact, and none for what is unknown", () => {
        const sourced = row.sources.flatMap(({ facts }) => facts);
        const known = factsOf(row).filter((fact) => row[fact] !== "unknown");
        assert.deepEqual([...new Set(sourced)].sort(), known.sort());
        for (const { source, checked } of row.sources) {
          assert.match(checked, /^20\d\d-\d\d-\d\d$/);
          assert.ok(source.length > 10 && !source.includes("://"), source);
        }
      });

      it("takes what its key pairs have", () => {
        for (const type of typesOf(row)) {
          for (const artifact of row.artifacts) assertFits(type, artifact);
          if (
            row.fingerprintForm !== "none" &&
            row.fingerprintForm !== "unknown" &&
            !isOfCertificate(row.fingerprintForm)
          )
            assertHasFingerprint(type, row.fingerprintForm);
        }
        const needed = row.artifacts.map(sourceOf);
        assert.equal(needed.includes("certificatePem"), row.certificate !== "none");
        assert.equal(needed.includes("signingRequestPem"), row.signingRequest !== "none");
      });

      it("hands the key over in one step", () => {
        const steps = row.steps === "unknown" ? [{ text: "", isHandingOver: true }] : row.steps;
        assert.equal(steps.filter(({ isHandingOver }) => isHandingOver).length, 1);
        for (const step of row.steps === "unknown" ? [] : row.steps) {
          const holdsKey = step.command === undefined ? step.isHandingOver : step.command.includes("{upload}");
          assert.equal(holdsKey === true, step.isHandingOver === true, step.text);
          assert.equal(/[.:]$/.test(step.text), step.isHandingOver !== true && step.command === undefined, step.text);
        }
      });

      // Whoever has a stack with this profile would get another key
      it("makes the keys that it has always made", () => {
        const { keyPairs, validityDays, signingRequest } =
          FROZEN[row.name] ?? assert.fail("a new row: add it to keysOfProfiles.json, where it stays for ever");
        assert.deepEqual(row.keyPairs.slice(0, keyPairs.length), keyPairs);
        assert.equal(row.certificate === "none" ? undefined : row.certificate.validityDays, validityDays);
        assert.equal(row.signingRequest !== "none", signingRequest);
      });
    });
  }

  it("is there as long as it has been", () => {
    const names = ROWS.map(({ name }) => name);
    assert.deepEqual(
      Object.keys(FROZEN).filter((name) => !names.includes(name)),
      [],
    );
  });
});

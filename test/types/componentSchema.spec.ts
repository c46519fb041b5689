import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { componentSchema, type ComponentSpec, type PackageSpec } from "../../scripts/languages/componentSchema";
import type { PropertySpec } from "../../scripts/languages/typeSpec";
import { PartnerCredentials } from "../../stacks";
import { ARGUMENTS, type Argument } from "../../stacks/arguments";
import { REPOSITORY } from "../../workbench/repository";
import * as keys from "../support/declaredKeys";
import { MockedProgram } from "../support/mockedProgram";

/** Classes and fields in other languages: a name that goes breaks programs. */
const NAMES = {
  ApiKey: ["issued", "generate"],
  ApiKeyIssued: ["env", "file", "allowPrevious", "verbatim"],
  ApiKeyGenerate: ["bytes", "encoding", "prefix"],
  KeyPair: ["rsa", "ec", "ed25519"],
  KeyPairRsa: ["modulusLength"],
  KeyPairEc: ["namedCurve"],
  Issued: ["env", "file", "allowPrevious"],
  Certificate: ["validityDays", "subject", "dnsNames", "ipAddresses", "uris"],
  CertificateSubject: ["country", "commonName", "emailAddress"],
  SigningRequest: ["subject", "dnsNames", "ipAddresses", "uris"],
  SigningRequestSubject: ["country", "commonName", "emailAddress"],
  Artifact: ["form", "comment", "alg", "use", "kid"],
};

describe("types: the schema by which other languages know PartnerCredentials", () => {
  let schema: PackageSpec;
  let component: ComponentSpec;
  const arguments_ = Object.entries<Argument>(ARGUMENTS);
  const input = (name: string): PropertySpec => component.inputProperties[name] ?? assert.fail(`no ${name}`);
  const objects = () => Object.entries(schema.types);

  before(() => {
    schema = componentSchema(REPOSITORY);
    component = schema.resources[PartnerCredentials.__pulumiType] ?? assert.fail("no component of our token");
  });

  it("has what the table of arguments has, and asks for what the table asks for", () => {
    assert.deepEqual(Object.keys(component.inputProperties), Object.keys(ARGUMENTS));
    const required = arguments_.filter(([, row]) => row.required === "always").map(([name]) => name);
    assert.deepEqual([...component.requiredInputs].sort(), required.sort());
  });

  for (const [name, { isPlain = false, rule }] of arguments_) {
    it(`takes ${isPlain ? "a plain value" : "an output too"} for ${name}, as the table says, and whole numbers alone`, () => {
      const spec = input(name);
      assert.equal(spec.plain ?? false, isPlain);
      if ("type" in spec && spec.type === "integer") assert.ok("allowed" in rule(7.5));
    });
  }

  it("has a text or an object where both are allowed", () => {
    const { oneOf } = input("artifact") as { oneOf?: unknown };
    assert.deepEqual(oneOf, [{ type: "string" }, { $ref: "#/types/partnerkeys:index:Artifact" }]);
  });

  it("has a map of such values, and one of texts", () => {
    const map = (additionalProperties: object) => ({ type: "object", additionalProperties });
    const text = { type: "string" };
    const { type, additionalProperties } = input("secretFields") as unknown as Record<string, object>;
    const named = { $ref: "#/types/partnerkeys:index:SecretFields" };
    assert.deepEqual({ type, additionalProperties }, map({ oneOf: [text, named] }));
    assert.deepEqual((input("tags") as unknown as Record<string, object>)["additionalProperties"], text);
    assert.equal(schema.types["partnerkeys:index:KeyPair"]?.properties["ed25519"]?.plain, true);
  });

  it("tells what each argument, each field and each output means, from the docstring", () => {
    const told = [
      ...[component.inputProperties, component.properties].flatMap((group) => Object.entries(group)),
      ...objects().flatMap(([token, { properties }]) =>
        Object.entries(properties).map(([name, spec]) => [`${token}.${name}`, spec] as const),
      ),
    ];
    assert.ok(told.length > 80, String(told.length));
    const silent = told.filter(([, { description }]) => description === "").map(([name]) => name);
    assert.deepEqual(silent, []);
    assert.deepEqual(
      told.filter(([, { description }]) => description.includes("{@")).map(([name]) => name),
      [],
    );
    const { description } = input("activation");
    assert.match(
      description,
      /\n\nAllowed: "acknowledged", "immediate", "published"\.\n\nDefault: "immediate" for sandbox/,
    );
    assert.match(description, /\n\nOn change: \*\*update\*\*\.$/);
  });

  it("keeps the names that programs write", () => {
    const missing = Object.entries(NAMES).flatMap(([type, fields]) => {
      const known = schema.types[`partnerkeys:index:${type}`]?.properties ?? {};
      return fields.filter((field) => !Object.hasOwn(known, field)).map((field) => `${type}.${field}`);
    });
    assert.deepEqual(missing, []);
  });

  it("has every output that the component has, and no other", () => {
    const program = MockedProgram.start(keys.KEY_ANSWERS);
    const args = { partner: "acme", environment: "sandbox", apiKey: { generate: {} } };
    const made: object = new PartnerCredentials("acme", args, program.watched);
    const outputs = Object.entries(made).filter(([, value]) => pulumi.Output.isInstance(value));
    const own = outputs.map(([name]) => name).filter((name) => name !== "urn" && !name.startsWith("__"));
    assert.deepEqual(Object.keys(component.properties).sort(), own.sort());
    assert.deepEqual(component.required, Object.keys(component.properties));
  });
});

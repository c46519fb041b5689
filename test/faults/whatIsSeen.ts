import * as assert from "node:assert/strict";

/** Gerund, thing, colon, what happened, what to do: CONTRIBUTING.md, errors. */
const OUR_FORM = /^[a-z]+ing .+: .+; .+$/;

/** The engine's own words on a resource that was declared although what it needs had failed. */
const REFUSED_IN_CHECK = /^pulumi-nodejs:\S+ resource '\S+' has a problem: /;

/** The errors that the CLI's Diagnostics show for the resources of one component: what the user reads. */
export function errorsOf(component: string, output: string): string[] {
  const [, diagnostics = ""] = output.split(/^Diagnostics:\n/m);
  const [block = ""] = diagnostics.split(/^Resources:\n/m);
  const errors: string[] = [];
  let isOfComponent = false;
  for (const line of block.split("\n")) {
    const resource = /^ {2}\S+ \((\S+)\):$/.exec(line)?.[1];
    if (resource !== undefined) isOfComponent = resource.startsWith(`${component}-`);
    const error = /^ {4}error: (.+)$/.exec(line)?.[1];
    if (isOfComponent && error !== undefined && !REFUSED_IN_CHECK.test(error)) errors.push(error);
  }
  return errors;
}

export function assertOurForm(errors: readonly string[]): void {
  for (const error of errors) {
    assert.match(error, OUR_FORM, "the message is not of our form");
    assert.doesNotMatch(error, /PRIVATE KEY/);
  }
}

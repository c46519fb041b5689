import { generateRule } from "../resources/rules/apiKey";
import { issuedRule } from "../resources/rules/issued";
import { allowedBy, judgedBy, unknownInside, type Rule } from "../resources/rules/rule";

const SOURCES: Readonly<Record<string, Rule>> = { issued: issuedRule, generate: generateRule };

/** `apiKey` in the config: exactly one source, and what is wrong with it. */
export const apiKeySource = judgedBy((value) => {
  const given = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  const [source = "", ...others] = Object.keys(given);
  const rule = others.length === 0 && Object.hasOwn(SOURCES, source) ? SOURCES[source] : undefined;
  if (rule === undefined) {
    const unknown = Object.keys(given).find((name) => !Object.hasOwn(SOURCES, name));
    const hint = unknown === undefined ? "" : ` (${unknownInside(unknown, Object.keys(SOURCES))})`;
    return `exactly one of { issued: { env: NAME } }, { issued: { file: PATH } } or { generate: { bytes, encoding, prefix } }${hint}`;
  }
  const allowed = allowedBy(rule, given[source]);
  return allowed === undefined ? undefined : `${source}: ${allowed}`;
});

/** `apiKey` in a program: that there is a source. The key judges it. */
export const anyApiKeySource = judgedBy((value) =>
  typeof value === "object" && value !== null ? undefined : "{ issued } or { generate }",
);

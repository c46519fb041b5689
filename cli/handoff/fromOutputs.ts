import { failure } from "../../resources/errors";
import { holdsPrivateKey, isRecord } from "../../resources/rules/rule";
import { HANDOFF_SCHEMA, type HandoffData } from "../../resources/words/handoffData";
import { plain } from "../plain";

const READING = "reading the outputs of the stack";
const FROM_STATE = "pass what pulumi stack export printed, after a pulumi up with this version";
/** As the CLI of Pulumi writes what it does not show. */
const SECRET = "[secret]";

/**
 * Every hand-off in the outputs of a stack or in its state, whatever the outputs are called, and however deep they are. One
 * that the program exports too is one. Pure.
 *
 * @throws PartnerKeysError `ERR_INVALID_INPUT` where there is none, and where a private key is in one
 */
export function handoffsIn(outputs: unknown): readonly HandoffData[] {
  if (!isRecord(outputs)) throw refused("they are no JSON object of outputs", "pulumi stack export prints one");
  const paths = new Map<string, string>();
  for (const [path, text] of textsIn(outputs)) if (!paths.has(text)) paths.set(text, path);
  const found = [...paths].flatMap(([text, path]) => handoffIn(path, text));
  if (found.length > 0) return found;
  const named = (pattern: RegExp) => [...textsIn(outputs)].find(([path]) => pattern.test(path));
  const [secret, text] = named(/handoffData$/i) ?? [];
  if (text === SECRET)
    throw refused(`${plain(secret ?? "")} is a secret output`, "its text is public: pulumi.unsecret");
  if (text === "") throw refused("no key is live yet", "run pulumi up without --target");
  // An earlier version of this package, or a program that was not changed since
  if (named(/handoff$/i) !== undefined) throw refused("they have handoff, and no handoffData", FROM_STATE);
  throw refused("none of them is a hand-off of this package", `name the stack that has it, or ${FROM_STATE}`);
}

function refused(what: string, advice: string) {
  return failure("ERR_INVALID_INPUT", { doing: READING, what, advice });
}

function* textsIn(value: unknown, path = ""): Generator<readonly [path: string, text: string]> {
  if (typeof value === "string") yield [path, value];
  if (typeof value !== "object" || value === null) return;
  for (const [name, one] of Object.entries(value)) yield* textsIn(one, path === "" ? name : `${path}.${name}`);
}

function handoffIn(path: string, text: string): readonly HandoffData[] {
  const data = parsed(text);
  if (!isRecord(data) || typeof data["schema"] !== "string") return [];
  const { schema } = data;
  if (!schema.startsWith(HANDOFF_SCHEMA.replace(/\d+$/, ""))) return [];
  if (schema !== HANDOFF_SCHEMA)
    throw refused(`${plain(path)} is of another version (${plain(schema)})`, "run the partner-keys of that version");
  if (holdsPrivateKey(text)) throw refused(`there is a private key in ${plain(path)}`, "nothing was written");
  if (!isHandoffData(data)) throw refused(`${plain(path)} is not whole`, "run pulumi up, and read the outputs again");
  return [data];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text, (name, value: unknown) =>
      // What is handed over to the letter has lines of its own; everything else is one line
      typeof value === "string" && name !== "artifact" ? plain(value) : value,
    );
  } catch {
    return undefined;
  }
}

const isText = (value: unknown) => typeof value === "string";
const isOptional = (value: unknown) => value === undefined || isText(value);
const isListOf = (value: unknown, is: (one: unknown) => boolean) => Array.isArray(value) && value.every(is);

/** As the component writes it. A field that is new does not matter. */
function isHandoffData(data: Record<string, unknown>): data is Record<string, unknown> & HandoffData {
  const { handoff, keys } = data;
  if (!isRecord(handoff)) return false;
  const { headline, facts, steps, afterwards, key } = handoff;
  return (
    ["stack", "component", "partner", "environment", "secretArn", "rotationDueAt"].every((name) =>
      isText(data[name]),
    ) &&
    isText(headline) &&
    [facts, afterwards].every((sentences) => isListOf(sentences, isText)) &&
    isListOf(steps, (step) => isRecord(step) && isText(step["text"]) && isOptional(step["command"])) &&
    (key === undefined ||
      (isRecord(key) && isText(key["fingerprint"]) && isText(key["artifact"]) && isOptional(key["shown"]))) &&
    isListOf(keys, isDatedKey)
  );
}

function isDatedKey(key: unknown): boolean {
  return (
    isRecord(key) &&
    ["previous", "live", "pending"].some((role) => role === key["role"]) &&
    [key["fingerprint"], key["madeAt"]].every(isText) &&
    [key["liveSince"], key["until"]].every(isOptional)
  );
}

import { accountIn } from "../aws/arn";

const READ = "secretsmanager:GetSecretValue";

type Part = Readonly<Record<string, unknown>>;

const isPart = (value: unknown): value is Part => typeof value === "object" && value !== null && !Array.isArray(value);
/** Where a policy takes a list, it takes one text too (IAM user guide, grammar of the JSON policy language). */
const texts = (value: unknown) => [value].flat().filter((item) => typeof item === "string");

/**
 * Whom a resource policy lets read the secret, besides the principals of `account`; `undefined` for a text that is no
 * policy. A deny is left out of account, and a condition is named as one: what they leave is AWS's to decide. Pure.
 */
export function foreignReaders(policy: string, account: string): readonly string[] | undefined {
  const statements = statementsOf(policy);
  if (statements === undefined) return undefined;
  return [...new Set(statements.filter(allowsReading).flatMap((statement) => foreigners(statement, account)))];
}

function statementsOf(policy: string): readonly Part[] | undefined {
  try {
    const parsed: unknown = JSON.parse(policy);
    if (!isPart(parsed)) return undefined;
    const statements = [parsed["Statement"]].flat();
    return statements.every(isPart) ? statements : undefined;
  } catch {
    return undefined;
  }
}

function allowsReading({ Effect, Action, NotAction }: Part): boolean {
  if (Effect !== "Allow") return false;
  const names = (patterns: unknown) => texts(patterns).some((pattern) => isNamedBy(pattern));
  return NotAction === undefined ? names(Action) : !names(NotAction);
}

/** Whether the pattern of an action, in any case, with `*` and `?`, names the read. In steps that no pattern multiplies. */
function isNamedBy(pattern: string): boolean {
  const action = READ.toLowerCase();
  let reached = [true, ...Array.from(action, () => false)];
  for (const sign of pattern.toLowerCase()) {
    const before = reached;
    const first = before.indexOf(true);
    reached = before.map((_, at) =>
      sign === "*"
        ? first !== -1 && at >= first
        : at > 0 && before[at - 1] === true && ["?", action[at - 1]].includes(sign),
    );
  }
  return reached.at(-1) === true;
}

function foreigners({ Principal, NotPrincipal, Condition }: Part, account: string): string[] {
  const named =
    NotPrincipal === undefined
      ? principals(Principal).filter((principal) => !isOf(principal, account))
      : [`everybody but ${principals(NotPrincipal).join(" and ")}`];
  return Condition === undefined ? named : named.map((principal) => `${principal} (under conditions)`);
}

/** Of AWS, Service, Federated and CanonicalUser alike. */
function principals(element: unknown): string[] {
  return isPart(element) ? Object.values(element).flatMap(texts) : texts(element);
}

/** An account is named by its number alone too. What names none, a service or a canonical user, is nobody of the account. */
const isOf = (principal: string, account: string) => principal === account || accountIn(principal) === account;

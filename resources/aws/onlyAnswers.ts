import type { AwsClock } from "./clock";
import { isAnswer, NoAnswer } from "./answers";

interface Call {
  readonly input: object;
  readonly request: unknown;
}
interface Response {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string>>;
}
interface Answer {
  readonly output: object;
  readonly response: unknown;
}
type Next = (call: Call) => Promise<Answer>;

/** What the stack of a client has to offer here. */
interface Client {
  readonly middlewareStack: {
    addRelativeTo(middleware: never, options: { relation: "before"; toMiddleware: string; name: string }): void;
  };
}

/**
 * Lets a client believe AWS's own answers only. All our calls are safe to repeat (same ClientRequestToken, compare-and-
 * swap), so what is no answer is repeated within the SDK's own retries, as a lost one is: the call may have been committed.
 */
export function believeOnlyAnswers(client: unknown, clock?: AwsClock): void {
  const judged =
    (next: Next, { commandName = "" }: { readonly commandName?: string }) =>
    async (call: Call) => {
      const operation = commandName.replace(/Command$/, "");
      try {
        const answer = await next(call);
        const { statusCode, headers } = answer.response as Response;
        if (!isAnswer(operation, call.input, answer.output)) throw new NoAnswer(operation, hostOf(call), statusCode);
        hear(clock, headers);
        return answer;
      } catch (error) {
        const { statusCode = 0, headers } = responseTo(error);
        hear(clock, headers);
        // The SDK repeats no answer that it cannot read: JSON is told by the error's class, XML and the rest by elimination
        if (error instanceof SyntaxError) throw Object.assign(error, { $retryable: { throttling: false } });
        if (statusCode === 200 && isOfReading(error)) throw new NoAnswer(operation, hostOf(call), statusCode);
        throw error;
      }
    };
  (client as Client).middlewareStack.addRelativeTo(judged as never, {
    relation: "before",
    toMiddleware: "deserializerMiddleware",
    name: "believeOnlyAnswers",
  });
}

/** Only what AWS numbered is AWS's. */
function hear(clock: AwsClock | undefined, headers: Response["headers"] = {}): void {
  if (headers["x-amzn-requestid"] !== undefined) clock?.hear(headers["date"]);
}

function responseTo(error: unknown): Response {
  return (error as { readonly $response?: Response } | undefined)?.$response ?? {};
}

/** Neither AWS's refusal nor a connection that broke. */
function isOfReading(error: unknown): boolean {
  const { $fault, code } = error as { readonly $fault?: unknown; readonly code?: unknown };
  return !(error instanceof NoAnswer) && $fault === undefined && code === undefined;
}

function hostOf({ request }: Call): string {
  const { hostname = "", port } = request as { hostname?: string; port?: number };
  return port === undefined ? hostname : `${hostname}:${port}`;
}

import { randomBytes } from "node:crypto";
import type { Backend } from "../../emulator";
import type { Caller } from "../../emulator/caller";
import type { Input } from "../../emulator/backend/input";
import type { Context } from "../../emulator/backend/request";
import { createSecretsManager, type SecretsManager } from "../../emulator/backend/secretsManager";
import { SecretsManagerError } from "../../emulator/backend/secretsManagerError";
import { errorReply, type Reply } from "../../emulator/wire/reply";
import { DEPLOYER, REGION } from "../support/scenario";

const ACCOUNT = "123456789012";

interface Recorded {
  readonly operation: string;
  readonly input: Input;
  readonly context: Omit<Context, "newSuffix">;
  readonly suffix: string;
}

/** Thrown by a boundary that lets its call not happen. */
export class NotDone extends Error {}

/**
 * The local Secrets Manager, brought back to a marked moment in no time: it plays the calls up to there again. Hundreds
 * of kill points begin at the very same place that way, so that what must follow is known exactly.
 */
export class RewindableBackend implements Backend {
  private secretsManager = createSecretsManager();
  private recorded: Recorded[] = [];
  private marked = 0;
  private calls = 0;
  /** Awaited before a call of the deployer is done, and when it is done and not answered. Position from 0. */
  boundary: ((edge: "before" | "after", position: number) => Promise<void>) | undefined;
  /** Called whenever a call of the deployer was done. */
  onDone: (() => void) | undefined;

  mark(): void {
    this.marked = this.recorded.length;
  }

  rewind(): void {
    this.recorded.length = this.marked;
    this.secretsManager = createSecretsManager();
    for (const call of this.recorded) perform(this.secretsManager, call);
  }

  /** Counts the deployer's calls from here on. */
  countFromHere(): void {
    this.calls = 0;
  }

  /** Versions of a secret and their labels, straight from the store: a look is no call. */
  versionsOf(secretName: string): Map<string, readonly string[]> {
    const { Versions = [] } = this.look<{ Versions: { VersionId: string; VersionStages?: string[] }[] }>(
      "ListSecretVersionIds",
      { SecretId: secretName, IncludeDeprecated: true },
    );
    return new Map(Versions.map(({ VersionId, VersionStages = [] }) => [VersionId, VersionStages]));
  }

  tagsOf(secretName: string): Readonly<Record<string, string>> {
    const { Tags = [] } = this.look<{ Tags: { Key: string; Value: string }[] }>("DescribeSecret", {
      SecretId: secretName,
    });
    return Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
  }

  private look<Answer>(operation: string, input: Input): Partial<Answer> {
    const context = { account: ACCOUNT, region: REGION, now: new Date(), releaseMilliseconds: 0 };
    const { status, body } = perform(this.secretsManager, { operation, input, context, suffix: "" });
    return status === 200 ? (JSON.parse(String(body)) as Answer) : {};
  }

  async handle(operation: string, input: Input, caller: Caller): Promise<Reply> {
    const isDeployer = caller.accessKeyId === DEPLOYER;
    const position = isDeployer ? this.calls++ : -1;
    try {
      if (isDeployer) await this.boundary?.("before", position);
    } catch (error) {
      if (error instanceof NotDone) return errorReply(500, "InternalServiceError", "Not done: the caller was killed.");
      throw error;
    }
    const suffix = randomBytes(3).toString("hex");
    const { account, region, releaseMilliseconds } = caller;
    const context = { account, region, now: new Date(), releaseMilliseconds };
    const call = { operation, input, context, suffix };
    this.recorded.push(call);
    const reply = perform(this.secretsManager, call);
    if (isDeployer) {
      this.onDone?.();
      await this.boundary?.("after", position);
    }
    return reply;
  }
}

function perform(secretsManager: SecretsManager, { operation, input, context, suffix }: Recorded): Reply {
  try {
    const answer = secretsManager(operation, input, { ...context, newSuffix: () => suffix });
    return { status: 200, body: JSON.stringify(answer) };
  } catch (error) {
    if (!(error instanceof SecretsManagerError)) throw error;
    return errorReply(400, error.name, error.message);
  }
}

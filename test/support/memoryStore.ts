import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { randomUUID } from "node:crypto";
import type { Input } from "../../emulator/backend/input";
import type { Answer } from "../../emulator/backend/request";
import { createSecretsManager } from "../../emulator/backend/secretsManager";
import { invalidRequest, SecretsManagerError } from "../../emulator/backend/secretsManagerError";
import { Store, type Secret } from "../../emulator/backend/state";
import { secretsManagerStore } from "../../resources/secrets/secretsManager";
import type { SecretStore } from "../../resources/secrets/secretStore";

type Operation = keyof SecretStore;

/** A version that no secret has. */
const NOT_THERE = "0".repeat(36);
const ACCOUNT = "123456789012";

/**
 * The store of the plugin on a client that asks the local Secrets Manager without a network: a call is a function call.
 * Besides, what a test does to it that nobody can ask of AWS.
 */
export class MemoryStore implements SecretStore {
  /** Operations in the order they were asked for. */
  readonly calls: Operation[] = [];
  private readonly state = new Store();
  private readonly secretsManager = createSecretsManager(this.state);
  private readonly real = secretsManagerStore({
    client: clientOf((operation, input) => this.answer(operation, input)),
    endpoint: () => "memory",
    time: () => undefined,
    account: async () => ACCOUNT,
    assertAccount: async () => undefined,
  });
  private readonly stored = new Set<string>();
  private readonly released = new Map<string, number>();
  private readonly interruptions = new Map<Operation, () => void>();
  private staleLooks = 0;
  private lagMilliseconds = 0;
  private hidesScheduledVersions = false;
  private awsTime: (() => Date) | undefined;
  private suffixes = 0;

  constructor(
    private readonly now: () => Date,
    private readonly region = "us-east-1",
  ) {}

  /** Every value that was ever stored. */
  get values(): readonly string[] {
    return [...this.stored];
  }

  /** Runs just before the next call of an operation: what somebody else does meanwhile, or an error to throw. */
  beforeNext(operation: Operation, act: () => void): void {
    this.interruptions.set(operation, act);
  }

  /** The next `refusals` creations of this name find it still being deleted by force. */
  releaseSlowly(name: string, refusals: number): void {
    this.released.set(name, refusals);
  }

  /** The next looks find nothing yet: Secrets Manager is eventually consistent. */
  tellLate(looks: number): void {
    this.staleLooks = looks;
  }

  /** From now on looks see what was there so long ago. */
  lag(milliseconds: number): void {
    this.lagMilliseconds = milliseconds;
  }

  /** From now on a secret that is scheduled for deletion shows none of its versions. */
  hideScheduledVersions(): void {
    this.hidesScheduledVersions = true;
  }

  /** AWS's clock, where it is another than the machine's; it is known once AWS has answered. */
  setClock(time: () => Date): void {
    this.awsTime = time;
  }

  readonly time = (): Date | undefined => (this.calls.length > 0 ? this.awsTime?.() : undefined);

  valueOf(secretId: string, versionId: string): string | undefined {
    const value = this.secret(secretId).versions.get(versionId)?.value;
    return value && "SecretString" in value ? value.SecretString : undefined;
  }

  versionsOf(secretId: string): string[] {
    return [...this.secret(secretId).versions.keys()];
  }

  /** AWS discards a version without labels when there are too many. */
  prune(secretId: string, versionId: string): void {
    this.secret(secretId).versions.delete(versionId);
  }

  readonly create: SecretStore["create"] = (secret) => this.enter("create", () => this.real.create(secret));
  readonly put: SecretStore["put"] = (version) => this.enter("put", () => this.real.put(version));
  readonly describe: SecretStore["describe"] = (secretId) =>
    this.enter("describe", async () => {
      const found = await this.real.describe(secretId);
      return found === undefined || this.isStale() ? undefined : found;
    });
  readonly hasVersion: SecretStore["hasVersion"] = (secretId, versionId) =>
    this.enter("hasVersion", async () => !this.isStale() && this.real.hasVersion(secretId, versionId));
  readonly versionDates: SecretStore["versionDates"] = (secretId) =>
    this.enter("versionDates", () => this.real.versionDates(secretId));
  readonly lastRead: SecretStore["lastRead"] = (secretId, versionId) =>
    this.enter("lastRead", () => this.real.lastRead(secretId, versionId));
  readonly resourcePolicy: SecretStore["resourcePolicy"] = (arn) =>
    this.enter("resourcePolicy", () => this.real.resourcePolicy(arn));
  readonly moveStage: SecretStore["moveStage"] = (move) =>
    this.enter("moveStage", () =>
      this.real.moveStage(this.isStale() && move.to !== undefined ? { ...move, to: NOT_THERE } : move),
    );
  readonly updateMetadata: SecretStore["updateMetadata"] = (arn, change) =>
    this.enter("updateMetadata", () => this.real.updateMetadata(arn, change));
  readonly tag: SecretStore["tag"] = (arn, tags) => this.enter("tag", () => this.real.tag(arn, tags));
  readonly untag: SecretStore["untag"] = (arn, keys) => this.enter("untag", () => this.real.untag(arn, keys));
  readonly restore: SecretStore["restore"] = (arn) => this.enter("restore", () => this.real.restore(arn));
  readonly delete: SecretStore["delete"] = (arn, days) => this.enter("delete", () => this.real.delete(arn, days));

  /** A reader gets the value of a version, by its id as by a label that is on it. */
  read(secretId: string, versionId: string): void {
    this.answer("GetSecretValue", { SecretId: secretId, VersionId: versionId });
  }

  /** Somebody else's policy on the secret. */
  putResourcePolicy(secretId: string, policy: object): void {
    this.answer("PutResourcePolicy", { SecretId: secretId, ResourcePolicy: JSON.stringify(policy) });
  }

  private async enter<T>(operation: Operation, work: () => Promise<T>): Promise<T> {
    this.calls.push(operation);
    const act = this.interruptions.get(operation);
    this.interruptions.delete(operation);
    act?.();
    return work();
  }

  private isStale(): boolean {
    return this.staleLooks > 0 && this.staleLooks-- > 0;
  }

  private answer(operation: string, input: Input): Answer {
    if (operation === "CreateSecret") this.refuseWhileReleasing(String(input["Name"]));
    const newSuffix = () => String(++this.suffixes).padStart(6, "A");
    const { region, lagMilliseconds, hidesScheduledVersions } = this;
    const hooks = { releaseMilliseconds: 0, lagMilliseconds, hidesScheduledVersions };
    const context = { account: ACCOUNT, region, now: this.now(), newSuffix, ...hooks };
    const answer = this.secretsManager(operation, input, context);
    if (typeof input["SecretString"] === "string") this.stored.add(input["SecretString"]);
    return answer;
  }

  private refuseWhileReleasing(name: string): void {
    const left = this.released.get(name) ?? 0;
    if (left === 0) return;
    this.released.set(name, left - 1);
    throw invalidRequest(`${name} is being deleted`);
  }

  private secret(secretId: string): Secret {
    const secrets = [...this.state.secrets(ACCOUNT, this.region, this.now()).values()];
    const secret = secrets.find(({ arn, name }) => [arn, name].includes(secretId));
    if (secret === undefined) throw new Error(`no secret ${secretId}`);
    return secret;
  }
}

/**
 * A client of the AWS SDK whose calls end here, as the SDK would have them: a token, dates as Date, a refusal with its
 * HTTP status.
 * It is made without the SDK's constructor, which takes a millisecond for settings that nobody asks for.
 */
function clientOf(answer: (operation: string, input: Input) => Answer): SecretsManagerClient {
  const send = async (command: { readonly input: Input }) => {
    try {
      const input = { ClientRequestToken: randomUUID(), ...command.input };
      return withDates(answer(command.constructor.name.replace(/Command$/, ""), input));
    } catch (error) {
      if (!(error instanceof SecretsManagerError)) throw error;
      throw Object.assign(error, { $metadata: { httpStatusCode: 400 } });
    }
  };
  return Object.assign(Object.create(SecretsManagerClient.prototype) as SecretsManagerClient, { send });
}

function withDates(answer: Answer): Answer {
  const told = Object.entries(answer).map(([name, value]) => {
    if (name.endsWith("Date") && typeof value === "number") return [name, new Date(Math.round(value * 1000))];
    return [name, name === "Versions" ? (value as Answer[]).map(withDates) : value];
  });
  return Object.fromEntries(told) as Answer;
}

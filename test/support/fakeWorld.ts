import { randomBytes } from "node:crypto";
import { readSettings } from "../../resources/aws/settings/readSettings";
import type { JwksAnswer } from "../../resources/plugin/activation/jwksDocument";
import type { Context } from "../../resources/plugin/context";
import { makeProviders } from "../../resources/plugin/engine/providers";
import { MemoryStore } from "./memoryStore";

export const HOUR = 60 * 60 * 1000;
export const DAY = 24 * HOUR;

/** Everything outside the plugin process, held still: a clock, tokens, variables, files, waits, and one store a region. */
export class FakeWorld {
  readonly environment: Record<string, string> = { AWS_REGION: "us-east-1" };
  /** The AWS settings of the stack config, or of an explicit provider, under their names there ("aws:region"). */
  readonly config: Record<string, unknown> = {};
  readonly files: Record<string, string> = {};
  /** Lines told to the person who runs the command. */
  readonly told: string[] = [];
  readonly waits: number[] = [];
  /** URLs that were asked for a JWKS. */
  readonly asked: string[] = [];
  /** What they answer. */
  jwks: JwksAnswer = { problem: "could not be reached (ECONNREFUSED)" };
  readonly tokens: string[] = [];
  private time = Date.parse("2030-01-01T00:00:00.000Z");
  private readonly stores = new Map<string, MemoryStore>();

  get store(): MemoryStore {
    return this.storeOf("us-east-1");
  }

  storeOf(region: string): MemoryStore {
    const store = this.stores.get(region) ?? new MemoryStore(() => this.now(), region);
    this.stores.set(region, store);
    return store;
  }

  /** The lines without those about generated API keys, which are told whenever one is made. */
  get toldOfSecrets(): string[] {
    return this.told.filter((line) => !line.startsWith("give the generated API key of "));
  }

  now(): Date {
    return new Date(this.time);
  }

  advance(milliseconds: number): void {
    this.time += milliseconds;
  }

  newToken(): string {
    const token = `00000000-0000-4000-8000-${String(this.tokens.length + 1).padStart(12, "0")}`;
    this.tokens.push(token);
    return token;
  }

  context(region?: string): Context {
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    const world = this;
    return {
      openStore: () => {
        if (region === undefined) throw new Error("check and diff never reach AWS");
        return world.storeOf(region);
      },
      now: () => world.now(),
      newToken: () => world.newToken(),
      randomBytes: (size) => randomBytes(size),
      readEnvironment: (name) => world.environment[name],
      readSecretVariable: (name) => world.environment[name],
      awsSettings: () => readSettings((key) => world.config[key]),
      profileRegion: async () => undefined,
      readFile: async (path) => world.files[path],
      wait: async (milliseconds) => {
        world.waits.push(milliseconds);
        world.advance(milliseconds);
      },
      askJwks: async (url) => {
        world.asked.push(url);
        return world.jwks;
      },
      tell: (line) => void world.told.push(line),
    };
  }

  providers(): ReturnType<typeof makeProviders> {
    return makeProviders((region) => this.context(region), this.context());
  }
}

import type { PlainCredentialsArgs } from "./partnerCredentialsArgs";

/** Where the arguments of a component came from, so that its texts name a command only where it has an effect. */
export interface ConfigSource {
  /** The command that sets a key of the config that was read. */
  readonly command: (name: string, value: string) => string;
  /** The acknowledgement that was read. */
  readonly acknowledgedFingerprint: string | undefined;
}

/** A symbol goes with a copy (`{ ...readConfig(), tags }`), and is no argument. */
const SOURCE = Symbol.for("pulumi-partner-keys/config-source");

/** Marks arguments as read from the config. */
export function fromConfig(args: PlainCredentialsArgs, command: ConfigSource["command"]): PlainCredentialsArgs {
  const source: ConfigSource = { command, acknowledgedFingerprint: args.acknowledgedFingerprint };
  return { ...args, [SOURCE]: source } as PlainCredentialsArgs;
}

/** The config that the acknowledgement of these arguments is read from; `undefined` where the program gives it itself. */
export function sourceOf(args: object): ConfigSource | undefined {
  const { [SOURCE]: source } = args as { readonly [SOURCE]?: ConfigSource };
  const given: unknown = Reflect.get(args, "acknowledgedFingerprint");
  const isAsRead = given === source?.acknowledgedFingerprint;
  // `undefined` that the program gives itself hides what the config will say
  return isAsRead && Object.hasOwn(args, "acknowledgedFingerprint") === (given !== undefined) ? source : undefined;
}

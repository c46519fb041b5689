import * as pulumi from "@pulumi/pulumi";
import type { ResourceType } from "../kinds/kinds";
import { assertPluginFindsModules } from "./pluginModules";
import { notAnObject } from "../rules/rule";
import { judgeAwsConfig } from "./judgeAwsConfig";
import { providerOf } from "./provider";
import { refused, refusedResource } from "./refused";

/** What a class declares of itself; the rest of a resource of ours is the same for all. */
interface Declaration {
  readonly type: ResourceType;
  /** Outputs must be among the properties that a resource registers. */
  readonly outputs: readonly string[];
  /** Another resource of ours that has to be of the same provider: what they tell each other stays in one process. */
  readonly worksWith?: object;
}

/** The explicit provider of each resource, given or inherited. */
const PROVIDERS = new WeakMap<object, pulumi.ProviderResource | undefined>();

function assertSameProvider(
  name: string,
  provider: pulumi.ProviderResource | undefined,
  other: object | undefined,
): void {
  if (other === undefined || !PROVIDERS.has(other) || PROVIDERS.get(other) === provider) return;
  throw refused({
    doing: name,
    what: "its provider is another one than that of its candidate, allowed: the same for both",
    advice: "pass the key's { provider } to the Activation too, or give both one parent",
  });
}

/** Programs run without a type check. Without a name Pulumi itself says so. */
export function assertArgs(type: ResourceType, name: string, args: unknown): void {
  const instead = notAnObject(args);
  if (instead === undefined) return;
  throw refused({
    doing: `${type} ${name}`,
    what: `${instead}, allowed: an object with the arguments of the resource`,
  });
}

/** A resource whose work is done by the plugin process. It declares, nothing else. */
export abstract class DeclaredResource extends pulumi.CustomResource {
  /** Type token of the class, as in URNs. */
  static readonly __pulumiType: string;

  /** Whether it is a resource of this class, made by this copy of the package or by another. */
  static override isInstance<T extends pulumi.CustomResource>(
    this: { readonly __pulumiType: string; readonly prototype: T },
    obj: unknown,
  ): obj is T {
    return (
      pulumi.CustomResource.isInstance(obj) &&
      (obj as { readonly __pulumiType?: unknown }).__pulumiType === this.__pulumiType
    );
  }

  protected constructor(
    { type, outputs, worksWith }: Declaration,
    name: string,
    args: object & { readonly region?: pulumi.Input<string> },
    opts: pulumi.CustomResourceOptions | undefined,
  ) {
    assertArgs(type, name, args);
    assertPluginFindsModules();
    if (opts?.import !== undefined) {
      throw refusedResource({
        doing: `importing ${type} ${name}`,
        what: "a key that exists cannot be read, so its public half would not be known",
        advice: "to take over a secret use adopt: true or secretId (docs/resources), and take the option import out",
      });
    }
    const provider = providerOf(typeToken(type), name, opts);
    if (provider === undefined) judgeAwsConfig();
    assertSameProvider(name, provider, worksWith);
    super(
      typeToken(type),
      name,
      {
        ...args,
        ...Object.fromEntries(outputs.map((output) => [output, undefined])),
        // "" in a program names no region, as in the config
        region:
          (args.region === "" ? undefined : args.region) ?? (provider === undefined ? regionOfConfig() : undefined),
        owner: ownerOf(name),
        __provider: providerText(type),
      },
      provider === undefined ? opts : { ...opts, provider },
    );
    PROVIDERS.set(this, provider);
  }
}

/** Type token: public API, it is part of every URN. */
export function typeToken(type: ResourceType): string {
  return `pulumi-nodejs:dynamic/partnerkeys:${type}`;
}

/**
 * The text the engine stores with each resource and runs in the plugin process. A constant, never serialised code: it
 * captures nothing, does not change with dependencies, and `delete` runs the installed code, not last year's.
 * Public API: it is in every state.
 */
export function providerText(type: ResourceType): string {
  const load = `require("node:module").createRequire(process.cwd() + "/_.js")("pulumi-partner-keys/provider")`;
  return `exports.handler = () => ${load}.${type};`;
}

/** Value of the owner tag: `<project>/<stack>/<resource name>`. */
function ownerOf(name: string): string {
  return `${pulumi.getProject()}/${pulumi.getStack()}/${name}`;
}

/** The region the stack config asks for; `undefined` leaves it to state or the environment. */
function regionOfConfig(): string | undefined {
  const region = new pulumi.Config("aws").get("region");
  return region === "" ? undefined : region;
}

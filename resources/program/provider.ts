import * as pulumi from "@pulumi/pulumi";
import { ROWS, type SettingRow } from "../aws/settings/rows";
import { problemsOfNames } from "../rules/rule";
import type { ProviderArgs } from "./providerArgs";
import { refused } from "./refused";

/** The package whose plugin serves dynamic resources, ours among them. */
const PACKAGE = "pulumi-nodejs";
/** By the name that a program may have misspelt. The type asks for a row for each argument. */
const SETTINGS: Readonly<Partial<Record<string, SettingRow>> & Record<keyof ProviderArgs, SettingRow>> = ROWS;
const NAMES = Object.keys(ROWS).filter((name) => SETTINGS[name]?.isFormer !== true || name === "assumeRole");
const AWS = "aws:index:Provider";
/** On an aws provider: ours that was made from it. A symbol of the process: two copies of this package share it. */
const OURS = Symbol.for("pulumi-partner-keys/provider");

/**
 * AWS settings of their own for some resources, for example another account, region or role than the rest of the stack. It
 * uses exactly the settings that it gets. It takes nothing from `aws:*` of the stack config, or from another provider.
 *
 * If you move a key to a provider, or change the settings of one, no new key is made. The key stays in its region and
 * account. Settings that name others are rejected.
 *
 * @example
 * ```ts
 * import { Provider, RsaKeyPair } from "pulumi-partner-keys";
 *
 * const prod = new Provider("prod", { region: "eu-west-1", assumeRoles: [{ roleArn }] });
 * new RsaKeyPair("signer", { secretName: "acme/private.pem" }, { provider: prod });
 * ```
 */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    const problems = problemsOfNames(args, "setting", NAMES);
    if (problems.length > 0) throw refused({ doing: `Provider ${name}`, what: problems.join("; ") });
    // Under the names of the stack config, so that the plugin reads both in the same way
    const settings = Object.entries(args).map(([key, value]) => [
      `aws:${key}`,
      SETTINGS[key]?.isSecret === true ? asSecret(value) : (value as unknown),
    ]);
    super(PACKAGE, name, Object.fromEntries(settings) as pulumi.Inputs, opts);
  }

  /**
   * A provider with the settings of an `aws.Provider`. Every provider is a process, so make one for each `aws.Provider`.
   *
   * @param aws an `aws.Provider`
   * @throws pulumi.RunError for one that was passed to a remote component, because its settings cannot be read there
   */
  static from(name: string, aws: pulumi.ProviderResource, opts?: pulumi.ResourceOptions): Provider {
    if (!pulumi.Resource.isInstance(aws) || packageOf(aws) !== "aws")
      throw refused({
        doing: `Provider ${name}`,
        what: 'from: what was given is no aws.Provider, allowed: new aws.Provider("<name>", { … })',
      });
    assertHasSettings(name, aws);
    // Every input of a provider is an output of it (design of the SDK: CustomResource)
    const inputs = aws as object as Readonly<Record<string, pulumi.Output<unknown> | undefined>>;
    // Version 6 of @pulumi/aws has one role under another name, and its provider is in that account
    const given = NAMES.map((key) => [key, inputs[key]] as const)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, value && whereKnown(value)]);
    return new Provider(name, Object.fromEntries(given) as ProviderArgs, opts);
  }
}

/** An absent setting stays absent instead of a secret nothing. */
function asSecret(value: unknown): pulumi.Output<unknown> {
  return pulumi.output(value as object | undefined).apply((known) => known && pulumi.secret(known));
}

/**
 * While an aws provider changes, a preview does not know of its absent settings that they are absent; the engine would
 * ask none of our checks then. What is not known is left out: a preview makes no call, and the update knows all.
 */
function whereKnown(value: pulumi.Output<unknown>): pulumi.Output<unknown> {
  const { isKnown } = value as object as { readonly isKnown: Promise<boolean> };
  return pulumi.output(isKnown.then((known) => (known ? value : undefined)));
}

/**
 * The provider a resource of ours goes by: the one given, else the nearest one inherited; an aws provider that is
 * inherited stands for one made from it, so that nothing is done with other settings than the rest of the stack.
 */
export function providerOf(
  type: string,
  name: string,
  opts: pulumi.CustomResourceOptions | undefined,
): pulumi.ProviderResource | undefined {
  const given = opts?.provider;
  if (given !== undefined) {
    if (packageOf(given) === PACKAGE) return given;
    throw refused({
      doing: name,
      what:
        `its provider is one of package ${packageOf(given)}, allowed: ` +
        '{ provider: new Provider("<name>", { region, … }) } or ' +
        '{ provider: Provider.from("<name>", awsProvider) }, with Provider of pulumi-partner-keys',
    });
  }
  return nearest(type, name, opts?.parent);
}

/**
 * A remote component is given a reference to a provider and none of its inputs (DependencyProviderResource, which has no
 * name): a provider made from it would be one without settings, and the keys would go by the environment's.
 */
function assertHasSettings(name: string, aws: pulumi.ProviderResource): void {
  if (nameOf(aws) !== undefined) return;
  throw refused({
    doing: name,
    what:
      "the aws provider that a remote component was given shows none of its settings here, so the keys would go by the " +
      "region and the credentials of the environment",
    advice:
      `give the component a provider of package ${PACKAGE} with the same settings too, in Python ` +
      `providers=[ProviderResource("${PACKAGE}", "keys", {"aws:region": …})]`,
  });
}

/** Whichever of the two was given last on the way down; at one level ours. What is inherited as it was, was given above. */
function nearest(type: string, name: string, at: pulumi.Resource | undefined): pulumi.ProviderResource | undefined {
  if (at === undefined) return undefined;
  const above = (at as object as { readonly __parentResource?: pulumi.Resource }).__parentResource;
  const ours = at.getProvider(type);
  if (ours !== undefined && ours !== above?.getProvider(type)) return ours;
  const aws = at.getProvider(AWS);
  if (aws !== undefined && aws !== above?.getProvider(AWS)) return sharedProvider(name, aws);
  return nearest(type, name, above);
}

function sharedProvider(name: string, aws: pulumi.ProviderResource & { [OURS]?: Provider | undefined }): Provider {
  assertHasSettings(name, aws);
  return (aws[OURS] ??= Provider.from(`${String(nameOf(aws))}-keys`, aws, { parent: aws }));
}

function packageOf(provider: pulumi.ProviderResource): string {
  return (provider as object as { getPackage(): string }).getPackage();
}

function nameOf(resource: pulumi.Resource): string | undefined {
  return (resource as object as { readonly __name?: string }).__name;
}

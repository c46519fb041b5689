import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link UploadedKey}. */
export interface UploadedKeyArgs {
  readonly partnerUrl: pulumi.Input<string>;
  /** The secret of the key: the key of the version that is live there is in use. */
  readonly secretName: pulumi.Input<string>;
  /** Version of the key to upload. */
  readonly versionId: pulumi.Input<string>;
  readonly fingerprint: pulumi.Input<string>;
  /** The public key as the partner takes it. */
  readonly publicKey: pulumi.Input<string>;
}

type Inputs = { readonly [Name in keyof UploadedKeyArgs]: pulumi.Unwrap<UploadedKeyArgs[Name]> };
type Outputs = Inputs & { readonly keyId: string };

/** A key as the partner lists it, the oldest first. We name ours after the secret and its version. */
interface Listed {
  readonly id: string;
  readonly name: string;
}

// The API of a partner in our tests. Put that of yours in its place, with its token out of a variable of the environment
async function ask(url: string, method = "GET", body?: object): Promise<Response> {
  const answer = await fetch(url, { method, ...(body ? { body: JSON.stringify(body) } : {}), redirect: "error" });
  if (!answer.ok && answer.status !== 409) throw new Error(`${method} ${url}: the partner answered ${answer.status}`);
  return answer;
}

async function upload(inputs: Inputs): Promise<Outputs> {
  const { partnerUrl, secretName, versionId, publicKey } = inputs;
  const keys = `${partnerUrl}/partner/keys`;
  const name = `${secretName} ${versionId}`;
  const listed = (await (await ask(keys)).json()) as { readonly keys: readonly Listed[] };
  const ours = listed.keys.filter((key) => key.name.startsWith(`${secretName} `));
  // A run that ended after its upload has put it there already
  const known = ours.find((key) => key.name === name);
  if (known !== undefined) return { ...inputs, keyId: known.id };
  let answer = await ask(keys, "POST", { name, publicKey });
  if (answer.status === 409) {
    const live = await liveVersion(secretName);
    const [oldest] = ours.filter((key) => key.name !== `${secretName} ${live}`);
    if (oldest === undefined) throw new Error(`uploading ${name}: all slots are taken, and none by an old key of ours`);
    await ask(`${keys}/${oldest.id}`, "DELETE");
    answer = await ask(keys, "POST", { name, publicKey });
  }
  if (!answer.ok) throw new Error(`uploading ${name}: the partner answered ${answer.status}`);
  return { ...inputs, keyId: ((await answer.json()) as Listed).id };
}

/** The labels of a secret name it, and no value is read. */
async function liveVersion(secretName: string): Promise<string | undefined> {
  const { DescribeSecretCommand, SecretsManagerClient } = await import("@aws-sdk/client-secrets-manager");
  const secret = await new SecretsManagerClient().send(new DescribeSecretCommand({ SecretId: secretName }));
  const versions = Object.entries(secret.VersionIdsToStages ?? {});
  return versions.find(([, stages]) => stages.includes("AWSCURRENT"))?.[0];
}

const provider: pulumi.dynamic.ResourceProvider<Inputs, Outputs> = {
  async create(inputs) {
    return { id: inputs.secretName, outs: await upload(inputs) };
  },
  async update(_id, _olds, news) {
    return { outs: await upload(news) };
  },
  async diff(_id, olds, news) {
    return { changes: olds.versionId !== news.versionId || olds.partnerUrl !== news.partnerUrl };
  },
};

/**
 * The newest public key at a partner with an API. If all slots are taken, it removes the oldest key of its own before it adds
 * one. It overwrites none, and leaves the key that is live and the keys of others alone. It removes nothing when it is deleted.
 */
export class UploadedKey extends pulumi.dynamic.Resource {
  declare readonly fingerprint: pulumi.Output<string>;
  /** The id that the partner gave the key. */
  declare readonly keyId: pulumi.Output<string>;

  constructor(name: string, args: UploadedKeyArgs, opts?: pulumi.CustomResourceOptions) {
    super(provider, name, { ...args, keyId: undefined }, opts);
  }
}

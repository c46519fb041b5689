import * as sdk from "@aws-sdk/client-secrets-manager";
import { OtherAccount } from "../aws/account";
import { accountIn } from "../aws/arn";
import type { OpenClient } from "../aws/client";
import { isNamed } from "../aws/isNamed";
import { explain } from "../aws/reasons";
import { differs, factsOf, type ListedSecret, type ListedVersion, type SecretFacts } from "./look";
import { OURS, type Tags } from "./tags";

/** AWS lets an account list versions 50 times a second, deployments included (its quotas page). */
const AT_ONCE = 4;

/**
 * Every secret of one account and region that carries a tag of ours, page by page: no more than one page is in memory.
 * It lists and describes, and never asks for a value. `account`: that of the credentials.
 *
 * @throws PartnerKeysError why AWS does not list them; one whose versions are denied is listed without their dates
 */
export async function* ownedSecrets(open: OpenClient, account: string): AsyncGenerator<SecretFacts> {
  const { client, endpoint } = open;
  const doing = `listing the secrets of ${await client.config.region()}`;
  const pages = sdk.paginateListSecrets(
    { client, pageSize: 100 },
    { Filters: [{ Key: "tag-key", Values: [OURS] }], IncludePlannedDeletion: true },
  );
  try {
    for await (const { SecretList = [] } of pages) {
      const secrets = SecretList.map(toListed).filter(({ tags }) =>
        Object.keys(tags).some((key) => key.startsWith(OURS)),
      );
      for (let i = 0; i < secrets.length; i += AT_ONCE) {
        const looks = secrets.slice(i, i + AT_ONCE).map((secret) => look(secret, account, open));
        for (const facts of await Promise.all(looks)) if (facts !== undefined) yield facts;
      }
    }
  } catch (cause) {
    throw explain({ doing, endpoint: endpoint(), reader: "of a command" }, cause);
  }
}

/** `undefined`: it was deleted since it was listed. */
async function look(secret: ListedSecret, account: string, open: OpenClient): Promise<SecretFacts | undefined> {
  const { client, endpoint } = open;
  const told = accountIn(secret.arn) ?? "";
  if (told !== account) throw new OtherAccount(told, account, secret.arn);
  const doing = `listing the versions of secret ${secret.arn}`;
  try {
    const versions: ListedVersion[] = [];
    for await (const page of sdk.paginateListSecretVersionIds({ client }, { SecretId: secret.arn }))
      versions.push(...(page.Versions ?? []).map(toVersion));
    if (!differs(secret.tags, versions)) return factsOf(secret, versions);
    const now = await client.send(new sdk.DescribeSecretCommand({ SecretId: secret.arn }));
    return factsOf({ ...secret, tags: toTags(now.Tags) }, versions);
  } catch (cause) {
    if (isNamed(cause, "ResourceNotFoundException")) return undefined;
    if (!isNamed(cause, "AccessDeniedException"))
      throw explain({ doing, endpoint: endpoint(), reader: "of a command" }, cause);
    return factsOf(secret, explain({ doing, endpoint: endpoint(), reader: "of a command" }, cause).message);
  }
}

function toListed(entry: sdk.SecretListEntry): ListedSecret {
  return {
    arn: entry.ARN ?? "",
    name: entry.Name ?? "",
    tags: toTags(entry.Tags),
    stages: entry.SecretVersionsToStages ?? {},
    createdAt: entry.CreatedDate,
    lastReadAt: entry.LastAccessedDate,
    deletedDate: entry.DeletedDate,
  };
}

function toVersion(entry: sdk.SecretVersionsListEntry): ListedVersion {
  return {
    versionId: entry.VersionId ?? "",
    stages: entry.VersionStages ?? [],
    createdAt: entry.CreatedDate,
    lastReadAt: entry.LastAccessedDate,
  };
}

function toTags(tags: readonly sdk.Tag[] = []): Tags {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key ?? "", Value ?? ""]));
}

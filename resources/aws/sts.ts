import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@aws-sdk/types";
import type * as Sdk from "@aws-sdk/client-sts";
import { OtherAccount } from "./account";
import { accountIn } from "./arn";
import type { ClientOptions } from "./clientOptions";
import { atStep, CredentialsFailure } from "./credentialsFailure";
import { believeOnlyAnswers } from "./onlyAnswers";
import type { Role } from "./settings/roles";

/** STS with the settings of one region: whatever assumes a role or asks who it is goes through it. */
export class Sts {
  constructor(private readonly options: ClientOptions) {}

  async assumeRole(source: AwsCredentialIdentityProvider | AwsCredentialIdentity, input: Sdk.AssumeRoleCommandInput) {
    return this.assume(`assuming role ${String(input.RoleArn)}`, input, source, (client, sdk) =>
      client.send(new sdk.AssumeRoleCommand(input)),
    );
  }

  async assumeRoleWithWebIdentity(input: Sdk.AssumeRoleWithWebIdentityCommandInput) {
    // The token is the proof of identity: the call is not signed
    const unsigned = { accessKeyId: "", secretAccessKey: "" };
    // A file that was written by hand or by a pipeline ends in a line feed, which STS takes for a part of the token
    const asked = { ...input, WebIdentityToken: input.WebIdentityToken?.trim() };
    return this.assume(`assuming role ${String(input.RoleArn)} with a web identity`, asked, unsigned, (client, sdk) =>
      client.send(new sdk.AssumeRoleWithWebIdentityCommand(asked)),
    );
  }

  /** The account of the credentials; needs no permission. */
  async account(credentials: AwsCredentialIdentityProvider): Promise<string> {
    const answer = await this.ask("asking STS whose credentials these are", credentials, (client, sdk) =>
      client.send(new sdk.GetCallerIdentityCommand({})),
    );
    return answer.Account ?? "";
  }

  private async assume(
    step: string,
    {
      RoleArn: role = "",
      WebIdentityToken: token,
    }: { RoleArn?: string | undefined; WebIdentityToken?: string | undefined },
    source: AwsCredentialIdentityProvider | AwsCredentialIdentity,
    call: (
      client: Sdk.STSClient,
      sdk: typeof Sdk,
    ) => Promise<Pick<Sdk.AssumeRoleCommandOutput, "Credentials" | "AssumedRoleUser">>,
  ): Promise<AwsCredentialIdentity> {
    const { Credentials: made, AssumedRoleUser: user } = await this.ask(step, source, call, token);
    const [accountId, claimed = ""] = [user?.Arn, role].map((arn) => accountIn(arn ?? ""));
    if (accountId !== undefined && accountId !== claimed)
      throw new CredentialsFailure(step, new OtherAccount(accountId, claimed, String(user?.Arn)));
    return {
      accessKeyId: made?.AccessKeyId ?? "",
      secretAccessKey: made?.SecretAccessKey ?? "",
      ...(made?.SessionToken === undefined ? {} : { sessionToken: made.SessionToken }),
      ...(made?.Expiration === undefined ? {} : { expiration: made.Expiration }),
      ...(accountId === undefined ? {} : { accountId }),
    };
  }

  private async ask<T>(
    step: string,
    credentials: AwsCredentialIdentityProvider | AwsCredentialIdentity,
    call: (client: Sdk.STSClient, sdk: typeof Sdk) => Promise<T>,
    sent?: string,
  ): Promise<T> {
    // Most runs ask STS nothing
    const sdk = await import("@aws-sdk/client-sts");
    const client = new sdk.STSClient({ ...this.options, credentials });
    believeOnlyAnswers(client);
    return atStep(step, () => call(client, sdk), sent);
  }
}

/** A session has to be named; CloudTrail shows it. */
const SESSION_NAME = "pulumi-partner-keys";

/** What both ways to assume a role have in common. */
export function roleInput(role: Role) {
  return {
    RoleArn: role.roleArn,
    RoleSessionName: role.sessionName ?? SESSION_NAME,
    DurationSeconds: role.durationInSeconds,
    Policy: role.policy,
    PolicyArns: role.policyArns?.map((arn) => ({ arn })),
  };
}

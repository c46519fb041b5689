import * as sdk from "@aws-sdk/client-secrets-manager";
import { createSigner, type AwsReader, type SignerEvent } from "../../resources/signer";
import { netSuiteAssertion, readWithKeyId, refusedBy } from "../../resources/signer/schemes";
import type { SigningClient } from "../../workbench/signingClients";

const PATH = "/services/rest/auth/oauth2/v1/token";

interface Setting {
  readonly aws: sdk.SecretsManagerClient;
  readonly privateKeySecretArn: string;
  /** Of the partner. */
  readonly url: string;
}

/** A service that signs with ids that the partner assigned. */
export function netSuiteClient(
  { aws, privateKeySecretArn, url }: Setting,
  onEvent: (event: SignerEvent) => void,
): SigningClient {
  const reader: AwsReader = {
    privateKeySecretArn,
    async read(SecretId, VersionStage) {
      const { VersionId = "", SecretString = "" } = await aws.send(
        new sdk.GetSecretValueCommand({ SecretId, VersionStage }),
      );
      return { versionId: VersionId, value: SecretString };
    },
    async tags(SecretId) {
      return (await aws.send(new sdk.DescribeSecretCommand({ SecretId }))).Tags ?? [];
    },
  };
  const read = readWithKeyId();
  const signer = createSigner({
    privateKeySecretArn,
    maxAge: 1,
    read: async (arn, stage) => read(arn, stage, reader),
    onEvent,
  });
  const tokenUrl = `${url}${PATH}`;
  const assertion = netSuiteAssertion({ clientId: "client-1", tokenUrl, scope: "rest_webservices" });
  return {
    name: "the signer, with ids that the partner assigned",
    async send(id) {
      const answer = await signer.run(
        async (key) =>
          fetch(tokenUrl, {
            method: "POST",
            body: new URLSearchParams({ client_assertion: assertion(key) }),
            headers: { "x-request-id": id },
          }),
        refusedBy.netsuite,
      );
      await answer.arrayBuffer();
      return answer.status;
    },
    close: () => signer.close(),
  };
}

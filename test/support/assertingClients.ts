import * as sdk from "@aws-sdk/client-secrets-manager";
import { createSigner, type AwsReader, type SignerEvent, type SigningKey } from "../../resources/signer";
import { netSuiteAssertion, oktaAssertion, readWithKeyId, refusedBy } from "../../resources/signer/schemes";
import type { SigningClient } from "../../workbench/signingClients";

interface Setting {
  readonly aws: sdk.SecretsManagerClient;
  readonly privateKeySecretArn: string;
  /** Of the partner. */
  readonly url: string;
  readonly onEvent: (event: SignerEvent) => void;
}

/** A service that signs with ids that the partner assigned. */
export function netSuiteClient(setting: Setting): SigningClient {
  const tokenUrl = `${setting.url}/services/rest/auth/oauth2/v1/token`;
  const assertion = netSuiteAssertion({ clientId: "client-1", tokenUrl, scope: "rest_webservices" });
  return assertingClient(setting, { tokenUrl, assertion, refused: refusedBy.netsuite, read: readWithKeyId() });
}

/** A service whose partner knows its keys by their thumbprint. */
export function oktaClient(setting: Setting): SigningClient {
  const tokenUrl = `${setting.url}/oauth2/v1/token`;
  const assertion = oktaAssertion({ clientId: "client-1", tokenUrl });
  const read: ReturnType<typeof readWithKeyId> = (arn, stage, reader) => reader.read(arn, stage);
  return assertingClient(setting, { tokenUrl, assertion, refused: refusedBy.okta, read });
}

interface Scheme {
  readonly tokenUrl: string;
  readonly assertion: (key: SigningKey) => string;
  readonly refused: (typeof refusedBy)["okta"];
  readonly read: ReturnType<typeof readWithKeyId>;
}

function assertingClient({ aws, privateKeySecretArn, onEvent }: Setting, scheme: Scheme): SigningClient {
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
  const { tokenUrl, assertion, refused, read } = scheme;
  const signer = createSigner({
    privateKeySecretArn,
    maxAge: 1,
    read: async (arn, stage) => read(arn, stage, reader),
    onEvent,
  });
  return {
    name: "the signer, with assertions",
    async send(id) {
      const answer = await signer.run(
        async (key) =>
          fetch(tokenUrl, {
            method: "POST",
            body: new URLSearchParams({ client_assertion: assertion(key) }),
            headers: { "x-request-id": id },
          }),
        refused,
      );
      await answer.arrayBuffer();
      return answer.status;
    },
    close: () => signer.close(),
  };
}

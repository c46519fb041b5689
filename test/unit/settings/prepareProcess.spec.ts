import * as assert from "node:assert/strict";
import { prepareProcess } from "../../../resources/aws/prepareProcess";
import { readSettings } from "../../../resources/aws/settings/readSettings";

type Texts = Readonly<Record<string, string>>;

/** What the config says, the variables of the process before, and those that it has then beside them. */
const ROWS: readonly (readonly [string, Readonly<Record<string, unknown>>, Texts, Texts])[] = [
  ["nothing", {}, {}, {}],
  [
    "what the SDK takes as an option",
    { region: "eu-central-1", maxRetries: 3, httpsProxy: "http://127.0.0.1:1" },
    {},
    {},
  ],
  ["a profile", { profile: "prod" }, { AWS_PROFILE: "dev" }, { AWS_PROFILE: "prod" }],
  ["the profile of another SDK's variable", {}, { AWS_DEFAULT_PROFILE: "dev" }, { AWS_PROFILE: "dev" }],
  ["that variable beside the SDK's own", {}, { AWS_PROFILE: "prod", AWS_DEFAULT_PROFILE: "dev" }, {}],
  ["that variable beside an empty one", {}, { AWS_PROFILE: "", AWS_DEFAULT_PROFILE: "dev" }, { AWS_PROFILE: "dev" }],
  [
    "shared files",
    { sharedConfigFiles: ["/etc/aws/config"], sharedCredentialsFiles: "/etc/aws/credentials" },
    { AWS_CONFIG_FILE: "/root/config" },
    { AWS_CONFIG_FILE: "/etc/aws/config", AWS_SHARED_CREDENTIALS_FILE: "/etc/aws/credentials" },
  ],
  ["no instance", { skipMetadataApiCheck: "true" }, {}, { AWS_EC2_METADATA_DISABLED: "true" }],
  [
    "an instance, which leaves the variable as it is",
    { skipMetadataApiCheck: false },
    { AWS_EC2_METADATA_DISABLED: "true" },
    {},
  ],
  [
    "where the instance is asked",
    { ec2MetadataServiceEndpoint: "http://[fd00:ec2::254]", ec2MetadataServiceEndpointMode: "IPv6" },
    {},
    {
      AWS_EC2_METADATA_SERVICE_ENDPOINT: "http://[fd00:ec2::254]",
      AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: "IPv6",
    },
  ],
];

describe("what the AWS SDK takes from its process", () => {
  for (const [what, config, before, more] of ROWS) {
    it(`is told of ${what}`, () => {
      const { settings, problems } = readSettings((key) => config[key.replace(/^aws:/, "")]);
      assert.deepEqual(problems, []);
      const environment = { ...before };
      prepareProcess(settings, environment);
      assert.deepEqual(environment, { ...before, ...more });
    });
  }
});

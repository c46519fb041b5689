import { NodeHttpHandler } from "@smithy/node-http-handler";
import { profileSetting } from "./profileSetting";
import { firstOf, type AwsSettings, type ReadEnvironment } from "./settings/awsSettings";
import { proxiesOf, Transport } from "./transport";

/** The way to AWS that the settings name, then the variables, then the profile: the order of the AWS provider. */
export function openTransport(
  settings: AwsSettings,
  environment: ReadEnvironment,
  tell: (line: string) => void,
): Transport {
  return new Transport(
    proxiesOf(settings, environment),
    () => caFileOf(settings, environment),
    tell,
    (options) => new NodeHttpHandler(options),
  );
}

/** The CA bundle to trust; `undefined` trusts the system's. */
export async function caFileOf(settings: AwsSettings, environment: ReadEnvironment): Promise<string | undefined> {
  const caBundle = settings.customCaBundle ?? firstOf(environment, "AWS_CA_BUNDLE");
  return caBundle ?? profileSetting("ca_bundle", environment);
}

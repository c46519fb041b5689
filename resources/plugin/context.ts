import type { KindContext } from "../kinds/keyKind";
import type { SettingsRead } from "../aws/settings/readSettings";
import type { JwksAnswer } from "./activation/jwksDocument";
import type { SecretStore } from "../secrets/secretStore";

/** The effects of an operation that never reaches AWS: everything that is not a pure function of its inputs. */
export interface LocalContext extends KindContext {
  /** A fresh UUID: ClientRequestToken, and so the version id. */
  readonly newToken: () => string;
  /** The AWS settings that this process was configured with, and what is wrong with them. */
  readonly awsSettings: () => SettingsRead;
  /** The region of the profile in use, from the shared files. */
  readonly profileRegion: () => Promise<string | undefined>;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Fetches the JWKS that is published at a URL; what went wrong is an answer. */
  readonly askJwks: (url: string) => Promise<JwksAnswer>;
}

/** The effects of an operation in one region. */
export interface Context extends LocalContext {
  /** Opens the store of that region: the first time it loads the AWS client. Throws where the AWS settings are wrong. */
  readonly openStore: () => SecretStore;
}

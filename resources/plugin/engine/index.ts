/** Entry of the plugin process: real effects, made only when an operation asks for them. */
import { randomBytes, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { holdBack } from "../../aws/childProcess";
import { prepareProcess } from "../../aws/prepareProcess";
import { readSettings } from "../../aws/settings/readSettings";
import { failure } from "../../errors";
import type { SecretStore } from "../../secrets/secretStore";
import type { Context, LocalContext } from "../context";
import type { Provider } from "./engineProvider";
import { makeProviders } from "./providers";

// The settings of the stack config, told by the engine before the first operation
let aws = readSettings(() => undefined, process.env);
const stores = new Map<string, SecretStore>();

function storeOf(region: string): SecretStore {
  if (aws.problems.length > 0) {
    throw failure("ERR_INVALID_INPUT", { doing: "reading the AWS settings", what: aws.problems.join("; ") });
  }
  const known = stores.get(region);
  if (known !== undefined) return known;
  // Loading the AWS client takes a while, and most runs change nothing
  /* eslint-disable @typescript-eslint/no-require-imports */
  const { openClient } = require("../../aws/client") as typeof import("../../aws/client");
  const { secretsManagerStore } =
    require("../../secrets/secretsManager") as typeof import("../../secrets/secretsManager");
  /* eslint-enable @typescript-eslint/no-require-imports */
  const store = secretsManagerStore(openClient(region, aws.settings, (name) => process.env[name], local.tell));
  stores.set(region, store);
  return store;
}

const local: LocalContext = {
  now: () => new Date(),
  newToken: () => randomUUID(),
  randomBytes: (size) => randomBytes(size),
  readEnvironment: (name) => process.env[name],
  readSecretVariable: (name) => {
    holdBack(name);
    return process.env[name];
  },
  awsSettings: () => aws,
  profileRegion: async () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { profileSetting } = require("../../aws/profileSetting") as typeof import("../../aws/profileSetting");
    return profileSetting("region", (name) => process.env[name]);
  },
  readFile: (path) => readFile(path, "utf8").catch(absentIsUndefined),
  wait: (milliseconds) => wait(milliseconds),
  askJwks: (url) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { getDocument } = require("../../aws/getDocument") as typeof import("../../aws/getDocument");
    return getDocument(url, aws.settings, (name) => process.env[name]);
  },
  tell: (line) => console.log(line),
};

function absentIsUndefined(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

const open = (region: string): Context => ({ ...local, openStore: () => storeOf(region) });

// Never async and never throwing: the host uses a provider before `configure` has settled, and caches one that failed
const configure: NonNullable<Provider["configure"]> = async ({ config }) => {
  aws = readSettings((key) => config.get(key), process.env);
  prepareProcess(aws.settings, process.env);
};

const providers = Object.entries(makeProviders(open, local));

// By the name of their resource type: so `__provider` in every state asks for them
export = Object.fromEntries(providers.map(([type, provider]) => [type, { ...provider, configure }]));

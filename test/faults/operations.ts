import type { KeyVersion } from "../../resources";
import type { PluginEngine, Program } from "./pluginEngine";

const OWNER = "scratch/production/";

export interface Choice {
  readonly name: string;
  readonly rotation?: string;
  readonly team?: string;
  readonly mode?: "acknowledged" | "immediate";
  readonly acknowledgedFingerprint?: string;
}

/** The resources of PartnerCredentials, as the engine would hand them to the plugin. */
export function program({
  name,
  rotation = "1",
  team = "a",
  mode = "acknowledged",
  acknowledgedFingerprint,
}: Choice): Program {
  const container = { region: "us-east-1", recoveryWindowInDays: 7, tags: { team } };
  return {
    apiKey: { ...container, owner: OWNER + "api", secretName: `${name}/apikey`, generate: {} },
    keyPair: {
      ...container,
      owner: OWNER + "pair",
      secretName: `${name}/private.pem`,
      publishAs: "pending",
      keepers: { rotation },
    },
    activation: ({ secretArn, versionId, fingerprint, publicKeyPem }) => ({
      region: "us-east-1",
      owner: OWNER + "activation",
      secretArn,
      candidate: { versionId, fingerprint, publicKeyPem },
      mode,
      ...(acknowledgedFingerprint === undefined ? {} : { acknowledgedFingerprint }),
    }),
  };
}

/** An operation into which faults are thrown. */
export interface FaultyOperation {
  readonly title: string;
  /** Brings a new engine to where the operation starts. */
  prepare(engine: PluginEngine, name: string): Promise<void>;
  run(engine: PluginEngine, name: string): Promise<void>;
  /** The `up` that follows a failure. */
  recover(engine: PluginEngine, name: string): Promise<void>;
}

const pendingFingerprint = (engine: PluginEngine) =>
  (engine.outputs("RsaKeyPair") as unknown as KeyVersion).fingerprint;

function operation(
  title: string,
  before: readonly Omit<Choice, "name">[],
  goal: Omit<Choice, "name">,
): FaultyOperation {
  const run = (engine: PluginEngine, name: string) => engine.up(program({ name, ...goal }));
  return {
    title,
    async prepare(engine, name) {
      for (const choice of before) await engine.up(program({ name, ...choice }));
    },
    run,
    recover: run,
  };
}

const acknowledge = (engine: PluginEngine, name: string) =>
  engine.up(program({ name, rotation: "2", acknowledgedFingerprint: pendingFingerprint(engine) }));

export const OPERATIONS: readonly FaultyOperation[] = [
  operation("create", [], {}),
  operation("update", [{}], { team: "b" }),
  operation("rotate (acknowledged)", [{}], { rotation: "2" }),
  operation("rotate (immediate)", [{ mode: "immediate" }], { mode: "immediate", rotation: "2" }),
  {
    ...operation("promote", [{}, { rotation: "2" }], {}),
    run: acknowledge,
    recover: acknowledge,
  },
  { ...operation("delete", [{}], {}), run: (engine) => engine.destroy() },
];

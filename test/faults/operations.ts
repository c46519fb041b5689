import type { KeyVersion } from "../../resources";
import type { Declared, PluginEngine, Props } from "./pluginEngine";

const OWNER = "scratch/production/";

export interface Choice {
  readonly name: string;
  readonly rotation?: string;
  readonly team?: string;
  readonly mode?: "acknowledged" | "immediate";
  readonly acknowledgedFingerprint?: string;
}

/** The resources of PartnerCredentials, as the engine would hand them to the plugin. */
export function program(choice: Choice): Declared[] {
  const { name, rotation = "1", team = "a", mode = "acknowledged", acknowledgedFingerprint } = choice;
  const place = (resource: string) => ({ region: "us-east-1", owner: OWNER + resource });
  const container = { recoveryWindowInDays: 7, tags: { team } };
  const activated = (key: Props) => ({
    secretArn: key["secretArn"],
    candidate: Object.fromEntries(["versionId", "fingerprint", "publicKeyPem"].map((field) => [field, key[field]])),
  });
  return [
    {
      name: "api",
      kind: "ApiKey",
      inputs: () => ({ ...place("api"), ...container, secretName: `${name}/apikey`, generate: {} }),
    },
    {
      name: "pair",
      kind: "RsaKeyPair",
      inputs: () => ({
        ...place("pair"),
        ...container,
        secretName: `${name}/private.pem`,
        publishAs: "pending",
        keepers: { rotation },
      }),
    },
    {
      name: "activation",
      kind: "Activation",
      inputs: (outputs) => ({
        ...place("activation"),
        ...activated(outputs("pair")),
        mode,
        ...(acknowledgedFingerprint === undefined ? {} : { acknowledgedFingerprint }),
      }),
    },
    {
      name: "api-activation",
      kind: "Activation",
      inputs: (outputs) => ({ ...place("api-activation"), ...activated(outputs("api")), mode: "immediate" }),
    },
  ];
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

const pendingFingerprint = (engine: PluginEngine) => (engine.outputs("pair") as unknown as KeyVersion).fingerprint;

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

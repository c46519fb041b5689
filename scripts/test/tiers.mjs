const SECOND = 1_000;

/**
 * Cheapest first; docs/testing.md says what each tier claims.
 *
 * `limit`: for one test, in milliseconds. It ends what hangs and is no measure: a machine with other work passes too.
 * `row`: what can be run alone, a test or, where tests build on one another, the outermost `describe`.
 * `sampled`: `npm test` runs as many of its rows as cover everything that its rows say they cover.
 * `split`: each spec file is a job of its own, since it has a server and a folder of its own.
 *
 * `pooledKeys`: RSA keys come from test/support/quick/keyPool.cjs; how they are made is tested in `unit`.
 *
 * @type {Record<string, { limit: number, row: "test" | "describe", sampled?: true, split?: true, pooledKeys?: true }>}
 */
export const TIERS = {
  unit: { limit: 60 * SECOND, row: "describe" },
  bootstrap: { limit: 60 * SECOND, row: "describe" },
  types: { limit: 60 * SECOND, row: "describe" },
  provider: { limit: 60 * SECOND, row: "describe", pooledKeys: true },
  emulator: { limit: 60 * SECOND, row: "describe" },
  contract: { limit: 60 * SECOND, row: "describe" },
  pipelines: { limit: 60 * SECOND, row: "describe" },
  browser: { limit: 60 * SECOND, row: "describe" },
  program: { limit: 60 * SECOND, row: "describe" },
  plugin: { limit: 600 * SECOND, row: "describe" },
  engine: { limit: 600 * SECOND, row: "describe", sampled: true, split: true },
  languages: { limit: 600 * SECOND, row: "describe", sampled: true, split: true },
  faults: { limit: 1200 * SECOND, row: "test", sampled: true, split: true },
  kills: { limit: 1200 * SECOND, row: "test", sampled: true, split: true },
  upgrade: { limit: 600 * SECOND, row: "describe" },
  package: { limit: 600 * SECOND, row: "describe", sampled: true },
};

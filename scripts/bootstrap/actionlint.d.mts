/** Builds the linter of workflow files under `root`; where Go cannot, a marker says why. Throws then in CI. */
export function actionlint(root: string, env?: NodeJS.ProcessEnv): Promise<void>;

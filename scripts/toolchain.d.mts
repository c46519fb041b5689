/** PULUMI_PARTNER_KEYS_CACHE, or `pulumi-partner-keys` in the user's cache folder. */
export function cacheRoot(env?: NodeJS.ProcessEnv): string;

/**
 * Folder to put first on PATH: holds `pulumi`, `pulumi-language-nodejs` and `pulumi-resource-pulumi-nodejs`.
 * Throws when bootstrap has not run; the message says what to run.
 */
export function pulumiBinDir(env?: NodeJS.ProcessEnv): string;

/** The Python to run `-m moto.server` with; undefined where there is no Python 3. Throws when bootstrap has not run. */
export function motoPython(env?: NodeJS.ProcessEnv): string | undefined;

/** The Python to run `-m check_jsonschema` with; undefined where there is no Python 3. Throws when bootstrap has not run. */
export function checkJsonSchemaPython(env?: NodeJS.ProcessEnv): string | undefined;

/** The linter of workflow files; undefined where there is no Go to build it. Throws when bootstrap has not run. */
export function actionlintExecutable(env?: NodeJS.ProcessEnv): string | undefined;

/**
 * Folder whose node_modules hold Node 22 or 24, the newest @pulumi/pulumi, typescript, ts-node and @types/node; undefined
 * on a platform without such a Node. Throws when bootstrap has not run.
 */
export function newerNodePrefix(major: 22 | 24, env?: NodeJS.ProcessEnv): string | undefined;

/** The `node` inside {@link newerNodePrefix}. */
export function newerNodeExecutable(major: 22 | 24, env?: NodeJS.ProcessEnv): string | undefined;

/** Names of the folders under {@link cacheRoot}; they carry the version. */
export const pulumiFolderName: string;
export const motoFolderName: string;
export const checkJsonSchemaFolderName: string;
export const actionlintFolderName: string;
export function newerNodeFolderName(major: 22 | 24): string;

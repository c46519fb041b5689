import { join } from "node:path";
import * as ts from "typescript";
import { toolchain } from "../../../workbench/toolchain";
import type { ProjectOptions } from "../../../workbench/pulumiProject";

const PRELOADS = ["lateModules.cjs", "keyPool.cjs"].map((name) => `--require ${join(__dirname, name)}`).join(" ");

/**
 * The same project with what costs time and is not what is tested left away: the program is JavaScript, the SDK loads late
 * what it does not need, and RSA keys come from a pool. docs/testing.md has the seconds.
 */
export async function quickly(options: ProjectOptions & { readonly program: string }): Promise<ProjectOptions> {
  const { cacheRoot } = await toolchain();
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  return {
    ...options,
    program: ts.transpileModule(options.program, { compilerOptions }).outputText,
    isJavaScript: true,
    env: { ...options.env, NODE_OPTIONS: PRELOADS, TEST_KEY_POOL: join(cacheRoot(), "test-keys") },
  };
}

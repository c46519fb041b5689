// All is loaded from the program's folder, and nothing from where the plugin lies: the code of the keys runs in Pulumi's own
// plugin process, which loads it from that folder, and the component has to be of the same package. So the plugin may lie in
// that package, on PATH or among the engine's plugins.
import { createRequire } from "node:module";
import { join } from "node:path";
import type * as provider from "@pulumi/pulumi/provider";
import { failure } from "../resources/errors";
import { notInFolder } from "../resources/words/notInFolder";
import type * as stacks from "../stacks";

const PACKAGE = "pulumi-partner-keys";
const SDK = "@pulumi/pulumi";

/**
 * What answers the engine. Without an SDK in the folder it is the plugin's own, where there is one: it can tell what is
 * missing in the words of {@link componentOf}.
 */
export function providerOf(folder: string): typeof provider {
  const load = loaderOf(folder);
  const found = finds(load, SDK) ? load : createRequire(__filename);
  if (!finds(found, SDK)) throw failure("ERR_INVALID_INPUT", notInFolder(SDK, folder));
  return found(`${SDK}/provider`) as typeof provider;
}

/** @throws PartnerKeysError if the folder has no package, or one of another version than the plugin */
export function componentOf(
  folder: string,
  plugin: { readonly version: string; readonly path: string },
): typeof stacks.PartnerCredentials {
  const load = loaderOf(folder);
  for (const name of [PACKAGE, SDK])
    if (!finds(load, name)) throw failure("ERR_INVALID_INPUT", notInFolder(name, folder));
  const { version } = load(`${PACKAGE}/package.json`) as { readonly version: string };
  if (version !== plugin.version)
    throw failure("ERR_INVALID_INPUT", {
      doing: `loading ${PACKAGE} from ${folder}`,
      what: `it is version ${version}, and the plugin that Pulumi started is version ${plugin.version} (${plugin.path})`,
      advice: `give both the same version: npm install ${PACKAGE}@${plugin.version} there, or another plugin`,
    });
  return (load(`${PACKAGE}/stacks`) as typeof stacks).PartnerCredentials;
}

function loaderOf(folder: string): NodeJS.Require {
  return createRequire(join(folder, "_.js"));
}

function finds(load: NodeJS.Require, name: string): boolean {
  try {
    load.resolve(`${name}/package.json`);
    return true;
  } catch {
    return false;
  }
}

import { markdownTable } from "../../workbench/table.cjs";
import { rowsOf } from "./rows.mjs";

/**
 * A row for each bundle that took a rotation.
 *
 * @param {string} folder
 * @returns {import("../docs.mjs").Block[]}
 */
export function bundlers(folder) {
  /** @type {{ bundler: string, version: string, format: string, sdk: string, settings: string, bytes: number }[]} */
  const rows = rowsOf(folder, "bundles").flat();
  const body = rows.map(({ bundler, version, format, sdk, settings, bytes }) => {
    return [bundler, version, format, sdk, settings, `${Math.round(bytes / 1000)} kB`];
  });
  const head = ["Bundler", "Version", "Format", "The AWS SDK", "Settings", "Size"];
  return [{ page: "resources/signer.md", text: markdownTable(head, body) }];
}

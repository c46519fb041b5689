import { ROWS, type SettingRow } from "../../resources/aws/settings/rows";
import { markdownTable } from "../../workbench/table.cjs";

/** The table of docs/configuration.md. */
export function settingsTable(): string {
  const rows = Object.entries<SettingRow>(ROWS).map(([name, { page, variables = [] }]) => {
    const said = variables.map((variable) => `\`${variable}\``).join(", ");
    return [`\`${name}\``, ...page, said];
  });
  return markdownTable(["setting", "forms", "what is done", "variables"], rows);
}

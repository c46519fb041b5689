import { ROWS, type Row } from "../resources/aws/settings/rows";

/** The table of docs/configuration.md. */
export function settingsTable(): string {
  const rows = Object.entries<Row<unknown>>(ROWS).map(
    ([
      name,
      {
        page: [forms, effect],
        variables = [],
      },
    ]) => {
      const said = variables.map((variable) => `\`${variable}\``).join(", ");
      return `| \`${name}\` | ${forms} | ${effect} | ${said} |`;
    },
  );
  return ["| setting | forms | what is done | variables |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

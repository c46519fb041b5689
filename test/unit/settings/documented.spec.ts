import { settingsTable } from "../../../scripts/docs/settingsTable";
import { assertHasTable } from "../../support/documents";

describe("docs/configuration.md", () => {
  it("has the table of settings as npm run docs settings writes it", () =>
    assertHasTable("configuration.md", settingsTable(), "npm run docs settings"));
});

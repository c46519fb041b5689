import { settingsTable } from "../../../scripts/settingsTable";
import { assertHasTable } from "../../support/documents";

describe("docs/configuration.md", () => {
  it("has the table of settings as npm run settings writes it", () =>
    assertHasTable("configuration.md", settingsTable(), "npm run settings"));
});

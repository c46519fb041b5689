import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { KINDS } from "../support/keyPairKinds";
import { CLIENTS, NOT_RUN } from "../support/clients/clients";
import { clientRows, type Row } from "../support/clients/clientsTable";
import { REPOSITORY } from "../../workbench/repository";

/** The rows of the page, by client. */
function rowsOfPage(): ReadonlyMap<string, Row> {
  const lines = readFileSync(join(REPOSITORY, "docs", "clients.md"), "utf8").split("\n");
  const rows = lines.filter((line) => line.startsWith("| ")).map((line) => line.slice(2, -2).split("|"));
  return new Map(
    rows.map((cells) => {
      const [client = "", version = "", ...others] = cells.map((cell) => cell.trim());
      return [client, { client, version, cells: others }];
    }),
  );
}

describe("clients", () => {
  const page = rowsOfPage();
  let seen: readonly Row[];
  before(async () => {
    seen = await clientRows();
    const missing = Object.keys(CLIENTS).filter((client) => !seen.some((row) => row.client === client));
    if (missing.length > 0) console.log(`not on this machine, their rows are left out: ${missing.join("; ")}`);
  });

  it("are all on the page, with a cell for every kind of key", () => {
    for (const client of [...Object.keys(CLIENTS), ...Object.keys(NOT_RUN)])
      assert.equal(page.get(client)?.cells.length, KINDS.length, client);
  });

  it("that were not run are marked so, and the others have their version", () => {
    for (const [client, { version }] of page)
      if (client !== "client" && !client.startsWith("-"))
        assert.equal(version === "not run", client in NOT_RUN, client);
  });

  it("read the form that the page says to write, and with the version of the page what it says and no more", () => {
    assert.ok(seen.length >= 1);
    for (const { client, version, cells } of seen) {
      const said = page.get(client);
      assert.ok(said !== undefined);
      if (version === said.version) assert.deepEqual(cells, said.cells, client);
      for (const [i, cell] of said.cells.entries()) {
        const [write = ""] = cell.split(", ");
        if (write !== "–") assert.ok(cells[i]?.includes(write), `${client} ${version}: ${KINDS[i]?.name ?? ""}`);
      }
    }
  });
});

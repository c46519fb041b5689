import * as assert from "node:assert/strict";
import { join } from "node:path";
import * as ts from "typescript";
import { KINDS } from "../../resources/kinds/kinds";
import { ACTIVATION_INPUTS } from "../../resources/plugin/activation/activationInputs";
import type { InputTable } from "../../resources/rules/inputTable";
import { REPOSITORY } from "../../workbench/repository";

const ENTRY = join(REPOSITORY, "resources/index.ts");
const TABLES: Readonly<Record<string, InputTable>> = {
  ...Object.fromEntries(Object.entries(KINDS).map(([name, { inputs }]) => [`${name}Args`, inputs])),
  ActivationArgs: ACTIVATION_INPUTS,
};

/** The editor shows what a change of an input asks for; the plugin does what the row of the input says. */
describe("types: @onChange in the docstring of an input", () => {
  const documented = new Map<string, string | undefined>();

  before(() => {
    const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16, noEmit: true };
    const program = ts.createProgram([ENTRY], { ...options, moduleResolution: ts.ModuleResolutionKind.Node16 });
    const checker = program.getTypeChecker();
    const source = program.getSourceFile(ENTRY);
    const module = source && checker.getSymbolAtLocation(source);
    assert.ok(module);
    for (const exported of checker.getExportsOfModule(module)) {
      if (!Object.hasOwn(TABLES, exported.name)) continue;
      const type = checker.getDeclaredTypeOfSymbol(checker.getAliasedSymbol(exported));
      for (const property of type.getProperties()) {
        const tag = property.getJsDocTags(checker).find(({ name }) => name === "onChange");
        documented.set(`${exported.name}.${property.name}`, ts.displayPartsToString(tag?.text));
      }
    }
  });

  for (const [args, table] of Object.entries(TABLES))
    it(`of ${args} is the effect that its row has`, () => {
      // The others are written by check, and no program gives them
      const rows = Object.entries(table).filter(([input]) => documented.has(`${args}.${input}`));
      assert.ok(rows.length >= 6, `${rows.length} inputs are documented`);
      assert.deepEqual(
        rows.map(([input]) => [input, /^\*\*(\w+)\*\*/.exec(documented.get(`${args}.${input}`) ?? "")?.[1]]),
        rows.map(([input, { onChange }]) => [input, onChange]),
      );
    });
});

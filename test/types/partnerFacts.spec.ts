import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { QREDO } from "../../resources/partners/qredo";
import { REPOSITORY } from "../../workbench/repository";

const { name, headers, shortFingerprint, issued } = QREDO;
/** What no program text but the row may have. Types and comments may: they are what people read. */
const FACTS = [name, ...Object.values(headers), shortFingerprint.form, issued.keyId];
const holds = (text: string, fact: string) => new RegExp(`(?<![a-z_])${fact}(?![a-z_])`, "i").test(text);

/** The texts of a file that are values: neither types, nor what it imports. */
function textsOf(file: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isInterfaceDeclaration(node) || ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
    if (ts.isExportDeclaration(node)) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      texts.push(node.text);
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) texts.push(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true));
  return texts;
}

describe("the facts of a partner", () => {
  const files = ["resources", "stacks"].flatMap((room) =>
    readdirSync(join(REPOSITORY, room), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => join(room, path)),
  );
  const holding = (file: string) => {
    const texts = textsOf(join(REPOSITORY, file));
    return FACTS.filter((fact) => texts.some((text) => holds(text, fact)));
  };

  it("stand in its row", () => {
    assert.ok(files.length > 100, "the files were not found");
    assert.deepEqual(holding(join("resources", "partners", "qredo.ts")), FACTS);
  });

  it("and nowhere else", () => {
    const others = files.filter((file) => !file.endsWith("qredo.ts"));
    assert.deepEqual(
      others.flatMap((file) => holding(file).map((fact) => `${file}: ${fact}`)),
      [],
    );
  });
});

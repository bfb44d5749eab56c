import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';

const LIBS = resolve('libs');

interface PublicFunction {
  readonly name: string;
  /** Below libs/. */
  readonly file: string;
  readonly docstring: string;
}

/** The functions that the door of a library gives out: what `index.ts` exports, followed to where it is declared. */
function publicFunctions(library: string): readonly PublicFunction[] {
  return exportsOf(join(LIBS, library, 'index.ts')).filter(({ file }) => !file.includes('/testing/'));
}

function exportsOf(path: string): readonly PublicFunction[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) return reExported(path, statement);
    if (!isExported(statement)) return [];
    return declared(statement).map(({ name, node }) => ({
      name,
      file: relative(LIBS, path),
      docstring: docstringOf(node, source),
    }));
  });
}

function reExported(path: string, statement: ts.ExportDeclaration): readonly PublicFunction[] {
  const { moduleSpecifier, exportClause } = statement;
  if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier) || statement.isTypeOnly) return [];
  const from = join(path, '..', `${moduleSpecifier.text}.ts`);
  const all = exportsOf(from);
  if (!exportClause || !ts.isNamedExports(exportClause)) return all;
  const names = new Set(exportClause.elements.map(({ name, propertyName }) => (propertyName ?? name).text));
  return all.filter(({ name }) => names.has(name));
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** Functions, and constants that are functions. */
function declared(statement: ts.Statement): readonly { readonly name: string; readonly node: ts.Node }[] {
  if (ts.isFunctionDeclaration(statement)) {
    return [{ name: statement.name?.text ?? 'default', node: statement }];
  }
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations
    .filter(({ initializer }) => initializer && ts.isArrowFunction(initializer))
    .map(({ name }) => ({ name: name.getText(), node: statement }));
}

function docstringOf(node: ts.Node, source: ts.SourceFile): string {
  const comments = ts.getLeadingCommentRanges(source.text, node.getFullStart()) ?? [];
  const last = comments.at(-1);
  const text = last ? source.text.slice(last.pos, last.end) : '';
  return text.startsWith('/**') ? text : '';
}

const libraries = readdirSync(LIBS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** What makes a signed file, or a part of one. */
const CREATING = ['asic', 'cades', 'pades', 'timestamp', 'xades', 'long-term'].map(
  (one) => `signature/${one}/`,
);
const MAKES = /^(sign|prepare|complete|extend|append|stamp|collect)[A-Z]/;

describe('the public functions of the libraries', () => {
  it.each(libraries)('say what they guarantee: %s', (library) => {
    const silent = publicFunctions(library).filter(({ docstring }) => wordsOf(docstring) < 4);
    expect(silent.map(({ name, file }) => `${file}: ${name}`)).toEqual([]);
  });

  it('name the clause that they follow, where they create signatures', () => {
    const creating = publicFunctions('signature').filter(
      ({ name, file }) => CREATING.some((folder) => file.startsWith(folder)) && MAKES.test(name),
    );
    expect(creating.length).toBeGreaterThan(15);
    const without = creating.filter(({ docstring }) => !/@standard (ETSI|RFC|ISO) .*\d/.test(docstring));
    expect(without.map(({ name, file }) => `${file}: ${name}`)).toEqual([]);
  });
});

/** Words before the first tag. */
function wordsOf(docstring: string): number {
  const [said = ''] = docstring.split(/^\s*\* @/m);
  return said.replace(/[/*]/g, ' ').split(/\s+/).filter(Boolean).length;
}

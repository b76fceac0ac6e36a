/**
 * Prints how the code stands: widths, lengths, who refuses, who describes a ticket. Numbers to
 * compare two checkouts with, not limits: those are in `npm run lint`.
 *
 *     node lint/measure.mts [folder of a checkout]
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const LONG_LINE = 100;
const LONG_FILE = 300;
const LONG_FUNCTION = 70;

interface Source {
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
}

function sources(root: string): readonly Source[] {
  const listed = execFileSync('git', ['-C', root, 'ls-files', 'src', 'test', 'bench'], {
    encoding: 'utf8',
  });
  return listed
    .split('\n')
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      return { path, text, lines: text.replace(/\n$/, '').split('\n') };
    });
}

interface Length {
  readonly at: string;
  readonly lines: number;
  /** Without the array or object that it ends with, as lint counts them. */
  readonly statements: number;
}

/** The array or object that a function ends with, whatever type stands around it. */
function declared({ body }: { readonly body: ts.Node }): ts.Node | undefined {
  const last = ts.isBlock(body) ? body.statements.at(-1) : undefined;
  let answer = ts.isBlock(body)
    ? last && ts.isReturnStatement(last)
      ? last.expression
      : undefined
    : (body as ts.Expression);
  while (
    answer &&
    (ts.isParenthesizedExpression(answer) ||
      ts.isAsExpression(answer) ||
      ts.isSatisfiesExpression(answer))
  ) {
    answer = answer.expression;
  }
  const isLiteral =
    answer && (ts.isArrayLiteralExpression(answer) || ts.isObjectLiteralExpression(answer));
  return isLiteral ? answer : undefined;
}

/** How many lines each function takes. `describe` callbacks are declarations and do not count. */
function functions({ path, text }: Source): readonly Length[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: Length[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const called = ts.isCallExpression(node.parent) ? node.parent.expression.getText() : '';
      const lineOf = (position: number) => file.getLineAndCharacterOfPosition(position).line;
      const from = lineOf(node.getStart());
      const lines = lineOf(node.end) - from + 1;
      const held = declared({ body: node.body });
      const statements = lines - (held ? lineOf(held.end) - lineOf(held.getStart()) : 0);
      if (!/^describe\b/.test(called)) {
        found.push({ at: `${path}:${from + 1}`, lines, statements });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function report(name: string, files: readonly Source[]) {
  const lines = files.flatMap((file) => file.lines).filter((line) => line.trim() !== '');
  const long = lines.filter((line) => line.length > LONG_LINE).length;
  const characters = lines.reduce((sum, line) => sum + line.length, 0);
  const all = files.flatMap(functions);
  const over = all.filter((one) => one.lines > LONG_FUNCTION);
  const declarations = over.filter((one) => one.statements <= LONG_FUNCTION);
  const tall = files.filter((file) => file.lines.length > LONG_FILE);
  console.log(
    [
      name.padEnd(6),
      `${files.length} files`,
      `${(characters / lines.length).toFixed(1)} characters a line`,
      `${((100 * long) / lines.length).toFixed(1)} % over ${LONG_LINE}`,
      `${tall.length} files over ${LONG_FILE}`,
      `${over.length} of ${all.length} functions over ${LONG_FUNCTION}`,
      `${declarations.length} of them by the list or object they end with`,
    ].join(', '),
  );
}

/** Where a pattern occurs outside the folders it belongs in. */
function places(files: readonly Source[], pattern: RegExp, home: RegExp) {
  const away = files.filter((file) => file.path.startsWith('src/') && !home.test(file.path));
  return away.flatMap((file) =>
    file.lines
      .map((line, index) => ({ line, at: `${file.path}:${index + 1}` }))
      .filter(({ line }) => pattern.test(line))
      .map(({ at }) => at),
  );
}

/**
 * Declarations (interfaces, types, schemas) that spell out a ticket's members: its number beside
 * its queue or its state.
 */
function ticketShapes(files: readonly Source[]): readonly string[] {
  const found: string[] = [];
  for (const { path, text } of files) {
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node) => {
      const members =
        ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node)
          ? node.members.map((member) => member.name?.getText())
          : ts.isObjectLiteralExpression(node) && /\bz\.\w+\(/.test(node.getText())
            ? node.properties.map((property) => property.name?.getText())
            : [];
      if (members.includes('number') && (members.includes('queue') || members.includes('state'))) {
        found.push(`${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return found;
}

const root = resolve(process.argv[2] ?? '.');
const files = sources(root);
for (const folder of ['src', 'test', 'bench']) {
  report(
    folder,
    files.filter((file) => file.path.startsWith(`${folder}/`)),
  );
}
const domain = /^src\/app\/domain\//;
const refusals = places(files, /new Refused\($|new Refused\(['`]|new Refused\(\w/, domain);
console.log(`${refusals.length} refusals outside the domain`, refusals);
const shapes = ticketShapes(files);
console.log(`${shapes.length} places that describe a ticket`, shapes);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** What the library's entry point exports, by name. */
const exported = [...read('src/index.ts').matchAll(/from '(\.\/[^']+)'/g)].flatMap(([, path]) =>
  [...read(`src/${path}.ts`).matchAll(/^export (?:abstract )?(class|interface|enum) (\w+)/gm)].map(
    ([, kind, name]) => ({ kind, name }),
  ),
);

test('every export is in API.md (npm run docgen writes it)', () => {
  const headings = new Set([...read('API.md').matchAll(/^### (\w+)/gm)].map(([, name]) => name));
  expect(exported.length).toBeGreaterThan(30);
  expect(exported.filter(({ name }) => !headings.has(name)).map(({ name }) => name)).toEqual([]);
});

test('API.md names nothing that is not exported', () => {
  const names = new Set(exported.map(({ name }) => name));
  const headings = [...read('API.md').matchAll(/^### (\w+)/gm)].map(([, name]) => name);
  expect(headings.filter((name) => !names.has(name))).toEqual([]);
});

test('every property of an export is in API.md', () => {
  const ids = new Set(
    [...read('API.md').matchAll(/ id="ticketero\.([\w.]+)"/g)].map(([, id]) => id),
  );
  const missing = [...read('src/index.ts').matchAll(/from '(\.\/[^']+)'/g)].flatMap(([, path]) => {
    const source = read(`src/${path}.ts`);
    const given = source.matchAll(/^export (?:abstract )?(?:class|interface) (\w+)[^]*?^\}/gm);
    return [...given].flatMap(([text, of]) =>
      [...text.matchAll(/^ {2}(?:public )?readonly (\w+)/gm)]
        .map(([, name]) => `${of}.property.${name}`)
        .filter((id) => !ids.has(id)),
    );
  });
  expect(missing).toEqual([]);
});

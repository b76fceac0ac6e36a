import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGES = join(__dirname, '../../../../src/app/pages');
const sheets = readdirSync(PAGES, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.css'))
  .map((name) => ({ name, css: readFileSync(join(PAGES, name), 'utf8') }));

/** What may move. Between two pairs of colours a text is, for a moment, as dark as its ground. */
const MOVES = ['transform', 'inline-size', 'opacity'];

/** The properties that a declaration of transitions names. */
const named = (value: string): readonly string[] =>
  value
    .replace(/\([^)]*\)/g, '')
    .split(',')
    .map((each) => each.trim().split(/\s+/)[0]);

const transitionsOf = (css: string): readonly string[] =>
  [...css.matchAll(/\btransition(?:-property)?:([^;}]+)/g)].flatMap(([, value]) => named(value));

/** Animations whose frames name a colour, with how their frames follow each other. */
function colouredOf(css: string): readonly string[] {
  const frames = [...css.matchAll(/@keyframes\s+([\w-]+)\s*\{((?:[^{}]*\{[^}]*\})*)/g)];
  const coloured = frames.filter(([, , body]) => /color|background|fill/.test(body));
  return coloured.flatMap(([, name]) =>
    [...css.matchAll(new RegExp(`animation:[^;}]*\\b${name}\\b[^;}]*`, 'g'))].map(([use]) => use),
  );
}

test('no colour fades: a button that is offered again can be read at once', () => {
  const found = sheets.flatMap(({ name, css }) =>
    transitionsOf(css)
      .filter((each) => !MOVES.includes(each))
      .map((each) => `${name}: ${each}`),
  );
  expect(sheets.flatMap(({ css }) => transitionsOf(css))).toContain('transform');
  expect(found).toEqual([]);
});

test('colours that alternate do so by steps', () => {
  const uses = sheets.flatMap(({ css }) => colouredOf(css));
  expect(uses).not.toEqual([]);
  expect(uses.filter((use) => !use.includes('step-end'))).toEqual([]);
});

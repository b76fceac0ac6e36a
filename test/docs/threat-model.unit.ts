import { files, textOf } from './markdown';

/** The threat model is compared with the repository: the tests it relies on exist. */

const PAGE = 'docs/threat-model.md';
const text = textOf(PAGE);
const sections = new Map(
  text
    .split(/^## /m)
    .slice(1)
    .map((each) => [each.split('\n', 1)[0], each] as const),
);
const chapters = [...sections].filter(([heading]) => /^V\d/.test(heading));
const testsIn = (part: string) => [...part.matchAll(/`(test\/[^`]+)`/g)].map(([, path]) => path);
/** The cells of a table's rows, without its head. */
const rowsOf = (part: string) =>
  part
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (Threat|Where|-)/.test(line))
    .map((line) => line.split('|').slice(1, -1));

test('each chapter of the standard is there, in order, and says what is open', () => {
  expect(chapters.map(([heading]) => heading.split(' ')[0])).toEqual(
    Array.from({ length: 17 }, (_, index) => `V${index + 1}`),
  );
  for (const [heading, part] of chapters) {
    const applies = !/^Not applicable: /m.test(part);
    expect([heading, /^Open: /m.test(part) || !applies]).toEqual([heading, true]);
    expect([heading, testsIn(part).length > 0]).toEqual([heading, applies]);
  }
});

test('each threat names the possible loss, and existing tests', () => {
  const known = new Set(files);
  for (const [heading, part] of chapters) {
    for (const [threat, asset, tests] of rowsOf(part)) {
      expect([heading, threat, asset.trim() !== '']).toEqual([heading, threat, true]);
      const named = testsIn(tests);
      expect([threat, named.length > 0]).toEqual([threat, true]);
      expect(named.filter((path) => !known.has(path))).toEqual([]);
      expect(named.filter((path) => !/\.(test|unit|slow)\.ts$/.test(path))).toEqual([]);
    }
  }
});

test('each file of routes has its line, with a test', () => {
  const lines = rowsOf(sections.get('Where they ask')!);
  const served = files.filter(
    (path) =>
      /^src\/app\/http\/(routes|serve)\/.*\.ts$/.test(path) &&
      /\b(route|router\.(get|post|all|use))\(/.test(textOf(path)),
  );
  expect(served.length).toBeGreaterThan(12);
  const listed = lines.map(([where]) => /`(.+)`/.exec(where)![1]);
  expect(served.filter((path) => !listed.includes(path))).toEqual([]);
  expect(listed.filter((path) => !files.includes(path))).toEqual([]);
  for (const [where, , tests] of lines) {
    const named = testsIn(tests);
    expect([where, named.length > 0]).toEqual([where, true]);
    expect(named.filter((path) => !files.includes(path))).toEqual([]);
  }
});

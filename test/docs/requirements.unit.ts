import { files, textOf } from './markdown';

const requirements = textOf('docs/requirements.md');
const defined = new Set(
  [...requirements.matchAll(/\*\*((?:RF|RN|TK|AL|UX|NF|PF|LEY|RAN)-\d+)\*\*/g)].map(([, id]) => id),
);
const cited = (text: string) =>
  [...text.matchAll(/\b(?:RF|RN|TK|AL|UX|NF|PF|LEY|RAN)-\d+\b/g)].map(([id]) => id);

test('every rule that is cited is defined', () => {
  const citing = files.filter(
    (path) =>
      /\.(tsx?|mts|md)$/.test(path) &&
      path !== 'API.md' &&
      path !== 'test/docs/requirements.unit.ts',
  );
  const unknown = citing.flatMap((path) =>
    cited(textOf(path))
      .filter((id) => !defined.has(id))
      .map((id) => `${path}: ${id}`),
  );
  expect(unknown).toEqual([]);
});

test('every id is defined once', () => {
  const ids = [...requirements.matchAll(/\*\*((?:RF|RN|TK|AL|UX|NF|PF|LEY|RAN)-\d+)\*\*/g)].map(
    ([, id]) => id,
  );
  expect(ids.length).toBeGreaterThan(60);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('code and tests point to no document outside the repository', () => {
  const code = files.filter((path) =>
    /^(src|test|bench|examples|lint|packaging)\/.*\.(tsx?|mts)$/.test(path),
  );
  const pointers = new RegExp(
    [
      /\bdesign,? section|section \d+ of the design|design's section/,
      /reference's section|the original's R[NF]|the card asks/,
    ]
      .map(({ source }) => source)
      .join('|'),
  );
  expect(
    code.filter((path) => path !== 'test/docs/requirements.unit.ts' && pointers.test(textOf(path))),
  ).toEqual([]);
});

import { namedApart, toldApart } from '../../../../src/app/domain/model/told-apart';

const names = (...all: readonly string[]) =>
  toldApart(
    all.map((name, at) => ({ name, at })),
    ({ name }) => name,
    ({ at }) => `n${at}`,
  );

test('where two names look the same, each gets its mark', () => {
  expect(names('Camila', 'Matías', 'camila ')).toEqual(['Camila (n0)', 'Matías', 'camila  (n2)']);
  expect(names('Josefa María', 'Josefa  María')).toEqual([
    'Josefa María (n0)',
    'Josefa  María (n1)',
  ]);
  // one precomposed letter, or a letter and a combining accent
  expect(names('Mat\u00edas', 'Mati\u0301as')).toEqual(['Mat\u00edas (n0)', 'Mati\u0301as (n1)']);
  expect(names('Camila', 'Camilo')).toEqual(['Camila', 'Camilo']);
});

test('an entry without a name in a language stays without one', () => {
  expect(names('', '', 'Caja')).toEqual(['', '', 'Caja']);
});

test('nothing else about them changes', () => {
  const all = [
    { id: 'a-1', firstName: 'Ana', role: 'advisor' },
    { id: 'a-2', firstName: 'Ana', role: 'host' },
  ];
  expect(namedApart(all, 'firstName')).toEqual([
    { id: 'a-1', firstName: 'Ana (a-1)', role: 'advisor' },
    { id: 'a-2', firstName: 'Ana (a-2)', role: 'host' },
  ]);
});

import { jsonFault } from '../../../../src/app/http/request/json-fault';
import fc from '../../../support/draws';

test.each([
  ['', 0],
  ['{', 1],
  ['{"a":1,}', 7],
  ['{"a" 1}', 5],
  ['[1,2', 4],
  ['[1 2]', 3],
  ['"abc', 4],
  ['{"a":"x\ny"}', 7],
  ['nul', 0],
  ['[01]', 2],
  ['{"a":1}}', 7],
  ['{a:1}', 1],
  ['"\\q"', 1],
  ['[1,,2]', 3],
  ['{"nationalId":"12345678-5","queue":caja}', 35],
])('%j goes wrong at %i', (text, at) => {
  expect(jsonFault(text)).toBe(at);
});

const parses = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
};

test('finds a fault exactly where the engine does, in JSON with one character changed', () => {
  fc.assert(
    fc.property(
      fc.json(),
      fc.nat(),
      fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', 'x', '0', '-', ' ', '\n', ''),
      (text, index, put) => {
        const at = index % (text.length + 1);
        const changed = text.slice(0, at) + put + text.slice(at + 1);
        expect(jsonFault(changed) === undefined).toBe(parses(changed));
        expect(jsonFault(text)).toBeUndefined();
      },
    ),
    { numRuns: 3000 },
  );
});

test('deep nesting does not exhaust the stack', () => {
  expect(jsonFault('['.repeat(60_000))).toBe(60_000);
});

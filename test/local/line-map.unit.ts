import { readFileSync } from 'node:fs';
import { SourceMap, SourceMapPayload } from 'node:module';
import { join } from 'node:path';
import { lineMap } from '../../src/local/build/line-map';

/** A file with everything in one line, and its map from a bundler. */
const bundled = join(__dirname, '../../node_modules/preact/dist/preact.mjs');
const whole = JSON.parse(readFileSync(`${bundled}.map`, 'utf8')) as SourceMapPayload;

test('a map of lines names the file and line of every character, in a fraction of the size', () => {
  const slim = lineMap(whole);
  expect(slim.mappings.length).toBeLessThan(whole.mappings.length / 2);
  const [before, after] = [new SourceMap(whole), new SourceMap(slim)];
  const length = readFileSync(bundled, 'utf8').split('\n')[0].length;
  const place = (map: SourceMap, column: number) => {
    const found = map.findEntry(0, column);
    return 'originalLine' in found ? [found.originalSource, found.originalLine] : undefined;
  };
  const columns = Array.from({ length }, (_, column) => column);
  const named = columns.map((column) => place(before, column));
  expect(columns.map((column) => place(after, column))).toEqual(named);
  expect(new Set(named.map(String)).size).toBeGreaterThan(200);
});

test('code without a source stays without one', () => {
  const map = { version: 3, sources: ['a.ts'], names: ['x'], mappings: 'A,CAAAA;;AACA,G' };
  expect(lineMap(map)).toEqual({ ...map, names: [], mappings: 'A,CAAA;;AACA,G' });
});

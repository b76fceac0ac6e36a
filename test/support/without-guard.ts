import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { transformSync } from '@swc/core';

const ROOT = join(__dirname, '../..');
let broken: string | undefined;

/** A module of the project, without its guard while one is taken out. */
export function moduleAt<T extends object>(file: string): T {
  const path = join(ROOT, file);
  return path === broken ? jest.requireMock<T>(path) : jest.requireActual<T>(path);
}

/**
 * Loads modules with a guard taken out of one of them, to show that a test notices. The file on
 * disk is unchanged.
 * @param file below the project's folder
 * @param guard occurs there exactly once
 * @param instead replaces it
 * @param load gets modules through `moduleAt`
 */
export function withoutGuard<T>(file: string, guard: string, instead: string, load: () => T): T {
  const path = join(ROOT, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(guard).length !== 2) throw new Error(`${file} has no single "${guard}"`);
  const { code } = transformSync(
    source.replace(guard, () => instead),
    {
      filename: path,
      swcrc: false,
      jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
      module: { type: 'commonjs' },
    },
  );
  let loaded: T | undefined;
  jest.isolateModules(() => {
    jest.doMock(path, () => {
      const module = { exports: {} };
      const from = (id: string): unknown =>
        jest.requireActual(id.startsWith('.') ? resolve(dirname(path), id) : id);

      new Function('require', 'module', 'exports', code)(from, module, module.exports);
      return module.exports;
    });
    broken = path;
    try {
      loaded = load();
    } finally {
      broken = undefined;
    }
  });
  jest.dontMock(path);
  return loaded!;
}

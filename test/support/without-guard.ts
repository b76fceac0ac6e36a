import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { transformSync } from '@swc/core';

const ROOT = join(__dirname, '../..');
let broken: string | undefined;

/** A module of the project: while one has a guard less, that one. */
export function moduleAt<T extends object>(file: string): T {
  const path = join(ROOT, file);
  return path === broken ? jest.requireMock<T>(path) : jest.requireActual<T>(path);
}

/**
 * Modules as they would be if one of them had a guard less, to see that a test notices. The file on
 * disk stays as it is.
 * @param file below the project's folder
 * @param guard stands there once
 * @param instead what stands in its place
 * @param load asks for modules by `moduleAt`
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

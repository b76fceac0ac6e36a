// Unpacks the Chromium of @sparticuz/chromium into the given folder. The package itself unpacks
// only into the temporary folder, mistakes a half-written file there for a finished one, and is an
// ES module, which jest cannot load; hence a separate process.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

process.env.TMPDIR = process.argv[2];
const main = createRequire(import.meta.url).resolve('@sparticuz/chromium');
const { inflate } = await import(main);
const packed = join(dirname(dirname(main)), 'bin');
await Promise.all(
  ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'].map((name) =>
    inflate(join(packed, name)),
  ),
);

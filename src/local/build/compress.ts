import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const COMPRESSIBLE = ['.js', '.css', '.svg', '.webmanifest'];
/** Bytes: smaller files gain nothing. */
const WORTH = 500;

/**
 * Writes `<file>.br` beside each hashed file, as small as brotli can make it. That takes seconds,
 * too long for the app's start.
 */
export async function compress(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => COMPRESSIBLE.includes(extname(name)));
  await Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      const body = await readFile(file);
      if (body.length < WORTH) return;
      const best = { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.length } };
      await writeFile(`${file}.br`, await promisify(brotliCompress)(body, best));
    }),
  );
}

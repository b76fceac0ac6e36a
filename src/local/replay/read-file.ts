import { readFile } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { Problem } from '../machine/problem';
import { isErrno, messageOf } from '../machine/processes';

/** Byte order marks, as some spreadsheets write them. */
const UTF_16 = ['\xff\xfe', '\xfe\xff'];

/**
 * The text of a month's file, gzip or plain, which the first two bytes decide, not the name.
 * @throws Problem if it cannot be read, or if the gzip data is truncated or damaged; it then names
 * the line
 */
export async function readMonth(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: unknown) => {
    if (isErrno(error, 'ENOENT')) {
      throw new Problem(
        `There is no file ${path}. Give the path of a month's file, gzip or plain.`,
      );
    }
    throw new Problem(`${path} cannot be read: ${messageOf(error)}`);
  });
  const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = zipped ? await unzip(path, bytes) : bytes;
  if (UTF_16.includes(plain.toString('latin1', 0, 2))) {
    throw new Problem(`${path} is UTF-16 text. Save it as UTF-8 or plain text.`);
  }
  const text = plain.toString('utf8');
  return text.replace(/^\uFEFF/, '');
}

/** Streams the file, so that the text before a fault shows how far it is intact. */
async function unzip(path: string, bytes: Buffer): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const gunzip = createGunzip();
  gunzip.end(bytes);
  try {
    for await (const chunk of gunzip) chunks.push(chunk as Buffer);
  } catch (error) {
    const line = Buffer.concat(chunks).toString('latin1').split('\n').length;
    throw new Problem(
      `${path}, line ${line}: expected a whole gzip file, but it ends in ` +
        `or after this line (${messageOf(error)}). Copy the file again; nothing was started.`,
    );
  }
  return Buffer.concat(chunks);
}

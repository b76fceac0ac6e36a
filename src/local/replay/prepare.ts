import { figuresFromFile } from './figures-from-file';
import { parseMonth } from './parse';
import { planMonth } from './plan';
import { readMonth } from './read-file';

/** Reads everything before anything is started, so that an unusable file is refused first. */
export async function prepare(file: string) {
  const text = await readMonth(file);
  const month = parseMonth(text, file);
  return { month, plan: planMonth(month), fromFile: figuresFromFile(text) };
}
export type Prepared = Awaited<ReturnType<typeof prepare>>;

import { figuresFromFile } from './figures-from-file';
import { parseMonth } from './parse';
import { planMonth } from './plan';
import { readMonth } from './read-file';

/** All that is read before anything is started: a file that cannot be fed is refused here. */
export async function prepare(file: string) {
  const text = await readMonth(file);
  const month = parseMonth(text, file);
  return { month, plan: planMonth(month), fromFile: figuresFromFile(text) };
}
export type Prepared = Awaited<ReturnType<typeof prepare>>;

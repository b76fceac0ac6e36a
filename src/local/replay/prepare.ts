import { Problem } from '../machine/problem';
import { figuresFromFile } from './figures-from-file';
import { parseMonth } from './parse';
import { planMonth } from './plan';
import { readMonth } from './read-file';

/**
 * Reads everything before anything is started, so that an unusable file is refused first.
 * @throws Problem if the file is unusable
 */
export async function prepare(file: string) {
  const text = await readMonth(file);
  const month = parseMonth(text, file);
  const plan = planMonth(month);
  if (plan.visits.length === 0) {
    throw new Problem(
      `${file}: ${month.rows.length} lines could be read, and none of them is a customer who was ` +
        'served or gave up. Nothing was started.',
    );
  }
  return { month, plan, fromFile: figuresFromFile(text) };
}
export type Prepared = Awaited<ReturnType<typeof prepare>>;

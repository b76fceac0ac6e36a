import { App } from '../../app/create-app';
import { canonical } from '../../app/domain/model/canonical';
import { Event } from '../../app/domain/model/events';
import { ForetoldAgain } from './foretold-again';
import { Judge, JudgedTicket } from './judge';

const PAGE = 5_000;
/** Further differences would say nothing new. */
const SHOWN = 20;

/**
 * Scores a branch's predictions by its own events, and compares each promise with what a rebuild
 * from those events foretells: one sentence for each that differs.
 */
export async function judgeForetold(
  { audit, operations }: Pick<App, 'audit' | 'operations'>,
  branch: string,
): Promise<{ readonly judged: readonly JudgedTicket[]; readonly differ: readonly string[] }> {
  const { config } = (await operations.readFloor(branch)).directory;
  const again = new ForetoldAgain(branch, config);
  const judge = new Judge();
  await audit.snapshot(async (snapshot) => {
    for (let after: string | undefined; ;) {
      const links = await snapshot.links(branch, after, PAGE);
      for (const { body } of links) {
        const event = JSON.parse(body) as Event;
        again.take(event);
        judge.take(event);
      }
      if (links.length < PAGE) break;
      after = links[links.length - 1].seq;
    }
  });
  const differ = again.all
    .filter(({ then, now }) => canonical(then) !== canonical(now))
    .map(({ seq, ticket }) => `event ${seq}: a rebuild foretells ticket ${ticket} otherwise`);
  return { judged: judge.all, differ: differ.slice(0, SHOWN) };
}

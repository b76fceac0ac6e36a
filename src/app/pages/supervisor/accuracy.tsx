import { addDays, localDate } from '../../domain/model/local-time';
import { longDate, number, percent, timeSpan } from '../../texts/format';
import type { Directory } from '../../wire/settings';
import { readDirectory } from '../shared/api/directory';
import { readReport } from '../shared/api/report';
import { serverNow } from '../shared/api/server-time';
import { Problem } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { useRead } from '../shared/look/use-read';
import { named, say, tag } from '../shared/look/words';
import { accuracyBy, accuracyRows, Accuracy as Figures } from './accuracy-figures';
import { BriefingText } from './briefing';
import { Files } from './picture-parts';
import { Sideways } from './sideways';

const DAYS = 14;
const SECOND = 1000;

interface AccuracyProps {
  readonly directory: Directory;
  readonly rows: ReturnType<typeof accuracyRows>;
  readonly from: string;
  readonly to: string;
}

async function readAccuracy(branch: string): Promise<AccuracyProps> {
  const directory = await readDirectory(branch);
  const to = localDate(directory.config.settings.timeZone, serverNow());
  const from = addDays(to, 1 - DAYS);
  const rows = accuracyRows(await readReport(branch, 'accuracy', from, to));
  return { directory, rows, from, to };
}

/** How accurate the estimates were: one sentence about the last day, then by day and by queue. */
export function Accuracy({ branch }: { branch: string }) {
  const { found: shown, problem, ...more } = useRead(() => readAccuracy(branch), [branch]);
  if (problem !== undefined || !shown) {
    return (
      <main class={problem === undefined ? 'desk-wait' : 'reports'}>
        {problem === undefined ? (
          <p role="status">{say('loading')}</p>
        ) : (
          <Problem error={problem} {...more} />
        )}
      </main>
    );
  }
  const { directory, rows, from, to } = shown;
  const days = [...accuracyBy(rows, 'day')].reverse();
  const queues = [...accuracyBy(rows, 'queue')].map(
    ([id, figures]) => [named(directory.config.queues[id]?.names) || id, figures] as const,
  );
  // Today is not over: the sentence is about the last whole day, if there is one.
  const last = days.find(([day]) => day < to) ?? days[0];
  return (
    <main class="reports">
      <BriefingText branch={branch} directory={directory} />
      <p class="quiet">{staffSay('accuracy.text')}</p>
      {last ? <Sentence day={last[0]} figures={last[1]} /> : <None />}
      {last && (
        <>
          <Table
            title={staffSay('accuracy.days')}
            first={staffSay('reports.column.day')}
            rows={days.map(([day, figures]) => [dayInWords(day), figures])}
          />
          <Table
            title={staffSay('accuracy.queues')}
            first={staffSay('reports.column.queue')}
            rows={queues}
          />
          <p class="picture-files">
            <Files branch={branch} name="accuracy" from={from} to={to} />
          </p>
        </>
      )}
    </main>
  );
}

const None = () => (
  <p class="quiet" role="status">
    {staffSay('accuracy.none')}
  </p>
);

/** A business day in words, independent of any time zone. */
const dayInWords = (day: string) => longDate(tag.value, Date.parse(`${day}T12:00:00Z`), 'UTC');

const time = (seconds: number) => timeSpan(tag.value, seconds * SECOND);

function Sentence({ day, figures }: { day: string; figures: Figures }) {
  const { waited, within, error, wait, hol, rule } = figures;
  return (
    <>
      <p class="strong">
        {staffSay('accuracy.line', {
          n: waited,
          day: dayInWords(day),
          tenths: number(tag.value, within * 10),
        })}
      </p>
      <p>
        {staffSay('accuracy.error', { error: time(error), wait: time(wait) })}{' '}
        {rule !== undefined && staffSay('accuracy.beside', { hol: time(hol), rule: time(rule) })}
      </p>
    </>
  );
}

function Table({
  title,
  first,
  rows,
}: {
  title: string;
  first: string;
  rows: readonly (readonly [string, Figures])[];
}) {
  return (
    <section>
      <h2>{title}</h2>
      <Sideways of={title} table>
        <table class="figures">
          <thead>
            <tr>
              <th>{first}</th>
              <th class="end">{staffSay('accuracy.column.waited')}</th>
              <th class="end">{staffSay('accuracy.column.wait')}</th>
              <th class="end">{staffSay('accuracy.column.error')}</th>
              <th class="end">{staffSay('accuracy.column.hol')}</th>
              <th class="end">{staffSay('accuracy.column.rule')}</th>
              <th class="end">{staffSay('accuracy.column.within')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, { waited, wait, error, hol, rule, within }]) => (
              <tr key={name}>
                <th scope="row">
                  <bdi>{name}</bdi>
                </th>
                <td class="end">{number(tag.value, waited)}</td>
                <td class="end">{time(wait)}</td>
                <td class="end">{time(error)}</td>
                <td class="end">{time(hol)}</td>
                <td class="end">{rule === undefined ? '–' : time(rule)}</td>
                <td class="end">{percent(tag.value, within)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
    </section>
  );
}

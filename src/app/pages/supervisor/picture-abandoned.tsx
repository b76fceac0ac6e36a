import { useMemo, useState } from 'preact/hooks';
import { byQueue } from '../../domain/model/queue-order';
import { hoursOf, linesBy, ofQueue, recordsOf } from '../../domain/views/report-figures';
import { number, percent } from '../../texts/format';
import { readReport } from '../shared/api/report';
import { Problem } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { useRead } from '../shared/look/use-read';
import { tag } from '../shared/look/words';
import { Columns } from './picture-columns';
import { Heat } from './picture-heat';
import { behindHour } from './picture-hours';
import {
  Behind,
  ChooseQueue,
  Picture,
  PictureOf,
  queueName,
  useBehind,
  usePicture,
} from './picture-parts';
import { behindWeek, columnsOf } from './picture-weeks';

/** Customers who left before being served: by week, by queue, and by time. */
export function PictureAbandoned(of: PictureOf) {
  const read = usePicture('weeks', of);
  const [queue, setQueue] = useState<string>();
  const [behind, setBehind] = useBehind(of);
  return (
    <Picture name="weeks" of={of} {...read} behind={behind} onClose={() => setBehind(undefined)}>
      {(rows) => (
        <>
          <p class="quiet">{staffSay('pictures.abandoned.text')}</p>
          <ChooseQueue directory={of.directory} queue={queue} onChoose={setQueue} />
          <div class="trends">
            <Columns
              title={staffSay('pictures.abandoned.weeks')}
              first={staffSay('reports.column.week')}
              columns={columnsOf(
                linesBy(ofQueue(rows, queue), 'week'),
                ({ abandonedShare }) => abandonedShare && abandonedShare * 100,
              )}
              atLeast={10}
              write={(value) => percent(tag.value, value / 100)}
              onChoose={behindWeek(of, queue, setBehind)('abandoned')}
            />
            <ByQueue rows={rows} of={of} onBehind={setBehind} />
          </div>
          <ByHour of={of} queue={queue} onBehind={setBehind} />
        </>
      )}
    </Picture>
  );
}

function ByQueue({
  rows,
  of,
  onBehind,
}: {
  rows: Parameters<typeof linesBy>[0];
  of: PictureOf;
  onBehind: (behind: Behind) => void;
}) {
  const lines = byQueue(linesBy(rows, 'queue'), ({ key }) => key, of.directory.config);
  const most = Math.max(0.01, ...lines.map(({ abandonedShare = 0 }) => abandonedShare));
  const title = staffSay('pictures.abandoned.queues');
  return (
    <figure class="bars">
      <figcaption class="strong">{title}</figcaption>
      <table class="figures">
        <caption class="unseen">{title}</caption>
        <tbody>
          {lines.map(({ key, abandoned, abandonedShare, issued }) => (
            <tr key={key}>
              <th scope="row">
                <button
                  type="button"
                  class="cell-link"
                  onClick={() =>
                    onBehind({
                      title: () =>
                        staffSay('pictures.behind.abandoned', {
                          which: queueName(of.directory, key),
                        }),
                      name: 'stretches',
                      from: of.from,
                      to: of.to,
                      filters: { of: 'abandoned', queue: key },
                    })
                  }
                >
                  {queueName(of.directory, key)}
                </button>
              </th>
              <td class="bar-cell" aria-hidden="true">
                <span class="bar" style={{ width: `${((abandonedShare ?? 0) / most) * 100}%` }} />
              </td>
              <td class="end">
                {abandonedShare === undefined ? '–' : percent(tag.value, abandonedShare)}
              </td>
              <td class="end quiet">
                {staffSay('pictures.of', {
                  n: number(tag.value, abandoned),
                  all: number(tag.value, issued),
                })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

function ByHour({
  of,
  queue,
  onBehind,
}: {
  of: PictureOf;
  queue: string | undefined;
  onBehind: (behind: Behind) => void;
}) {
  const {
    found: report,
    problem,
    ...more
  } = useRead(() => readReport(of.branch, 'hours', of.from, of.to), [of.branch, of.from, of.to]);
  const hours = useMemo(
    () => report && hoursOf(ofQueue(recordsOf(report), queue)),
    [report, queue],
  );
  return hours ? (
    <div class="heats">
      <Heat
        title={staffSay('pictures.abandoned.hours')}
        hours={hours}
        value={({ abandoned }) => abandoned}
        onChoose={behindHour(of, queue, onBehind)('abandoned')}
      />
    </div>
  ) : (
    <Problem error={problem} {...more} />
  );
}

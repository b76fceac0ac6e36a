import { useState } from 'preact/hooks';
import { addDays } from '../../domain/model/local-time';
import { Line, linesBy, ofQueue } from '../../domain/views/report-figures';
import { number, percent, shortDate } from '../../texts/format';
import { staffSay } from '../shared/look/staff-words';
import { tag } from '../shared/look/words';
import { Columns } from './picture-columns';
import {
  Behind,
  ChooseQueue,
  Picture,
  PictureOf,
  queueName,
  targetOf,
  useBehind,
  usePicture,
  weekLabel,
} from './picture-parts';

/** Waits, the share in target and arrivals, week by week. */
export function PictureWeeks(of: PictureOf) {
  const read = usePicture('weeks', of);
  const [queue, setQueue] = useState<string>();
  const [behind, setBehind] = useBehind(of);
  const choose = behindWeek(of, queue, setBehind);
  return (
    <Picture name="weeks" of={of} {...read} behind={behind} onClose={() => setBehind(undefined)}>
      {(rows) => {
        const weeks = linesBy(ofQueue(rows, queue), 'week');
        return (
          <>
            <ChooseQueue directory={of.directory} queue={queue} onChoose={setQueue} />
            <div class="trends">
              <Columns
                title={staffSay('pictures.weeks.wait')}
                first={staffSay('reports.column.week')}
                columns={columnsOf(weeks, ({ wait }) => wait)}
                target={targetOf(of.directory, queue)}
                atLeast={4}
                write={minutes}
                onChoose={choose('called')}
              />
              <Columns
                title={staffSay('pictures.weeks.target')}
                first={staffSay('reports.column.week')}
                columns={columnsOf(weeks, ({ inTarget }) => inTarget)}
                atLeast={1}
                write={(value) => percent(tag.value, value)}
                onChoose={choose('late')}
              />
              <Columns
                title={staffSay('pictures.weeks.arrivals')}
                first={staffSay('reports.column.week')}
                columns={columnsOf(weeks, ({ issued }) => issued)}
                atLeast={4}
                write={whole}
                onChoose={choose('issued')}
              />
            </div>
          </>
        );
      }}
    </Picture>
  );
}

export const columnsOf = (weeks: readonly Line[], value: (line: Line) => number | undefined) =>
  weeks.map((line) => ({ id: line.key, label: weekLabel(line.key), value: value(line) }));

export const minutes = (value: number) => number(tag.value, Math.round(value * 10) / 10);
export const whole = (value: number) => number(tag.value, Math.round(value));

/** The rows behind a figure, for one week, within the days shown. */
export const behindWeek =
  (of: PictureOf, queue: string | undefined, onBehind: (behind: Behind) => void) =>
  (figure: 'issued' | 'called' | 'late' | 'abandoned') =>
  (week: string) => {
    const end = addDays(week, 6);
    onBehind({
      title: () =>
        staffSay(`pictures.behind.${figure}`, {
          which: `${queueName(of.directory, queue)}, ${staffSay('pictures.week-of', {
            day: shortDate(tag.value, week),
          })}`,
        }),
      name: 'stretches',
      from: week < of.from ? of.from : week,
      to: end > of.to ? of.to : end,
      filters: { of: figure, queue },
    });
  };

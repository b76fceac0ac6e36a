import { useMemo, useState } from 'preact/hooks';
import { hoursOf, ofQueue } from '../../domain/views/report-figures';
import { weekday } from '../../texts/format';
import { staffSay } from '../shared/look/staff-words';
import { tag } from '../shared/look/words';
import { Heat } from './picture-heat';
import {
  Behind,
  ChooseQueue,
  Picture,
  PictureOf,
  queueName,
  targetOf,
  useBehind,
  usePicture,
} from './picture-parts';

type Rows = Parameters<typeof hoursOf>[0];

/** When customers come, and how long they wait: each weekday by the hour. */
export function PictureHours(of: PictureOf) {
  const read = usePicture('hours', of);
  const [queue, setQueue] = useState<string>();
  const [behind, setBehind] = useBehind(of);
  return (
    <Picture name="hours" of={of} {...read} behind={behind} onClose={() => setBehind(undefined)}>
      {(rows) => (
        <>
          <ChooseQueue directory={of.directory} queue={queue} onChoose={setQueue} />
          <Heats of={of} rows={rows} queue={queue} onBehind={setBehind} />
        </>
      )}
    </Picture>
  );
}

function Heats({
  of,
  rows,
  queue,
  onBehind,
}: {
  of: PictureOf;
  rows: Rows;
  queue: string | undefined;
  onBehind: (behind: Behind) => void;
}) {
  const hours = useMemo(() => hoursOf(ofQueue(rows, queue)), [rows, queue]);
  const choose = behindHour(of, queue, onBehind);
  return (
    <div class="heats">
      <Heat
        title={staffSay('pictures.heat.arrivals')}
        hours={hours}
        value={({ arrivals }) => arrivals}
        onChoose={choose('issued')}
      />
      <Heat
        title={staffSay('pictures.heat.waits')}
        hours={hours}
        value={({ wait }) => wait}
        target={targetOf(of.directory, queue)}
        onChoose={choose('called')}
      />
    </div>
  );
}

/** The rows behind a figure, for one hour of one weekday. */
export const behindHour =
  (of: PictureOf, queue: string | undefined, onBehind: (behind: Behind) => void) =>
  (figure: 'issued' | 'called' | 'abandoned') =>
  (day: number, hour: number) =>
    onBehind({
      title: () =>
        staffSay(`pictures.behind.${figure}`, {
          which: `${queueName(of.directory, queue)}, ${weekday(tag.value, day)}, ${hour}:00`,
        }),
      name: 'stretches',
      from: of.from,
      to: of.to,
      filters: { of: figure, weekday: day, hour, queue },
    });

import { advisorsOf, AdvisorTime, TIME } from '../../domain/views/report-figures';
import { number, percent, timeSpan } from '../../texts/format';
import { wholeShares } from '../../texts/shares';
import type { Report } from '../../wire/records';
import { staffSay } from '../shared/look/staff-words';
import { tag } from '../shared/look/words';
import { Behind, Picture, PictureOf, useBehind, usePicture } from './picture-parts';
import { advisorName, reasonWords } from './picture-rows';
import { Sideways } from './sideways';

type Kind = (typeof KINDS)[number];
const KINDS = [...TIME, 'held'] as const;

/** How advisors spent their time. Sorted by name: this is not a ranking. */
export function PictureAdvisors(of: PictureOf) {
  const read = usePicture('advisor-time', of);
  const [behind, setBehind] = useBehind(of);
  return (
    <Picture
      name="advisor-time"
      of={of}
      {...read}
      behind={behind}
      onClose={() => setBehind(undefined)}
    >
      {(rows) => (
        <Times of={of} times={advisorsOf(rows)} people={read.found?.people} onBehind={setBehind} />
      )}
    </Picture>
  );
}

function Times({
  of,
  times,
  people,
  onBehind,
}: {
  of: PictureOf;
  people: Report['people'];
  times: readonly AdvisorTime[];
  onBehind: (behind: Behind) => void;
}) {
  const name = (id: string) => advisorName(id, of.directory, people);
  const sorted = [...times].sort((a, b) =>
    name(a.advisor).localeCompare(name(b.advisor), tag.value, { numeric: true }),
  );
  const choose = (advisor: string) => (kind: Kind, reason?: string) => {
    const why = () => (reason === undefined ? '' : ` (${reasonWords(reason)})`);
    onBehind({
      title: () => `${name(advisor)}: ${staffSay(`stretch.${kind}`)}${why()}`,
      name: 'stretches',
      from: of.from,
      to: of.to,
      filters: { advisor, kind, reason },
    });
  };
  return (
    <Sideways of={staffSay('pictures.advisors')} table>
      <p class="picture-legend" aria-hidden="true">
        {TIME.map((kind) => (
          <span key={kind}>
            <span class={`legend-kind ${kind}`} /> {staffSay(`stretch.${kind}`)}
          </span>
        ))}
      </p>
      <table class="figures advisor-times">
        <caption class="unseen">{staffSay('pictures.advisors')}</caption>
        <thead>
          <tr>
            <th scope="col">{staffSay('reports.column.advisor')}</th>
            <td aria-hidden="true" />
            {KINDS.map((kind) => (
              <th key={kind} scope="col" class="end">
                {staffSay(`stretch.${kind}`)}
              </th>
            ))}
            <th scope="col" class="end">
              {staffSay('reports.column.served')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((time) => (
            <Line
              key={time.advisor}
              time={time}
              name={name(time.advisor)}
              onChoose={choose(time.advisor)}
            />
          ))}
        </tbody>
      </table>
    </Sideways>
  );
}

const Line = ({
  time,
  name,
  onChoose,
}: {
  time: AdvisorTime;
  name: string;
  onChoose: (kind: Kind, reason?: string) => void;
}) => (
  <tr>
    <th scope="row">
      <bdi>{name}</bdi>
    </th>
    <td class="bar-cell" aria-hidden="true">
      <Stack time={time} />
    </td>
    {KINDS.map((kind) => (
      <td key={kind} class="end">
        <TimeOf time={time} kind={kind} onChoose={(reason) => onChoose(kind, reason)} />
      </td>
    ))}
    <td class="end">{number(tag.value, time.served)}</td>
  </tr>
);

/** The kinds side by side, as shares of the whole. */
const Stack = ({ time: { minutes, all } }: { time: AdvisorTime }) => (
  <span class="stack">
    {TIME.map((kind) => (
      <span
        key={kind}
        class={`stack-part ${kind}`}
        style={{ width: `${all === 0 ? 0 : (minutes[kind] / all) * 100}%` }}
      />
    ))}
  </span>
);

const spent = (minutes: number) => timeSpan(tag.value, minutes * 60_000);

/** The time of each kind, with its share; pauses by reason. Each leads to its rows. */
function TimeOf({
  time,
  kind,
  onChoose,
}: {
  time: AdvisorTime;
  kind: Kind;
  onChoose: (reason?: string) => void;
}) {
  const minutes = time.minutes[kind];
  const shares = wholeShares(TIME.map((each) => time.minutes[each]));
  if (minutes === 0) return <>–</>;
  return (
    <>
      <button type="button" class="cell-link" onClick={() => onChoose()}>
        {spent(minutes)}
      </button>
      {kind !== 'held' && time.all > 0 && (
        <span class="quiet"> {percent(tag.value, shares[TIME.indexOf(kind)])}</span>
      )}
      {kind === 'paused' &&
        time.pauses.map(({ reason, minutes: some }) => (
          <span key={reason} class="pause-reason quiet">
            <button type="button" class="cell-link" onClick={() => onChoose(reason)}>
              {reasonWords(reason)}
            </button>{' '}
            {spent(some)}
          </span>
        ))}
    </>
  );
}

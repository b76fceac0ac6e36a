import { useState } from 'preact/hooks';
import { branchesOf, BranchLine, recordsOf, together } from '../../domain/views/report-figures';
import { percent } from '../../texts/format';
import { branchesFile, readBranches } from '../shared/api/report';
import { chooseBranch } from '../shared/api/session';
import { Problem } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { useRead } from '../shared/look/use-read';
import { language, say, tag } from '../shared/look/words';
import { has } from './branch-order';
import { PictureOf, TwoFiles } from './picture-parts';
import { minutes, whole } from './picture-weeks';
import { inRegions, Regions, stillThere } from './region-groups';
import { ChooseRegions, regionName } from './regions';
import { Sideways } from './sideways';

const FIGURES = {
  issued: whole,
  wait: minutes,
  inTarget: (value: number) => percent(tag.value, value),
  abandonedShare: (value: number) => percent(tag.value, value),
  served: whole,
  service: minutes,
  occupancy: (value: number) => percent(tag.value, value),
} as const;
type Figure = keyof typeof FIGURES;
const COLUMNS = Object.keys(FIGURES) as Figure[];

interface Order {
  readonly by: Figure | 'name';
  readonly down: boolean;
}

/** The branches that the reader may see, side by side; each leads to its own pictures. */
export function PictureBranches({ from, to, branch: here }: PictureOf) {
  const { found: report, problem, ...more } = useRead(() => readBranches(from, to), [from, to]);
  const [sought, setSought] = useState('');
  const [order, setOrder] = useState<Order>({ by: 'inTarget', down: false });
  const [chosen, setRegions] = useState<Regions>({ as: 'all' });
  if (!report) {
    return problem === undefined ? (
      <p role="status">{say('loading')}</p>
    ) : (
      <Problem error={problem} {...more} />
    );
  }
  const all = branchesOf(recordsOf(report));
  const regions = stillThere(chosen, all);
  const groups = inRegions(
    all.filter(({ name }) => has(name, sought)).sort(comparing(order)),
    regions,
    tag.value,
  ).filter(({ rows }) => rows.length > 0);
  return (
    <section class="picture">
      <div class="overview-tools no-print">
        <input
          class="input"
          type="search"
          value={sought}
          placeholder={staffSay('overview.search')}
          aria-label={staffSay('overview.search')}
          onInput={(event) => setSought(event.currentTarget.value)}
        />
        <ChooseRegions rows={all} regions={regions} onChoose={setRegions} />
      </div>
      {groups.length === 0 && <p role="status">{staffSay('overview.none')}</p>}
      <Comparison groups={groups} here={here} order={order} onOrder={setOrder} />
      <p class="picture-files no-print">
        <TwoFiles
          of={(form) => branchesFile(form, { from, to, spanish: language.value !== 'en' })}
          name={`branches-${from}-${to}`}
        />
      </p>
    </section>
  );
}

/** Branches without a figure come last, in either direction. */
const comparing =
  ({ by, down: downwards }: Order) =>
  (a: BranchLine, b: BranchLine): number => {
    const byName = a.name.localeCompare(b.name, tag.value, { numeric: true });
    if (by === 'name') return downwards ? -byName : byName;
    const [x, y] = [a[by], b[by]];
    if (x === undefined || y === undefined) {
      return Number(x === undefined) - Number(y === undefined) || byName;
    }
    return (downwards ? y - x : x - y) || byName;
  };

function Comparison({
  groups,
  here,
  order,
  onOrder,
}: {
  groups: ReturnType<typeof inRegions<BranchLine>>;
  here: string;
  order: Order;
  onOrder: (order: Order) => void;
}) {
  const lines = groups.flatMap(({ rows }) => rows);
  const most = (figure: Figure) => Math.max(0.01, ...lines.map((line) => line[figure] ?? 0));
  return (
    <Sideways of={staffSay('pictures.branches')} table>
      <table class="figures compared">
        <caption class="unseen">{staffSay('pictures.branches')}</caption>
        <thead>
          <tr>
            {(['name', ...COLUMNS] as const).map((column) => (
              <th
                key={column}
                scope="col"
                class={column === 'name' ? '' : 'end'}
                aria-sort={
                  order.by !== column ? undefined : order.down ? 'descending' : 'ascending'
                }
              >
                <button
                  type="button"
                  class="sort"
                  onClick={() =>
                    onOrder({ by: column, down: order.by === column ? !order.down : false })
                  }
                >
                  {staffSay(`pictures.branch.${column}`)}
                  <span aria-hidden="true">
                    {order.by !== column ? '' : order.down ? ' ↓' : ' ↑'}
                  </span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ region, rows }) => (
          <tbody key={region ?? ''}>
            {region !== undefined && (
              <tr class="compared-region">
                <th scope="rowgroup">{regionName(region)}</th>
                <Figures line={together(rows)} />
              </tr>
            )}
            {rows.map((line) => (
              <tr key={line.key} class={line.key === here ? 'here' : ''}>
                <th scope="row">
                  <button type="button" class="cell-link" onClick={() => chooseBranch(line.key)}>
                    <bdi>{line.name}</bdi>
                  </button>
                </th>
                <Figures line={line} most={most} />
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </Sideways>
  );
}

/** A row's figures, each with a bar in proportion to the largest. */
const Figures = ({
  line,
  most,
}: {
  line: Pick<BranchLine, Figure>;
  most?: (figure: Figure) => number;
}) => (
  <>
    {COLUMNS.map((figure) => (
      <td key={figure} class="end compared-cell">
        {line[figure] === undefined ? '–' : FIGURES[figure](line[figure])}
        {most && (
          <span
            class="bar under"
            aria-hidden="true"
            style={{ width: `${((line[figure] ?? 0) / most(figure)) * 100}%` }}
          />
        )}
      </td>
    ))}
  </>
);

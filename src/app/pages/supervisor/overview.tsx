import { useEffect, useState } from 'preact/hooks';
import { percent, timeSpan } from '../../texts/format';
import type { BranchDay } from '../../wire/floor';
import { ApiProblem, call } from '../shared/api/api';
import { asStaff, chooseBranch } from '../shared/api/session';
import { Problem, Status } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { say, tag } from '../shared/look/words';
import { arranged, lookOf, Order, ORDERS } from './branch-order';
import { inRegions, Regions, stillThere } from './region-groups';
import { ChooseRegions, regionName } from './regions';

const REFRESH_MS = 5_000;

/** All of a supervisor's branches at once, with a search by name and a choice of order. */
export function Overview() {
  const { rows, problem } = useOverview();
  const [sought, setSought] = useState('');
  const [order, setOrder] = useState<Order>('worst');
  const [chosen, setRegions] = useState<Regions>({ as: 'all' });
  const regions = stillThere(chosen, rows ?? []);
  const shown = rows && arranged(rows, sought, order, tag.value);
  const groups = inRegions(shown ?? [], regions, tag.value);
  return (
    <main class="overview" data-many={manyOf(rows ?? [], regions)}>
      <Problem error={problem} />
      {!shown && problem === undefined && <p role="status">{say('loading')}</p>}
      {rows && shown && (
        <>
          <div class="overview-tools">
            <input
              class="input"
              type="search"
              value={sought}
              placeholder={staffSay('overview.search')}
              aria-label={staffSay('overview.search')}
              onInput={(event) => setSought(event.currentTarget.value)}
            />
            <label>
              <span class="unseen">{staffSay('overview.sort')}</span>
              <select
                class="input"
                value={order}
                onChange={(event) => setOrder(event.currentTarget.value as Order)}
              >
                {ORDERS.map((each) => (
                  <option key={each} value={each}>
                    {staffSay(`overview.sort.${each}`)}
                  </option>
                ))}
              </select>
            </label>
            <ChooseRegions rows={rows} regions={regions} onChoose={setRegions} />
            <p class="quiet">{staffSay('overview.legend')}</p>
          </div>
          {groups.every((group) => group.rows.length === 0) && (
            <p class="quiet" role="status">
              {staffSay('overview.none')}
            </p>
          )}
          {groups.map(({ region, rows: some }) => (
            <section key={region ?? ''} class="branch-region">
              {region !== undefined && <h2>{regionName(region)}</h2>}
              <ul
                class={`branch-tiles figures ${problem === undefined ? '' : 'aged'}`}
                aria-label={region === undefined ? staffSay('floor.overview') : regionName(region)}
              >
                {some.map((row) => (
                  <li key={row.branch}>
                    <Tile row={row} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </>
      )}
    </main>
  );
}

/**
 * How much space each branch of the chosen regions gets; typing in the search does not change
 * sizes.
 */
function manyOf(rows: readonly BranchDay[], regions: Regions): 'few' | 'some' | 'many' {
  const all = inRegions(rows, regions, tag.value).reduce((n, group) => n + group.rows.length, 0);
  return all <= 6 ? 'few' : all <= 20 ? 'some' : 'many';
}

/** The day of each branch, read every five seconds; a failed read keeps the last one. */
function useOverview() {
  const [rows, setRows] = useState<readonly BranchDay[]>();
  const [problem, setProblem] = useState<unknown>();
  useEffect(() => {
    let timer = 0;
    let gone = false;
    const read = async () => {
      try {
        const fresh = await asStaff(() => call('GET /api/overview'));
        if (!gone) setRows(fresh);
        setProblem(undefined);
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        setProblem(error);
      }
      if (!gone) timer = window.setTimeout(read, REFRESH_MS);
    };
    void read();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, []);
  return { rows, problem };
}

const TONES = {
  late: 'alarm',
  alerts: 'attention',
  alone: 'attention',
  nobody: 'off',
  well: 'good',
} as const;

/** A branch: its name, what is wrong, and three figures. Leads to its floor. */
function Tile({ row }: { row: BranchDay }) {
  const look = lookOf(row);
  const state = {
    late: () => staffSay('overview.tile.late', { n: row.late }),
    alerts: () => staffSay('overview.tile.alerts', { n: row.alerts }),
    alone: () => staffSay('overview.tile.nobody'),
    nobody: () => staffSay('overview.tile.nobody'),
    well: () => '',
  }[look]();
  return (
    <a class={`branch-tile ${look}`} href="#floor" onClick={() => chooseBranch(row.branch)}>
      <bdi class="branch-name" title={row.name}>
        {row.name}
      </bdi>
      <span class="branch-figures">
        <span class="strong">
          <span aria-hidden="true">{row.waiting}</span>
          <span class="unseen">{staffSay('overview.tile.waiting', { n: row.waiting })}</span>
        </span>
        {row.calls > 0 && (
          <>
            <span>{timeSpan(tag.value, row.meanWaitMs)}</span>
            <span>
              {percent(tag.value, row.inTarget / row.calls)}
              <span class="unseen"> {staffSay('floor.in-target')}</span>
            </span>
          </>
        )}
        <span class="branch-state">
          <Status tone={TONES[look]}>{state}</Status>
        </span>
      </span>
    </a>
  );
}

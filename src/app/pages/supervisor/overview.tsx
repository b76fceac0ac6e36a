import { useEffect, useState } from 'preact/hooks';
import { meanTime, percent } from '../../texts/format';
import type { BranchDay } from '../../wire/floor';
import { ApiProblem, call } from '../shared/api/api';
import { asStaff, chooseBranch } from '../shared/api/session';
import { Problem, Status } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { say, tag } from '../shared/look/words';

const REFRESH_MS = 5_000;

/** All of a supervisor's branches at once, those with alerts first. */
export function Overview() {
  const { rows, problem } = useOverview();
  const sorted = rows && [...rows].sort((a, b) => b.alerts - a.alerts || b.waiting - a.waiting);
  return (
    <main class="overview">
      <Problem error={problem} />
      {!sorted && problem === undefined && <p role="status">{say('loading')}</p>}
      {sorted && (
        <table class={`figures ${problem === undefined ? '' : 'aged'}`}>
          <caption class="unseen">{staffSay('floor.overview')}</caption>
          <thead>
            <tr>
              <th>{staffSay('overview.branch')}</th>
              <th>{staffSay('overview.alerts')}</th>
              <th class="end">{staffSay('overview.waiting')}</th>
              <th class="end">{staffSay('overview.wait')}</th>
              <th class="end">{staffSay('overview.on-duty')}</th>
              <th class="end">{staffSay('overview.paused')}</th>
              <th class="end">{staffSay('overview.in-target')}</th>
              <th>
                <span class="unseen">{staffSay('overview.open')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((row) => (
              <Row key={row.branch} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </main>
  );
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

const Row = ({ row }: { row: BranchDay }) => (
  <tr>
    <td class="strong">
      <bdi>{row.name}</bdi>
    </td>
    <td>
      {row.alerts > 0 ? (
        <Status tone="attention">{row.alerts}</Status>
      ) : (
        <Status tone="good">0</Status>
      )}
    </td>
    <td class="end">{row.waiting}</td>
    <td class="end">{row.calls ? meanTime(tag.value, row.meanWaitMs) : '–'}</td>
    <td class="end">{row.available + row.busy}</td>
    <td class="end">{row.paused}</td>
    <td class="end">{row.calls ? percent(tag.value, row.inTarget / row.calls) : '–'}</td>
    <td class="end">
      <a class="button small" href="#floor" onClick={() => chooseBranch(row.branch)}>
        {staffSay('overview.open')}
      </a>
    </td>
  </tr>
);

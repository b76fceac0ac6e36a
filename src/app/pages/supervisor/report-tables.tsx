import { useState } from 'preact/hooks';
import type { ReportName } from '../../wire/enums';
import { readReport, REPORTS } from '../shared/api/report';
import { Problem } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { useRead } from '../shared/look/use-read';
import { say } from '../shared/look/words';
import { Files, PictureOf } from './picture-parts';
import { Rows } from './picture-rows';

/** Every report: to download for Excel or as CSV, or to read here. */
export function ReportTables({ branch, directory, from, to }: PictureOf) {
  const [shown, setShown] = useState<ReportName>();
  const read = useRead(
    async () => shown && readReport(branch, shown, from, to),
    [branch, shown, from, to],
  );
  const { found: report, problem, again, busy } = read;
  return (
    <>
      <ul class="report-list">
        {REPORTS.map((name) => (
          <li key={name}>
            <span class="strong">{staffSay(`reports.${name}`)}</span>
            <button
              type="button"
              class="button small"
              aria-pressed={shown === name}
              onClick={() => (shown === name ? again() : setShown(name))}
            >
              {staffSay('reports.see')}
            </button>
            <Files branch={branch} name={name} from={from} to={to} />
          </li>
        ))}
      </ul>
      <Problem error={problem} again={again} busy={busy} />
      {shown && !report && problem === undefined && <p role="status">{say('loading')}</p>}
      {shown && report && (
        <Rows title={staffSay(`reports.${shown}`)} report={report} directory={directory} />
      )}
    </>
  );
}

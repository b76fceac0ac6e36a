import { useState } from 'preact/hooks';
import type { ReportName } from '../../wire/enums';
import type { Report } from '../../wire/records';
import { readReport, REPORTS } from '../shared/api/report';
import { asStaff } from '../shared/api/session';
import { Problem } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { useLatest } from '../shared/look/use-latest';
import { Files, PictureOf } from './picture-parts';
import { Rows } from './picture-rows';

/** Every report: to download for Excel or as CSV, or to read here. */
export function ReportTables({ branch, directory, from, to }: PictureOf) {
  const [shown, setShown] = useState<{ readonly name: ReportName; readonly report: Report }>();
  const [problem, setProblem] = useState<unknown>();
  const latest = useLatest();
  const see = async (name: ReportName) => {
    setProblem(undefined);
    const isLast = latest();
    try {
      const report = await asStaff(() => readReport(branch, name, from, to));
      if (isLast()) setShown({ name, report });
    } catch (error) {
      if (isLast()) setProblem(error);
    }
  };
  return (
    <>
      <ul class="report-list">
        {REPORTS.map((name) => (
          <li key={name}>
            <span class="strong">{staffSay(`reports.${name}`)}</span>
            <button
              type="button"
              class="button small"
              aria-pressed={shown?.name === name}
              onClick={() => void see(name)}
            >
              {staffSay('reports.see')}
            </button>
            <Files branch={branch} name={name} from={from} to={to} />
          </li>
        ))}
      </ul>
      <Problem error={problem} />
      {shown && (
        <Rows
          title={staffSay(`reports.${shown.name}`)}
          report={shown.report}
          directory={directory}
        />
      )}
    </>
  );
}

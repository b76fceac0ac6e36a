import { useState } from 'preact/hooks';
import { addDays, isoWeekday, localDate } from '../../domain/model/local-time';
import type { Directory } from '../../wire/settings';
import { readDirectory } from '../shared/api/directory';
import { serverNow } from '../shared/api/server-time';
import { Problem } from '../shared/look/parts';
import { showAgain } from '../shared/look/show-again';
import { staffSay } from '../shared/look/staff-words';
import { useRead } from '../shared/look/use-read';
import { say } from '../shared/look/words';
import { PictureAbandoned } from './picture-abandoned';
import { PictureAdvisors } from './picture-advisors';
import { PictureBranches } from './picture-branches';
import { PictureFeedback } from './picture-feedback';
import { PictureHours } from './picture-hours';
import { PictureOutcomes } from './picture-outcomes';
import { PictureOf } from './picture-parts';
import { PictureWeeks } from './picture-weeks';
import { ReportMails } from './report-mails';
import { ReportTables } from './report-tables';

/** Reports by day: as pictures, and as tables to read here or to download. */
export function Reports({ branch }: { branch: string }) {
  const { found: directory, problem, ...more } = useRead(() => readDirectory(branch), [branch]);
  const [days, setDays] = useState<Days>();
  if (problem !== undefined) {
    return (
      <main class="reports">
        <Problem error={problem} {...more} />
      </main>
    );
  }
  if (!directory) {
    return (
      <main class="desk-wait">
        <p role="status">{say('loading')}</p>
      </main>
    );
  }
  return <ByDays branch={branch} directory={directory} days={days} onDays={setDays} />;
}

/** Business days, both included; they stay when the reader switches to another branch. */
interface Days {
  readonly from: string;
  readonly to: string;
}

const SECTIONS = {
  hours: PictureHours,
  weeks: PictureWeeks,
  branches: PictureBranches,
  advisors: PictureAdvisors,
  abandoned: PictureAbandoned,
  outcomes: PictureOutcomes,
  feedback: PictureFeedback,
  tables: ReportTables,
  mails: ReportMails,
} as const satisfies Readonly<Record<string, (of: PictureOf) => unknown>>;
type Section = keyof typeof SECTIONS;

/** Days and times are by the branch's clock, wherever its supervisor is. */
function ByDays({
  branch,
  directory,
  days,
  onDays,
}: {
  branch: string;
  directory: Directory;
  days: Days | undefined;
  onDays: (days: Days) => void;
}) {
  const today = localDate(directory.config.settings.timeZone, serverNow());
  const { from, to } = days ?? { from: weeksBack(today, 4), to: today };
  const [section, setSection] = useState<Section>('hours');
  const Shown = SECTIONS[section];
  const name = staffSay(`pictures.section.${section}`);
  document.title = `${name} – ${staffSay('floor.reports')}`;
  return (
    <main class="reports">
      <p class="print-only strong">{`${directory.branch.name} · ${name}`}</p>
      <p class="quiet no-print">{staffSay('reports.text')}</p>
      <div class="report-days">
        <Day
          id="from"
          label={staffSay('reports.from')}
          value={from}
          max={to}
          onInput={(day) => onDays({ from: day, to })}
        />
        <Day
          id="to"
          label={staffSay('reports.to')}
          value={to}
          min={from}
          onInput={(day) => onDays({ from, to: day })}
        />
        <div class="report-presets no-print" role="group" aria-label={staffSay('pictures.days')}>
          {[1, 4, 13, 52].map((weeks) => (
            <button
              key={weeks}
              type="button"
              class="button small"
              aria-pressed={to === today && from === weeksBack(today, weeks)}
              onClick={() => onDays({ from: weeksBack(today, weeks), to: today })}
            >
              {staffSay('pictures.weeks-back', { n: weeks })}
            </button>
          ))}
        </div>
      </div>
      <nav class="report-sections no-print" aria-label={staffSay('floor.reports')}>
        {(Object.keys(SECTIONS) as Section[]).map((each) => (
          <button
            key={each}
            type="button"
            aria-current={each === section ? 'true' : undefined}
            onClick={() => setSection(each)}
          >
            {staffSay(`pictures.section.${each}`)}
          </button>
        ))}
      </nav>
      {from <= to ? (
        <Shown key={section} branch={branch} directory={directory} from={from} to={to} />
      ) : (
        <p role="status">{staffSay('pictures.days.wrong')}</p>
      )}
    </main>
  );
}

/** The first Monday of this many weeks, of which the present one is the last. */
const weeksBack = (today: string, weeks: number) =>
  addDays(today, 1 - isoWeekday(today) - 7 * (weeks - 1));

function Day({
  id,
  label,
  value,
  onInput,
  ...bounds
}: {
  id: string;
  label: string;
  value: string;
  min?: string;
  max?: string;
  onInput: (day: string) => void;
}) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input"
        type="date"
        value={value}
        {...bounds}
        onInput={(event) => event.currentTarget.value && onInput(event.currentTarget.value)}
        onBlur={(event) => showAgain(event.currentTarget, value)}
      />
    </div>
  );
}

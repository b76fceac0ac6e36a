import { spansOn } from '../../domain/model/day';
import { byQueue } from '../../domain/model/queue-order';
import { Days } from '../../domain/model/report-mail';
import { BranchConfig } from '../../domain/model/state';
import { branchesOf, hoursOf, linesBy, recordsOf } from '../../domain/views/report-figures';
import { Cell, ClaimedMail, Directory, MailFile } from '../../ports';
import { Letter, LetterOf, reportLetter } from '../../reports/letter';
import { eachDay } from '../../reports/mail-words';
import { sheetOf } from '../../reports/report-words';
import { XLSX, xlsx } from '../../reports/workbook/xlsx';
import { branchName } from '../reads/branch-name';
import { Report } from '../reads/deps';
import { branchesReport, report } from '../reads/read-records';
import { settingsFor } from './ask';
import { MailDeps } from './deps';

export interface WrittenReport extends Letter {
  readonly fromName: string;
  readonly files: readonly MailFile[];
}

/** A report with all its rows. */
interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly asOf: number;
}

/**
 * A report as a message, with figures and files made by the same functions as the reports' page.
 * @returns undefined if there is nothing to report: no branch opened, and nobody came
 */
export const writeReport =
  (deps: MailDeps) =>
  async (
    mail: ClaimedMail,
    branches: readonly string[],
    days: Days,
    links: LetterOf['links'],
  ): Promise<WrittenReport | undefined> => {
    const compared = await whole(await branchesReport(deps)(branches, days));
    const lines = branchesOf(recordsOf(compared));
    const came = lines.some(({ issued, called, served }) => issued + called + served > 0);
    if (!came && !(await anyOpened(deps, branches, days))) return undefined;
    const { face, timeZone } = await settingsFor(deps, mail.branch);
    const shared = {
      language: mail.language,
      face,
      period: mail.period,
      days,
      timeZone,
      branches: lines,
      links,
    };
    const fromName = face.name || 'Ticketero';
    if (mail.branch === null) {
      const letter = reportLetter({ ...shared, place: undefined, asOf: compared.asOf });
      return { ...letter, fromName, files: [await fileOf('branches', compared, mail, days)] };
    }
    const { directory } = await deps.store.branchOf(mail.branch);
    const [weeks, hours, waits] = await tables(deps, mail.branch, days);
    const letter = reportLetter({
      ...shared,
      place: await branchName(deps.store, mail.branch),
      asOf: Math.min(compared.asOf, weeks.asOf, hours.asOf),
      detail: {
        queues: byQueue(linesBy(recordsOf(weeks), 'queue'), ({ key }) => key, directory.config).map(
          (line) => ({ name: nameOf(directory.config, line.key, mail.language), line }),
        ),
        hours: hoursOf(recordsOf(hours)),
        ...targetOf(directory.config),
      },
    });
    const files = [
      await fileOf('waits', waits, mail, days, directory),
      await fileOf('hours', hours, mail, days, directory),
    ];
    return { ...letter, fromName, files };
  };

/** One after the other: few long reads may run at a time. */
async function tables(deps: MailDeps, branch: string, days: Days) {
  const read = async (name: string) => whole(await report(deps)(branch, name, days));
  return [await read('weeks'), await read('hours'), await read('waits')] as const;
}

async function whole({ columns, asOf, batches }: Report): Promise<Table> {
  const rows: (readonly Cell[])[] = [];
  for await (const batch of batches) rows.push(...batch);
  return { columns, rows, asOf };
}

/** The same workbook that the reports page offers. */
async function fileOf(
  name: string,
  { columns, rows }: Table,
  { branch, language }: ClaimedMail,
  { from, to }: Days,
  directory?: Directory,
): Promise<MailFile> {
  const parts: Uint8Array[] = [];
  async function* once() {
    yield rows;
  }
  for await (const part of xlsx(sheetOf(name, columns, directory, language), once())) {
    parts.push(part);
  }
  return {
    name: `${[name, ...(branch === null ? [] : [branch]), from, to].join('-')}.xlsx`,
    type: XLSX,
    content: Buffer.concat(parts),
  };
}

const nameOf = ({ queues }: BranchConfig, queue: string, language: 'es' | 'en'): string =>
  queues[queue]?.names[language] || queues[queue]?.names.es || queue;

/** The target of all queues, if they share one. */
function targetOf({ queues }: BranchConfig): { readonly target?: number } {
  const targets = new Set(Object.values(queues).map(({ targetMinutes }) => targetMinutes));
  return targets.size === 1 ? { target: [...targets][0] } : {};
}

async function anyOpened({ store }: MailDeps, branches: readonly string[], days: Days) {
  for (const branch of branches) {
    const { settings } = (await store.branchOf(branch)).directory.config;
    if (eachDay(days).some((day) => spansOn(day, settings).length > 0)) return true;
  }
  return false;
}

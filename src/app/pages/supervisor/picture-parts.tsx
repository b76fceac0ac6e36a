import { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { inOrder } from '../../domain/model/queue-order';
import { recordsOf } from '../../domain/views/report-figures';
import { dayAndMonth } from '../../texts/format';
import type { ReportName } from '../../wire/enums';
import type { Report } from '../../wire/records';
import type { Directory } from '../../wire/settings';
import { readReport, reportFile, ReportFilters } from '../shared/api/report';
import { FileLink } from '../shared/look/file-link';
import { Problem } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { Reading, useRead } from '../shared/look/use-read';
import { language, named, say, tag } from '../shared/look/words';
import { NewHeading, Rows } from './picture-rows';

/** The range of every chart. Days are business days, both included. */
export interface PictureOf {
  readonly branch: string;
  readonly directory: Directory;
  readonly from: string;
  readonly to: string;
}

/** The rows behind a figure in a chart. */
export interface Behind {
  /** Said anew, so that it follows when the reader changes the language. */
  readonly title: () => string;
  readonly name: 'stretches' | 'answers';
  readonly from: string;
  readonly to: string;
  readonly filters: ReportFilters;
}

export const usePicture = (name: ReportName, { branch, from, to }: PictureOf) =>
  useRead(() => readReport(branch, name, from, to), [name, branch, from, to]);

/** The rows behind a chosen figure: gone with the days that the figure is of. */
export function useBehind({ from, to }: PictureOf) {
  const chosen = useState<Behind>();
  useEffect(() => chosen[1](undefined), [from, to]);
  return chosen;
}

/**
 * The picture, once its report has arrived and is not empty; below it the rows behind a chosen
 * figure.
 */
export function Picture({
  name,
  of,
  found: report,
  problem,
  again,
  busy,
  behind,
  onClose,
  children,
}: Reading<Report> & {
  name: ReportName;
  of: PictureOf;
  behind?: Behind;
  onClose?: () => void;
  children: (rows: ReturnType<typeof recordsOf>) => ComponentChildren;
}) {
  if (!report) {
    return problem === undefined ? (
      <p role="status">{say('loading')}</p>
    ) : (
      <Problem error={problem} again={again} busy={busy} />
    );
  }
  const { branch, from, to } = of;
  return (
    <section class="picture">
      {report.rows.length === 0 ? (
        <p class="quiet" role="status">
          {staffSay('reports.none')}
        </p>
      ) : (
        <>
          {children(recordsOf(report))}
          <p class="picture-files no-print">
            <Files branch={branch} name={name} from={from} to={to} />
          </p>
        </>
      )}
      {behind && <RowsBehind of={of} behind={behind} onClose={onClose!} />}
    </section>
  );
}

/** A report to download: for Excel, and for other programs. */
export function Files({
  branch,
  name,
  from,
  to,
  filters = {},
}: {
  branch: string;
  name: ReportName;
  from: string;
  to: string;
  filters?: ReportFilters;
}) {
  const days = { from, to, spanish: language.value !== 'en' };
  return (
    <TwoFiles
      of={(form) => reportFile(branch, name, form, days, filters)}
      name={`${name}-${branch}-${from}-${to}`}
    />
  );
}

/**
 * Links to one table in two formats, side by side. `of`: the address of each; `name`: the file's
 * name without extension.
 */
export const TwoFiles = ({ of, name }: { of: (form: 'csv' | 'xlsx') => string; name: string }) => (
  <>
    {(['xlsx', 'csv'] as const).map((form) => (
      <FileLink key={form} class="button small" href={of(form)} name={`${name}.${form}`}>
        {staffSay(`reports.${form}`)}
      </FileLink>
    ))}
  </>
);

function RowsBehind({
  of,
  behind,
  onClose,
}: {
  of: PictureOf;
  behind: Behind;
  onClose: () => void;
}) {
  const { name, from, to, filters, title } = behind;
  const {
    found: report,
    problem,
    ...more
  } = useRead(
    () => readReport(of.branch, name, from, to, filters),
    [of.branch, name, from, to, JSON.stringify(filters)],
  );
  return (
    <div class="picture-rows">
      <div class="picture-rows-head">
        <NewHeading of={title()} about={behind} />
        <Files branch={of.branch} name={name} from={from} to={to} filters={filters} />
        <button type="button" class="button small" onClick={onClose}>
          {staffSay('pictures.close')}
        </button>
      </div>
      <Problem error={problem} {...more} />
      {!report && problem === undefined && <p role="status">{say('loading')}</p>}
      {report && <Rows title={title()} report={report} directory={of.directory} />}
    </div>
  );
}

/** Chooses the queue of a picture: all of them, or one. */
export const ChooseQueue = ({
  directory: { config },
  queue,
  onChoose,
}: {
  directory: Directory;
  queue: string | undefined;
  onChoose: (queue: string | undefined) => void;
}) => (
  <label class="chart-queue">
    <span class="unseen">{staffSay('floor.chart.queue')}</span>
    <select
      class="input"
      value={queue ?? ''}
      onChange={(event) => onChoose(event.currentTarget.value || undefined)}
    >
      <option value="">{staffSay('floor.chart.queue.all')}</option>
      {inOrder(Object.values(config.queues), config.settings.queueOrder).map(({ id, names }) => (
        <option key={id} value={id}>
          {named(names)}
        </option>
      ))}
    </select>
  </label>
);

/** The target of a queue; for all queues, their common target if there is one. */
export function targetOf({ config }: Directory, queue: string | undefined): number | undefined {
  const targets = Object.values(config.queues)
    .filter(({ id }) => queue === undefined || id === queue)
    .map(({ targetMinutes }) => targetMinutes);
  return new Set(targets).size === 1 ? targets[0] : undefined;
}

export const queueName = ({ config }: Directory, queue: string | undefined) =>
  queue === undefined
    ? staffSay('floor.chart.queue.all')
    : named(config.queues[queue]?.names) || queue;

/** A week, named by its Monday. */
export const weekLabel = (week: string) => dayAndMonth(tag.value, week);

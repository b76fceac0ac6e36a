import { useEffect, useMemo, useState } from 'preact/hooks';
import { addDays, localDate, localHour } from '../../domain/model/local-time';
import { FloorView } from '../../domain/views/views';
import { number, percent, timeSpan } from '../../texts/format';
import type { Directory } from '../../wire/settings';
import { ApiProblem } from '../shared/api/api';
import { second } from '../shared/api/clock';
import { readReport } from '../shared/api/report';
import { serverNow } from '../shared/api/server-time';
import { asStaff } from '../shared/api/session';
import { staffSay } from '../shared/look/staff-words';
import { tag } from '../shared/look/words';
import { DayByHour, dayByHour, DayReports, hasAny, hoursShown } from './day-figures';
import { FloorParts } from './floor-parts';
import { HourChart, HourChartProps, HourTable } from './hour-chart';
import { ChooseQueue, targetOf } from './picture-parts';

const REFRESH_MS = 60_000;

/** The day so far: sums from the floor itself, hours from the reports of today and yesterday. */
export function Day({ branch, view, directory }: FloorParts & { branch: string }) {
  const zone = directory.config.settings.timeZone;
  // A branch has no day before its first one begins.
  const day = view.floor.day || localDate(zone, second.peek());
  const yesterday = addDays(day, -1);
  const reports = useReports(branch, yesterday, day);
  return (
    <section class="day" aria-labelledby="day-title">
      <h2 id="day-title">{staffSay('floor.day')}</h2>
      <dl class="day-figures figures">
        {figuresOf(view.queues).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {reports && (
        <Charts reports={reports} day={day} yesterday={yesterday} directory={directory} />
      )}
    </section>
  );
}

/** Sums and means of the day, by name. */
function figuresOf(queues: FloorView['queues']): readonly (readonly [string, string])[] {
  const sum = (of: (queue: FloorView['queues'][number]) => number) =>
    queues.reduce((so, queue) => so + of(queue), 0);
  const calls = sum((queue) => queue.calls);
  const served = sum((queue) => queue.served);
  const waitMs = sum((queue) => queue.waitMs);
  const serviceMs = sum((queue) => queue.serviceMs);
  const services = sum((queue) => queue.services);
  const inTarget = sum((queue) => queue.inTarget);
  return [
    [staffSay('floor.issued'), whole(sum((queue) => queue.issued))],
    [staffSay('floor.served'), whole(served)],
    [staffSay('floor.no-shows'), whole(sum((queue) => queue.missed))],
    [staffSay('floor.cancelled'), whole(sum((queue) => queue.cancelled))],
    [staffSay('floor.wait-mean'), calls === 0 ? '–' : timeSpan(tag.value, waitMs / calls)],
    [
      staffSay('floor.service-mean'),
      services === 0 ? '–' : timeSpan(tag.value, serviceMs / services),
    ],
    [staffSay('floor.in-target'), calls === 0 ? '–' : percent(tag.value, inTarget / calls)],
  ];
}

const whole = (value: number) => number(tag.value, Math.round(value));

function Charts({
  reports,
  day,
  yesterday,
  directory,
}: {
  reports: DayReports;
  day: string;
  yesterday: string;
  directory: Directory;
}) {
  const [queue, setQueue] = useState<string>();
  const zone = directory.config.settings.timeZone;
  const now = Math.floor(second.value / REFRESH_MS) * REFRESH_MS;
  const [today, before] = useMemo(
    () => [day, yesterday].map((each) => dayByHour(reports, { day: each, zone, now, queue })),
    [reports, day, yesterday, zone, now, queue],
  );
  const nowHour = localHour(zone, now);
  const had = hasAny(before);
  const shown = { ...hoursShown(had ? [today, before] : [today], nowHour), nowHour };
  const chart = (
    of: keyof DayByHour,
    rest: Pick<HourChartProps, 'write' | 'atLeast' | 'target'>,
  ): HourChartProps => ({
    title: staffSay(`floor.chart.${of}`),
    today: today[of],
    ...(had && { yesterday: before[of] }),
    ...shown,
    ...rest,
  });
  const target = targetOf(directory, queue);
  const charts = [
    chart('arrivals', { write: whole, atLeast: 4 }),
    chart('waits', { write: whole, atLeast: 4, target }),
    chart('occupancy', { write: (value) => percent(tag.value, value), atLeast: 1 }),
  ];
  return (
    <div class="charts">
      <ChooseQueue directory={directory} queue={queue} onChoose={setQueue} />
      {charts.map((each) => (
        <HourChart key={each.title} {...each} />
      ))}
      <p class="chart-legend quiet">
        <span class="legend-today" /> {staffSay('floor.chart.today')}{' '}
        {had && (
          <>
            <span class="legend-yesterday" /> {staffSay('floor.chart.yesterday')}{' '}
          </>
        )}
        {target !== undefined && (
          <>
            <span class="legend-target" /> {staffSay('floor.chart.target')}
          </>
        )}
      </p>
      <HourTable charts={charts} />
    </div>
  );
}

/** Read again every minute; a failed read keeps the last ones. */
function useReports(branch: string, from: string, to: string): DayReports | undefined {
  const [reports, setReports] = useState<DayReports>();
  useEffect(() => {
    let timer = 0;
    let gone = false;
    const read = async () => {
      try {
        const [tickets, stretches] = await asStaff(() =>
          Promise.all([
            readReport(branch, 'tickets', from, to),
            readReport(branch, 'stretches', from, to),
          ]),
        );
        if (!gone) setReports({ tickets, stretches });
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
      }
      if (!gone) timer = window.setTimeout(read, REFRESH_MS - (serverNow() % 5_000));
    };
    void read();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [branch, from, to]);
  return reports;
}

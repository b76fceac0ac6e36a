import { useEffect, useMemo, useState } from 'preact/hooks';
import { addDays, localDate, localHour } from '../../domain/model/local-time';
import { FloorView } from '../../domain/views/views';
import { meanTime, number, percent } from '../../texts/format';
import type { Report } from '../../wire/records';
import { ApiProblem } from '../shared/api/api';
import { second, serverNow } from '../shared/api/clock';
import { readReport } from '../shared/api/report';
import { asStaff } from '../shared/api/session';
import { staffSay } from '../shared/look/staff-words';
import { tag } from '../shared/look/words';
import { dayByHour, hoursShown } from './day-figures';
import { FloorParts } from './floor-parts';
import { HourChart, HourChartProps, HourTable } from './hour-chart';

const REFRESH_MS = 60_000;

/** The day so far: sums from the floor itself, hours from the report of today and yesterday. */
export function Day({ branch, view, directory }: FloorParts & { branch: string }) {
  const zone = directory.config.settings.timeZone;
  // Before its first day begins, a branch has none.
  const day = view.floor.day || localDate(zone, second.peek());
  const yesterday = addDays(day, -1);
  const report = useReport(branch, yesterday, day);
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
      {report && (
        <Charts
          report={report}
          day={day}
          yesterday={yesterday}
          zone={zone}
          target={meanTarget(view, directory)}
        />
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
    [staffSay('floor.wait-mean'), calls === 0 ? '–' : meanTime(tag.value, waitMs / calls)],
    [
      staffSay('floor.service-mean'),
      services === 0 ? '–' : meanTime(tag.value, serviceMs / services),
    ],
    [staffSay('floor.in-target'), calls === 0 ? '–' : percent(tag.value, inTarget / calls)],
  ];
}

const whole = (value: number) => number(tag.value, Math.round(value));

/**
 * Mean target of the queues, in minutes, weighted by today's calls; unweighted before the first.
 */
function meanTarget(
  view: FloorParts['view'],
  directory: FloorParts['directory'],
): number | undefined {
  const queues = view.queues.filter((queue) => directory.config.queues[queue.id]);
  if (queues.length === 0) return undefined;
  const calls = queues.reduce((sum, queue) => sum + queue.calls, 0);
  const weight = (queue: (typeof queues)[number]) =>
    calls === 0 ? 1 / queues.length : queue.calls / calls;
  return Math.round(
    queues.reduce(
      (sum, queue) => sum + directory.config.queues[queue.id].targetMinutes * weight(queue),
      0,
    ),
  );
}

function Charts({
  report,
  day,
  yesterday,
  zone,
  target,
}: {
  report: Report;
  day: string;
  yesterday: string;
  zone: string;
  target: number | undefined;
}) {
  const now = Math.floor(second.value / REFRESH_MS) * REFRESH_MS;
  const today = useMemo(() => dayByHour(report, day, zone, now), [report, day, zone, now]);
  const before = useMemo(
    () => dayByHour(report, yesterday, zone, now),
    [report, yesterday, zone, now],
  );
  const nowHour = localHour(zone, now);
  const shown = { ...hoursShown([today, before], nowHour), nowHour };
  const share = (value: number) => percent(tag.value, value);
  const charts: readonly HourChartProps[] = [
    {
      title: staffSay('floor.chart.arrivals'),
      today: today.arrivals,
      yesterday: before.arrivals,
      ...shown,
      write: whole,
      atLeast: 4,
    },
    {
      title: staffSay('floor.chart.waits'),
      today: today.waits,
      yesterday: before.waits,
      target,
      ...shown,
      write: whole,
      atLeast: 5,
    },
    {
      title: staffSay('floor.chart.occupancy'),
      today: today.occupancy,
      yesterday: before.occupancy,
      ...shown,
      write: share,
      atLeast: 1,
    },
  ];
  return (
    <div class="charts">
      {charts.map((chart) => (
        <HourChart key={chart.title} {...chart} />
      ))}
      <p class="chart-legend quiet">
        <span class="legend-today" /> {staffSay('floor.chart.today')}{' '}
        <span class="legend-yesterday" /> {staffSay('floor.chart.yesterday')}{' '}
        <span class="legend-target" /> {staffSay('floor.chart.target')}
      </p>
      <HourTable charts={charts} />
    </div>
  );
}

/** The report, read again every minute; a failed read keeps the last one. */
function useReport(branch: string, from: string, to: string): Report | undefined {
  const [report, setReport] = useState<Report>();
  useEffect(() => {
    let timer = 0;
    let gone = false;
    const read = async () => {
      try {
        const fresh = await asStaff(() => readReport(branch, 'tickets', from, to));
        if (!gone) setReport(fresh);
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
  return report;
}

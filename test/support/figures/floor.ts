import { Stretch } from '../../../src/app/domain/model/stretch';
import type { Wire } from '../../../src/app/wire/common';
import type { BranchDay } from '../../../src/app/wire/floor';
import type { AdvisorView, floorView } from '../../../src/app/wire/views';
import { Figures, grouped, Line } from './own';

/** Compares what screens show of the day and the present with stretches. */

export type FloorView = Wire<typeof floorView>;

export function againstFloor(
  own: Figures,
  all: readonly Stretch[],
  view: FloorView,
  now: number,
): readonly string[] {
  const byQueue = grouped(own.stretches, ({ queue }) => queue);
  const everOpen = grouped(all, ({ queue }) => queue);
  const ms = (of: readonly Stretch[]) => of.reduce((sum, { waitMs = 0 }) => sum + waitMs, 0);
  return [
    ...view.queues.flatMap((shown) => {
      const of = byQueue.get(shown.id) ?? [];
      const [waits, services] = [own.waits(of), own.services(of)];
      const open = own.open(everOpen.get(shown.id) ?? []);
      const right: Line = {
        issued: waits['issued'],
        served: services['served'],
        handedOn: services['handed_on'],
        services: services['taught'],
        serviceMs: services['service_ms'],
        calls: waits['called'],
        waitMs: ms(of),
        inTarget: waits['called_by_due'],
        missed: waits['missed'],
        cancelled: waits['cancelled'],
        waiting: open['waiting'],
        deferred: open['deferred'],
        called: open['called'],
        serving: open['serving'],
        held: open['held'],
      };
      const counted = { ...shown, waiting: shown.general + shown.preferential };
      return unlike(`floor, ${shown.id}`, right, counted);
    }),
    ...Object.values(view.floor.advisors).flatMap((each) =>
      againstAdvisor(`floor, ${each.id}`, own, each, now),
    ),
  ];
}

/** An advisor's own figures of the day. */
export function againstAdvisor(
  where: string,
  own: Figures,
  shown: AdvisorView['me'],
  now: number,
): readonly string[] {
  const of = own.stretches.filter(({ advisor }) => advisor === shown.id);
  const services = own.services(of);
  const right: Line = {
    served: services['served'],
    handedOn: services['handed_on'],
    services: services['taught'],
    serviceMs: services['service_ms'],
  };
  const found = unlike(where, right, shown);
  const duty = shown.dutyMs + (shown.onDutySince ? now - Date.parse(shown.onDutySince) : 0);
  const minutes = own.advisors(of)['on_duty_minutes']!;
  return Math.abs(duty / 60_000 - minutes) < 1e-6
    ? found
    : [...found, `${where}: on duty ${duty / 60_000} min, and stretches give ${minutes}`];
}

export function againstOverview(own: Figures, shown: BranchDay): readonly string[] {
  const waits = own.waits(own.stretches.filter(({ queue }) => queue !== undefined));
  const mean = waits['mean_wait_minutes'];
  return unlike(
    'overview',
    {
      issued: waits['issued'],
      served: waits['served'],
      missed: waits['missed'],
      cancelled: waits['cancelled'],
      calls: waits['called'],
      inTarget: waits['called_by_due'],
      // rounds off the error from multiplying minutes, so that a half stays a half
      meanWaitMs: Math.round(Number(((mean ?? 0) * 60_000).toFixed(6))),
    },
    shown,
  );
}

const unlike = (where: string, right: Line, shown: object): readonly string[] =>
  Object.entries(right).flatMap(([figure, value]) => {
    const there = (shown as Readonly<Record<string, unknown>>)[figure];
    return there === value ? [] : [`${where}: ${figure} is ${there}, and stretches give ${value}`];
  });

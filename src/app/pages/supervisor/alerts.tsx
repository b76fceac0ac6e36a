import { useEffect, useState } from 'preact/hooks';
import { isOnDuty } from '../../domain/model/advisor';
import { Alert } from '../../domain/model/alert';
import { second } from '../shared/api/clock';
import { session } from '../shared/api/session';
import { readDevices } from '../shared/devices/names';
import { deviceSay } from '../shared/devices/words';
import * as icons from '../shared/look/all-icons';
import { Icon } from '../shared/look/all-icons';
import { Empty, Notice } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { ticketVerb } from './act';
import { AlertHistory } from './alert-history';
import { AlertWhat, Meanwhile } from './alert-parts';
import { actionLabel, Offered, offered } from './alert-words';
import { BriefingCard } from './briefing';
import { FinishFromFloor, outcomesOf } from './finish-from-floor';
import { FloorParts } from './floor-parts';
import { FloorUndo } from './floor-undo';
import { isOver, redRows, RowId, rowOf } from './needs-help';
import { OpenQueueDialog } from './open-queue-dialog';
import { pointTo } from './pointed';
import { useAct } from './use-act';

/**
 * Each alert: what, since when, who has seen it, a link to its row, and the button for what it
 * suggests. A floor without alerts and without red rows is said to be calm.
 */
export function Alerts({ branch, ...parts }: FloorParts & { branch: string }) {
  const { view } = parts;
  const open = view.alerts.filter((each) => !seemsOver(each, parts));
  useEffect(() => void readDevices(branch), [branch]);
  return (
    <section class="column alerts" aria-labelledby="alerts-title">
      <h2 id="alerts-title">
        {staffSay('floor.alerts')} {open.length > 0 && <span class="figures">{open.length}</span>}
      </h2>
      <FloorUndo actions={parts.actions} />
      <div aria-live="polite" class="alert-list">
        {view.alerts.length === 0 ? (
          <NoAlerts view={view} directory={parts.directory} />
        ) : (
          view.alerts.map((alert) => <AlertCard key={alert.id} alert={alert} {...parts} />)
        )}
      </div>
      <BriefingCard branch={branch} {...parts} />
      <AlertHistory branch={branch} directory={parts.directory} floor={view.floor} />
    </section>
  );
}

const seemsOver = (alert: Alert, { view, directory }: Pick<FloorParts, 'view' | 'directory'>) =>
  isOver(alert, view, directory.config, second.value);

function NoAlerts({ view, directory }: Pick<FloorParts, 'view' | 'directory'>) {
  const lacking = lackingHere(view, directory);
  if (lacking.length > 0) return <Lacking what={lacking} />;
  const red = redRows(view, directory.config, second.value);
  return red === 0 ? (
    <Empty icon={icons.good} title={staffSay('floor.calm')}>
      {staffSay('floor.calm.text')}
    </Empty>
  ) : (
    <div class="not-calm">
      <p class="strong">{staffSay('floor.calm.not')}</p>
      <p>{staffSay('floor.calm.not.text', { n: red })}</p>
    </div>
  );
}

/** Where each part that a branch may lack is added in administration. */
const ADDED_AT = { queues: 'queues', counters: 'counters', advisors: 'staff' } as const;
type Part = keyof typeof ADDED_AT;

/** A branch may do without advisors of its own as long as a supervisor serves there. */
function lackingHere(
  { floor }: FloorParts['view'],
  { config, advisors }: FloorParts['directory'],
): readonly Part[] {
  const lacks: Readonly<Record<Part, boolean>> = {
    queues: Object.keys(config.queues).length === 0,
    counters: Object.keys(config.counters).length === 0,
    advisors: advisors === 0 && !Object.values(floor.advisors).some(isOnDuty),
  };
  return (Object.keys(ADDED_AT) as Part[]).filter((each) => lacks[each]);
}

/** A branch that nobody can be served at is not calm. */
const Lacking = ({ what }: { what: readonly Part[] }) => (
  <div class="not-calm">
    {what.map((each) => (
      <p key={each} class="strong">
        {staffSay(`floor.${each}.none`)}
      </p>
    ))}
    <p>
      {session.value?.staff.role === 'admin' ? (
        <a href={`/admin#${ADDED_AT[what[0]]}`}>{staffSay('staff.lacking.add')}</a>
      ) : (
        staffSay('staff.lacking.text')
      )}
    </p>
  </div>
);

const grave: readonly Alert['kind'][] = [
  'wait-long',
  'advisor-unanswered',
  'target-passed',
  'share-low',
  'pause-long',
  'console-silent',
  'help-asked',
];

/** A queue without an advisor is serious once somebody waits in it. */
const isGrave = ({ kind, value }: Alert) =>
  grave.includes(kind) || (kind === 'queue-unattended' && value > 0);

/**
 * Does what an alert suggests. If it names nobody to open a queue, `choose` asks; `end` asks how a
 * service ended.
 */
function doSuggested(
  action: Offered,
  {
    actions,
    directory,
    view,
    run,
    choose,
    end,
  }: FloorParts & {
    run: (work: () => Promise<unknown>) => void;
    choose: (queue: string) => void;
    end: (ticket: string) => void;
  },
): void {
  const verb = ticketVerb(action);
  if (verb && 'ticket' in action) {
    const { ticket } = action;
    if (verb !== 'finish') return run(() => actions.onTicket(verb, ticket));
    const open = view.floor.tickets[ticket];
    return outcomesOf(directory, open) ? end(ticket) : run(() => actions.finish(open));
  }
  if (action.do === 'open-queue') {
    const advisor = action.advisor === undefined ? undefined : view.floor.advisors[action.advisor];
    if (!advisor) return choose(action.queue);
    return run(() =>
      actions.setQueues(advisor.id, [...new Set([...advisor.queues, action.queue])]),
    );
  }
  if (action.do === 'call-back') {
    return run(() => actions.ask(action.advisor, 'come-back'));
  }
  location.hash = 'accuracy';
}

/** A suggestion without its figures: those change, and a refusal stays. */
const whatItDoes = (action: Offered | undefined) =>
  action && { ...action, within: undefined, instead: undefined };

function AlertCard({ alert, actions, directory, view }: FloorParts & { alert: Alert }) {
  const { acknowledgedBy } = alert;
  const action = offered(alert.action);
  const { busy, problem, run } = useAct(JSON.stringify([whatItDoes(action), acknowledgedBy]));
  const [choosing, setChoosing] = useState<string>();
  const [ending, setEnding] = useState<string>();
  const asking = { choose: setChoosing, end: setEnding };
  const over = seemsOver(alert, { view, directory });
  const tone = !over && isGrave(alert) ? 'alarm' : 'attention';
  return (
    <article class={`alert-card ${tone} ${over || alert.acknowledgedBy ? 'seen' : ''}`}>
      <AlertWhat alert={alert} tone={tone} directory={directory} view={view} />
      {over && <p class="strong">{staffSay('floor.alert.over')}</p>}
      {problem && (
        <Notice tone="attention" live>
          {problem}
        </Notice>
      )}
      {!over && <Meanwhile of={alert} directory={directory} view={view} />}
      <div class="alert-actions">
        {action && !over && (
          <button
            type="button"
            class="button primary"
            disabled={busy}
            onClick={() => doSuggested(action, { actions, directory, view, run, ...asking })}
          >
            <bdi class="two-lines">{actionLabel(action, directory, view.floor)}</bdi>
          </button>
        )}
        <ToRow row={rowOf(alert, view.floor)} />
        {!alert.acknowledgedBy && !over && (
          <button
            type="button"
            class="button"
            disabled={busy}
            onClick={() => run(() => actions.seen(alert.id))}
          >
            <Icon of={icons.check} />
            {alert.kind === 'help-asked'
              ? deviceSay('devices.help.take')
              : staffSay('floor.alert.seen')}
          </button>
        )}
      </div>
      {choosing && (
        <OpenQueueDialog
          queue={choosing}
          actions={actions}
          directory={directory}
          view={view}
          onClose={() => setChoosing(undefined)}
        />
      )}
      {ending !== undefined && (
        <FinishFromFloor
          ticket={view.floor.tickets[ending]}
          directory={directory}
          onFinish={(outcome) => run(() => actions.finish(view.floor.tickets[ending], outcome))}
          onClose={() => setEnding(undefined)}
        />
      )}
    </article>
  );
}

/** A link to the row that an alert is about, if it has one. */
function ToRow({ row }: { row: RowId | undefined }) {
  return (
    row && (
      <button type="button" class="button" onClick={() => pointTo(row)}>
        {staffSay(row.startsWith('queue') ? 'floor.alert.show.queue' : 'floor.alert.show.advisor')}
      </button>
    )
  );
}

import { useEffect, useState } from 'preact/hooks';
import { addDays, localDate } from '../../domain/model/local-time';
import { percent } from '../../texts/format';
import type { Directory } from '../../wire/settings';
import type { BriefingAnswer } from '../../wire/simulations';
import { call } from '../shared/api/api';
import { second } from '../shared/api/clock';
import { asStaff } from '../shared/api/session';
import * as icons from '../shared/look/all-icons';
import { Icon } from '../shared/look/all-icons';
import { staffSay } from '../shared/look/staff-words';
import { tag } from '../shared/look/words';
import { queueName, staffName } from './alert-words';
import { FloorParts } from './floor-parts';
import { changeInWords } from './plan-changes';
import { stretchOf, tenths, timeOf } from './plan-figures';
import { dayInWords } from './plan-words';

type Briefing = NonNullable<BriefingAnswer['briefing']>;

/** A briefing older than this is not news. */
const DAYS = 7;
/** Fewer predicted waits say nothing about how often predictions come true. */
const FEWEST = 10;
const READ = 'ticketero.briefing';

const readUpTo = (branch: string) => localStorage.getItem(`${READ}.${branch}`) ?? '';

/**
 * Reads the briefing once per business day; a page that is left open overnight gets the next one.
 */
function useBriefing(branch: string, day: string): Briefing | undefined {
  const [found, setFound] = useState<Briefing>();
  useEffect(() => {
    setFound(undefined);
    asStaff(() => call('GET /api/branches/:branch/briefing', { params: { branch } })).then(
      ({ briefing }) => setFound(briefing ?? undefined),
      () => undefined, // the floor is what this page is for
    );
  }, [branch, day]);
  return found;
}

const todayOf = ({ config }: Directory) => localDate(config.settings.timeZone, second.value);

/** On the floor, until its reader has seen it. */
export function BriefingCard({ branch, directory }: FloorParts & { branch: string }) {
  const today = todayOf(directory);
  const briefing = useBriefing(branch, today);
  const [read, setRead] = useState('');
  if (!briefing || briefing.day < addDays(today, -DAYS)) return null;
  if (briefing.day <= readUpTo(branch) || briefing.day === read) return null;
  const done = () => {
    setRead(briefing.day);
    localStorage.setItem(`${READ}.${branch}`, briefing.day);
  };
  return (
    <section class="briefing" aria-labelledby="briefing-title">
      <h2 id="briefing-title">{staffSay('briefing.title', { day: dayInWords(briefing.day) })}</h2>
      <Sentences briefing={briefing} directory={directory} />
      <div class="alert-actions">
        <a class="button small" href="#plan">
          {staffSay('briefing.plan')}
        </a>
        <a class="button small" href="#accuracy">
          {staffSay('briefing.accuracy')}
        </a>
        <button type="button" class="button small" onClick={done}>
          <Icon of={icons.check} />
          {staffSay('briefing.read')}
        </button>
      </div>
    </section>
  );
}

/** The briefing on the page about accuracy. */
export function BriefingText({ branch, directory }: { branch: string; directory: Directory }) {
  const briefing = useBriefing(branch, todayOf(directory));
  if (!briefing) return null;
  return (
    <section class="briefing" aria-labelledby="briefing-title">
      <h2 id="briefing-title">{staffSay('briefing.title', { day: dayInWords(briefing.day) })}</h2>
      <Sentences briefing={briefing} directory={directory} />
    </section>
  );
}

/** What was predicted, what happened, and what to change. */
function Sentences({ briefing, directory }: { briefing: Briefing; directory: Directory }) {
  const { came, expected, low, high, within, said, foretold, held } = briefing;
  const happened = [
    expected === undefined
      ? staffSay('briefing.people.only', { n: came })
      : staffSay('briefing.people', { expected, low: low!, high: high!, n: came }),
    within === undefined || said === undefined
      ? ''
      : staffSay('briefing.within', {
          said: percent(tag.value, said),
          within: percent(tag.value, within),
        }),
    foretold < FEWEST
      ? ''
      : staffSay('briefing.held', { n: foretold, tenths: Math.round((held / foretold) * 10) }),
  ];
  return (
    <>
      <p>{happened.filter(Boolean).join(' ')}</p>
      <p class="strong">
        <bdi>{adviceOf(briefing, directory)}</bdi>
      </p>
    </>
  );
}

function adviceOf({ next }: Briefing, directory: Directory): string {
  if (!next) return staffSay('briefing.next.unknown');
  const { day, planned, within, change } = next;
  const share = directory.config.settings.alerts.targetShare;
  const outlook = staffSay(planned ? 'briefing.next.planned' : 'briefing.next.usual', {
    day: dayInWords(day),
    n: tenths(within, share),
  });
  if (!change) return `${outlook} ${staffSay('briefing.next.fine')}`;
  const [from, to] = stretchOf(change.steps);
  const names =
    change.what === 'skill'
      ? { queue: queueName(directory, change.queue), name: staffName(directory, change.advisor) }
      : undefined;
  const when = { from: timeOf(next, from), to: timeOf(next, to) };
  return `${outlook} ${changeInWords(change, when, names, share)}`;
}

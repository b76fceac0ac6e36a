import { useRef, useState } from 'preact/hooks';
import { longDate } from '../../texts/format';
import type { BodyOf } from '../../wire/routes';
import { command } from '../shared/api/api';
import { asStaff } from '../shared/api/session';
import { Notice } from '../shared/look/parts';
import { useSaid } from '../shared/look/use-said';
import { tag } from '../shared/look/words';
import { Desk, DeskNotice } from './desk';
import { Choice, DeskField } from './fields';
import { deskProblem, deskSay } from './words';

type RequestBody = BodyOf<'POST /api/branches/:branch/requests'>;
const RIGHTS = ['access', 'rectification', 'erasure', 'portability', 'opposition'] as const;
type Right = RequestBody['right'];

/** What somebody at the desk asks by a right over their data, written down for those who answer. */
export function RightRequest({ desk }: { desk: Desk }) {
  return (
    <details class="reception-card">
      <summary>{deskSay('reception.right')}</summary>
      <p class="quiet">{deskSay('reception.right.text')}</p>
      <RightForm desk={desk} />
    </details>
  );
}

/** Text that begins with a plus is a phone, of a person who gave nothing else. */
const personIn = (typed: string) =>
  typed.startsWith('+') ? { phone: typed.replace(/[\s()-]/g, '') } : { nationalId: typed };

async function noted(desk: Desk, body: RequestBody): Promise<() => DeskNotice> {
  try {
    const { dueAt } = await asStaff(() =>
      command('POST /api/branches/:branch/requests', { params: { branch: desk.branch }, body }),
    );
    const zone = desk.directory.value?.config.settings.timeZone;
    return () => {
      const date = longDate(tag.value, Date.parse(dueAt), zone);
      return { good: true, words: deskSay('reception.right.sent', { date }) };
    };
  } catch (error) {
    return () => ({ good: false, words: deskProblem(error) });
  }
}

function RightForm({ desk }: { desk: Desk }) {
  const fields = [
    useRef<HTMLInputElement>(null),
    useRef<HTMLInputElement>(null),
    useRef<HTMLInputElement>(null),
  ] as const;
  const [who, setWho] = useState('');
  const [right, setRight] = useState<Right>('access');
  const [words, setWords] = useState('');
  const [reach, setReach] = useState('');
  const [said, setSaid] = useSaid<DeskNotice>(JSON.stringify([who, right, words, reach]));
  const send = async () => {
    setSaid(undefined);
    const outcome = await noted(desk, {
      person: personIn(who.trim()),
      right,
      ...(words.trim() ? { words: words.trim() } : {}),
      ...(reach.trim() ? { reach: reach.trim() } : {}),
    });
    setSaid(outcome);
    if (outcome().good) for (const clear of [setWho, setWords, setReach]) clear('');
  };
  return (
    <form
      class="reception-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <DeskField
        id="right-who"
        label={deskSay('reception.right.who')}
        most={40}
        field={fields[0]}
        value={who}
        set={setWho}
      />
      <Choice<Right>
        id="right-what"
        label={deskSay('reception.right.what')}
        value={right}
        of={RIGHTS.map((each) => [each, deskSay(`reception.right.${each}`)])}
        choose={setRight}
      />
      <DeskField
        id="right-words"
        label={deskSay('reception.right.words')}
        most={1000}
        field={fields[1]}
        value={words}
        set={setWords}
      />
      <DeskField
        id="right-reach"
        label={deskSay('reception.right.reach')}
        most={200}
        field={fields[2]}
        value={reach}
        set={setReach}
      />
      <button class="button wide" disabled={who.trim() === ''}>
        {deskSay('reception.right.do')}
      </button>
      <div aria-live="polite">
        {said && <Notice tone={said.good ? 'good' : 'attention'}>{said.words}</Notice>}
      </div>
    </form>
  );
}

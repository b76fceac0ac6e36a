import { useRef, useState } from 'preact/hooks';
import type { Lane, Language } from '../../wire/enums';
import type { BodyOf } from '../../wire/routes';
import type { Directory } from '../../wire/settings';
import { ApiProblem, command } from '../shared/api/api';
import { asStaff } from '../shared/api/session';
import { Notice } from '../shared/look/parts';
import { useShortcuts } from '../shared/look/shortcuts';
import { faultOf } from '../shared/look/staff-refusal';
import { useSaid } from '../shared/look/use-said';
import { say } from '../shared/look/words';
import { Desk, DeskNotice } from './desk';
import { deskKeys } from './desk-keys';
import { Choice, DeskField, LaneChoice, QueueRadios } from './fields';
import { None, useGivesNone } from './gives';
import { deskProblem, deskSay } from './words';

/** Its control's id, if it is about one. */
type IssueNotice = DeskNotice & { readonly field?: string };
const ID = 'issue-id';

/** Issues a ticket and shows it. For a person who already has one, shows that one. */
async function issue(
  desk: Desk,
  body: BodyOf<'POST /api/branches/:branch/tickets'>,
): Promise<() => IssueNotice> {
  try {
    const { ticket } = await asStaff(() =>
      command('POST /api/branches/:branch/tickets', { params: { branch: desk.branch }, body }),
    );
    desk.found.value = [];
    // It is issued, whether or not it can be shown: pressing again would make two.
    await desk.show(ticket.number).catch(() => undefined);
    return () => ({ good: true, words: deskSay('reception.issued', { number: ticket.number }) });
  } catch (error) {
    const active = error instanceof ApiProblem && error.code === 'active_ticket_exists';
    if (active && typeof error.body.number === 'string') {
      await desk.show(error.body.number).catch(() => undefined);
    }
    const { field } = faultOf(error, { nationalId: ID });
    return () => ({ good: false, words: deskProblem(error), field });
  }
}

/** The button, or why there is nothing to press. */
function Give(props: { readonly none?: None; readonly busy: boolean; readonly ready: boolean }) {
  const { none, busy, ready } = props;
  return (
    <>
      <div aria-live="polite">
        {none && <Notice tone="attention">{say(`problem.${none}`)}</Notice>}
      </div>
      <button class="button primary wide" disabled={busy || !ready || none !== undefined}>
        {busy ? say('loading') : deskSay('reception.issue.do')}
      </button>
    </>
  );
}

/** What came of it, unless it is said at its field. */
const Outcome = ({ said }: { said: IssueNotice | undefined }) => (
  <div aria-live="polite">
    {said && !said.field && <Notice tone={said.good ? 'good' : 'attention'}>{said.words}</Notice>}
  </div>
);

/** The lane, and the language of the paper and the messages. */
const Kind = (props: {
  readonly lane: Lane;
  readonly setLane: (lane: Lane) => void;
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}) => (
  <div class="reception-pair">
    <LaneChoice id="issue-lane" lane={props.lane} choose={props.setLane} />
    <Choice
      id="issue-language"
      label={deskSay('reception.issue.language')}
      value={props.language}
      of={[
        ['es', 'Español'],
        ['en', 'English'],
      ]}
      choose={props.setLanguage}
    />
  </div>
);

/** Issues a ticket for the person in front of the desk, and then shows it for printing. */
export function Issue({ desk, directory }: { desk: Desk; directory: Directory }) {
  const form = useRef<HTMLFormElement>(null);
  const first = useRef<HTMLInputElement>(null);
  const [nationalId, setNationalId] = useState('');
  const [queue, setQueue] = useState<string>();
  const [lane, setLane] = useState<Lane>('general');
  const [language, setLanguage] = useState<Language>('es');
  const [busy, setBusy] = useState(false);
  const { queues, settings } = directory.config;
  const none = useGivesNone(desk.branch, desk.view.value?.configured);
  const [said, setSaid] = useSaid<IssueNotice>(
    JSON.stringify([nationalId, queue, lane, queues, settings.sign]),
  );
  useShortcuts({ [deskKeys.issue]: () => first.current!.focus() });

  const press = async () => {
    if (!queue || none) return;
    setBusy(true);
    setSaid(undefined);
    const typed = nationalId.trim();
    const person = typed ? { nationalId: typed } : {};
    const outcome = await issue(desk, { queue, lane, language, ...person });
    setBusy(false);
    setSaid(outcome);
    const { good, field } = outcome();
    if (field) document.getElementById(field)?.focus();
    if (!good) return;
    setNationalId('');
    setQueue(undefined);
    setLane('general');
    setLanguage('es');
    // The next person's ticket begins here, unless whoever is at the desk has gone elsewhere.
    const at = document.activeElement;
    if (at === document.body || form.current!.contains(at)) first.current!.focus();
  };
  return (
    <section class="reception-card" aria-labelledby="reception-issue">
      <h2 id="reception-issue">{deskSay('reception.issue')}</h2>
      <form
        class="reception-form"
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          void press();
        }}
      >
        <DeskField
          id={ID}
          label={deskSay('reception.issue.id')}
          keyed="issue"
          most={40}
          field={first}
          value={nationalId}
          set={setNationalId}
          wrong={said?.field ? said.words : undefined}
        />
        <QueueRadios directory={directory} queue={queue} choose={setQueue} />
        <Kind {...{ lane, setLane, language, setLanguage }} />
        <Give none={none} busy={busy} ready={queue !== undefined} />
        <Outcome said={said} />
      </form>
    </section>
  );
}

import { useEffect, useRef, useState } from 'preact/hooks';
import { clockTime } from '../../texts/format';
import type { PersonAtCounter } from '../../wire/at-counter';
import type { Directory } from '../../wire/settings';
import { command, newKey } from '../shared/api/api';
import { firstNameOf } from '../shared/api/directory';
import { asStaff } from '../shared/api/session';
import { staffProblem, staffSay } from '../shared/look/staff-words';
import { useSaid } from '../shared/look/use-said';
import { tag } from '../shared/look/words';
import { draft } from './draft';
import { Key, keyed, useKeys } from './keys';

type Note = PersonAtCounter['notes'][number];

/** The server's limit. */
const LONGEST = 300;

/** Notes on this visit, for the advisor who serves the customer next. */
export function NotesHere({
  notes,
  ticket,
  names,
  changed,
}: {
  notes: readonly Note[];
  ticket: string;
  names: Directory;
  changed: () => Promise<void>;
}) {
  const { text, type, busy, problem, write, remove } = useNotes(
    { branch: names.branch.id, ticket },
    changed,
  );
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    draft.value = text.trim() === '' ? undefined : { ticket, keep: write };
    return () => {
      draft.value = undefined;
    };
  }, [text, ticket]);
  useKeys({ note: () => field.current?.focus() });
  return (
    <section class="panel notes-here">
      <h2>{staffSay('advisor.notes')}</h2>
      {notes.length > 0 && (
        <ul>
          {notes.map((note) => (
            <Written
              key={note.id}
              note={note}
              names={names}
              busy={busy}
              remove={() => void remove(note)}
            />
          ))}
        </ul>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void write();
        }}
      >
        <label for="note">
          {staffSay('advisor.notes.write')} <Key of="note" />
        </label>
        <input
          id="note"
          class="input"
          ref={field}
          autocomplete="off"
          maxLength={LONGEST}
          value={text}
          {...keyed('note')}
          onInput={(event) => type(event.currentTarget.value)}
        />
        <button type="submit" class="button small" disabled={busy || text.trim() === ''}>
          {staffSay('advisor.notes.save')}
        </button>
      </form>
      {problem && <p role="alert">{problem}</p>}
    </section>
  );
}

/** The note being typed, and requests about notes, one at a time. */
function useNotes(
  params: { readonly branch: string; readonly ticket: string },
  changed: () => Promise<void>,
) {
  const [text, setText] = useState('');
  // A request without an answer is sent again under its key, so that one press makes one note.
  const [key, setKey] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useSaid();
  const type = (to: string) => {
    setText(to);
    setKey(newKey());
  };
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await asStaff(work);
      setProblem(undefined);
      await changed();
      return true;
    } catch (error) {
      setProblem(() => staffProblem(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  const write = async () => {
    const body = { note: text.trim() };
    const route = 'POST /api/branches/:branch/tickets/:ticket/notes';
    if (body.note && (await act(() => command(route, { params, key, body })))) type('');
  };
  const remove = ({ id }: Note) =>
    act(() =>
      command('DELETE /api/branches/:branch/tickets/:ticket/notes/:note', {
        params: { ...params, note: id },
      }),
    );
  return { text, type, busy, problem, write, remove };
}

/** One note, with a button to remove it for those who may. */
const Written = ({
  note: { text, at, by, yours },
  names,
  busy,
  remove,
}: {
  note: Note;
  names: Directory;
  busy: boolean;
  remove: () => void;
}) => (
  <li>
    <bdi>{text ?? staffSay('staff.unreadable')}</bdi>
    <span class="quiet">
      <bdi>{firstNameOf(names, by)}</bdi>{' '}
      {clockTime(tag.value, Date.parse(at), names.branch.timeZone)}
    </span>
    {yours && (
      <button
        type="button"
        class="button plain small"
        disabled={busy}
        aria-label={staffSay('advisor.notes.remove.this', { text: text ?? '' })}
        onClick={remove}
      >
        {staffSay('advisor.notes.remove')}
      </button>
    )}
  </li>
);

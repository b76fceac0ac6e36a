import { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { ApiProblem } from '../shared/api/api';
import { Leaving, useChanged, useLeave } from '../shared/look/leaving';
import { Answers, Dialog, Notice } from '../shared/look/parts';
import { problemWords } from '../shared/look/problem-words';
import { useUnsaved } from '../shared/look/unsaved';
import { say } from '../shared/look/words';
import { Form, useForm } from './form';
import { mergedRow } from './merged-row';
import { ChangedMeanwhile } from './use-list';
import { adminSay, wantsWords } from './words';

/** What went wrong, in words, for use outside forms. */
export function Problems({ error }: { error: unknown }) {
  const wrong = (error instanceof ApiProblem && error.body.errors) || [];
  return (
    <Notice tone="attention" live>
      {problemWords(error)}
      {wrong.length > 0 && (
        <ul>
          {wrong.map((each) => (
            <li key={each.field}>
              <bdi>{each.field}</bdi>: {wantsWords(each.wants)}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

/** A row in words, field by field, so that two versions can be compared. */
export type LabelledValues = readonly (readonly [label: string, value: string])[];

/**
 * A form in a dialog that saves and closes. If somebody else saved the same row meanwhile, what was
 * typed stays and both are shown: `tell` words a row, `put` changes the typed one, `take` drops it.
 * What only the other changed is taken over.
 */
export function Editor<Row extends object>({
  of,
  nameOf,
  isNew,
  row,
  typed,
  tell,
  put,
  take,
  onSave,
  onClose,
  children,
}: {
  of: 'branch' | 'queue' | 'counter' | 'staff' | 'device' | 'webhook';
  /** What a row is called: that of the row as the form opens stands over it. */
  nameOf: (row: Row) => string;
  isNew: boolean;
  row: Row;
  /** What is typed in addition, such as a password. */
  typed?: string;
  tell: (row: Row) => LabelledValues;
  put: (row: Row) => void;
  take: (row: Row) => void;
  /** `over`: somebody else's version, to be replaced anyway. */
  onSave: (over?: Row) => Promise<unknown>;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const [opened] = useState(row);
  const title = isNew
    ? adminSay(`admin.new.${of}`)
    : adminSay(`admin.one.${of}`, { name: nameOf(opened) });
  const { form, theirs } = useSaving({ row, put, onSave, onClose });
  const changed = useChanged([row, typed]);
  const { leaving, leave, stay } = useLeave(changed, onClose);
  useUnsaved(changed);
  return (
    <Dialog title={title} onClose={leave}>
      <Form
        of={form}
        class="editor"
        buttons={
          leaving ? (
            <Leaving onStay={stay} onLeave={onClose} />
          ) : (
            <SaveOrCancel
              save={adminSay(theirs === undefined ? 'admin.save' : 'admin.conflict.keep')}
              busy={form.busy}
              onCancel={onClose}
            />
          )
        }
      >
        {children}
        {theirs !== undefined && (
          <Conflict
            mine={tell(row)}
            theirs={tell(theirs)}
            onTake={() => {
              take(theirs);
              onClose();
            }}
          />
        )}
      </Form>
    </Dialog>
  );
}

/** Saves and closes, unless somebody else saved the same row meanwhile. */
function useSaving<Row extends object>({
  row,
  put,
  onSave,
  onClose,
}: {
  row: Row;
  put: (row: Row) => void;
  onSave: (over?: Row) => Promise<unknown>;
  onClose: () => void;
}) {
  const [theirs, setTheirs] = useState<Row>();
  const base = useRef(row);
  const form = useForm(async () => {
    try {
      await onSave(theirs);
      onClose();
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) throw error;
      const now = error.now as Row;
      put(mergedRow(base.current, row, now));
      base.current = now;
      setTheirs(now);
    }
  });
  return { form, theirs };
}

const SaveOrCancel = ({
  save,
  busy,
  onCancel,
}: {
  save: string;
  busy: boolean;
  onCancel: () => void;
}) => (
  <div class="row">
    <button class="button primary" disabled={busy}>
      {save}
    </button>
    <button type="button" class="button" onClick={onCancel}>
      {say('cancel')}
    </button>
  </div>
);

/** The fields in which what was typed and what somebody else saved differ. */
function Conflict({
  mine,
  theirs,
  onTake,
}: {
  mine: LabelledValues;
  theirs: LabelledValues;
  onTake: () => void;
}) {
  const other = new Map(theirs);
  const differing = mine.filter(([label, value]) => other.get(label) !== value);
  return (
    <Notice tone="attention" live>
      <p class="strong">{adminSay('admin.conflict.title')}</p>
      <p>{adminSay('admin.conflict.text')}</p>
      <table class="conflict">
        <thead>
          <tr>
            <th>{adminSay('admin.conflict.field')}</th>
            <th>{adminSay('admin.conflict.mine')}</th>
            <th>{adminSay('admin.conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {differing.map(([label, value]) => (
            <tr key={label}>
              <th>{label}</th>
              <td>
                <bdi>{value || adminSay('admin.conflict.nothing')}</bdi>
              </td>
              <td>
                <bdi>{other.get(label) || adminSay('admin.conflict.nothing')}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" class="button small" onClick={onTake}>
        {adminSay('admin.conflict.take')}
      </button>
    </Notice>
  );
}

/** Asks before something that would hurt if pressed by mistake. The safe answer comes first. */
export const Ask = ({
  title,
  text,
  yes,
  onYes,
  onClose,
}: {
  title: string;
  text: string;
  yes: string;
  onYes: () => void;
  onClose: () => void;
}) => (
  <Dialog title={title} onClose={onClose}>
    <p>{text}</p>
    <Answers
      no={adminSay('admin.ask.no')}
      onNo={onClose}
      yes={yes}
      onYes={() => {
        onClose();
        onYes();
      }}
      danger
    />
  </Dialog>
);

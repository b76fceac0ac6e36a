import { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ApiProblem } from '../shared/api/api';
import { Dialog, Notice } from '../shared/look/parts';
import { problemWords } from '../shared/look/problem-words';
import { say } from '../shared/look/words';
import { adminSay } from './words';

/** What is wrong, field by field if the API says so; otherwise one sentence. */
export function Problems({ error }: { error: unknown }) {
  const wrong = (error instanceof ApiProblem && error.body.errors) || [];
  return (
    <Notice tone="attention" live>
      {problemWords(error)}
      {wrong.length > 0 && (
        <ul>
          {wrong.map((each) => (
            <li key={each.field}>
              <bdi>{adminSay('admin.wants', { field: each.field, wants: each.wants })}</bdi>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

/** A form in a dialog that saves and closes. */
export function Editor({
  title,
  onSave,
  onClose,
  children,
}: {
  title: string;
  onSave: () => Promise<unknown>;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onSave();
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        class="editor"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {children}
        {problem !== undefined && <Problems error={problem} />}
        <div class="row">
          <button class="button primary" disabled={busy}>
            {adminSay('admin.save')}
          </button>
          <button type="button" class="button" onClick={onClose}>
            {say('cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

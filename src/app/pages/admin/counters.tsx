import { useState } from 'preact/hooks';
import type { Counter } from '../../wire/settings';
import { call, command } from '../shared/api/api';
import { Editor } from './editor';
import { TextField } from './fields';
import { IdField } from './id-field';
import { Table } from './table';
import { savedWords, useList } from './use-list';
import { adminSay } from './words';

/** The counters of a branch, by the labels that are shown and spoken. */
export function Counters({ branch }: { branch: string }) {
  const list = useList(
    branch,
    'counter',
    () => call('GET /api/branches/:branch/counters', { params: { branch } }),
    (counter, label: string) =>
      command('PUT /api/branches/:branch/counters/:counter', {
        params: { branch, counter },
        body: { label },
      }),
  );
  const [editing, setEditing] = useState<Counter>();
  const [opened, setOpened] = useState<Counter>();
  const edit = (row: Counter | undefined) => {
    setOpened(row);
    setEditing(row ?? { id: '', label: '' });
  };
  return (
    <>
      <Table
        list={list}
        columns={[adminSay('admin.id'), adminSay('admin.counter.label')]}
        cells={(row) => [row.id, row.label]}
        keyOf={(row) => row.id}
        onEdit={edit}
        onNew={() => edit(undefined)}
        nameOf={(row) => row.label}
      />
      {editing && (
        <Editor
          of="counter"
          nameOf={(row) => row.label}
          isNew={opened === undefined}
          row={editing}
          tell={(row) => [[adminSay('admin.counter.label'), row.label]]}
          put={setEditing}
          take={() => void list.reload()}
          onClose={() => setEditing(undefined)}
          onSave={(over) =>
            list.save(editing.id, editing.label, () => savedWords(editing.label), {
              as: over ?? opened,
              mine: editing,
            })
          }
        >
          <IdField
            name="counter"
            value={editing.id}
            set={(id) => setEditing({ ...editing, id })}
            disabled={opened !== undefined}
          />
          <TextField
            name="label"
            label={adminSay('admin.counter.label')}
            help={adminSay('admin.counter.label.help')}
            value={editing.label}
            set={(label) => setEditing({ ...editing, label })}
            required
            most={40}
          />
        </Editor>
      )}
    </>
  );
}

import { useState } from 'preact/hooks';
import type { Counter } from '../../wire/settings';
import { call, command } from '../shared/api/api';
import { Editor } from './editor';
import { TextField } from './fields';
import { ID_PATTERN, Table } from './table';
import { useList } from './use-list';
import { adminSay } from './words';

/** The counters of a branch, by the labels that are shown and spoken. */
export function Counters({ branch }: { branch: string }) {
  const list = useList(
    branch,
    () => call('GET /api/branches/:branch/counters', { params: { branch } }),
    (counter, label: string) =>
      command('PUT /api/branches/:branch/counters/:counter', {
        params: { branch, counter },
        body: { label },
      }),
  );
  const [editing, setEditing] = useState<Counter>();
  const [made, setMade] = useState(false);
  return (
    <>
      <Table
        list={list}
        columns={[adminSay('admin.id'), adminSay('admin.counter.label')]}
        cells={(row) => [row.id, row.label]}
        keyOf={(row) => row.id}
        onEdit={(row) => {
          setMade(false);
          setEditing(row);
        }}
        onNew={() => {
          setMade(true);
          setEditing({ id: '', label: '' });
        }}
      />
      {editing && (
        <Editor
          title={adminSay('admin.counters')}
          onClose={() => setEditing(undefined)}
          onSave={() => list.save(editing.id, editing.label)}
        >
          <TextField
            label={adminSay('admin.id')}
            help={adminSay('admin.id.help')}
            value={editing.id}
            set={(id) => setEditing({ ...editing, id })}
            disabled={!made}
            required
            pattern={ID_PATTERN}
            most={40}
          />
          <TextField
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

import { useState } from 'preact/hooks';
import { Editor } from './editor';
import { TextField } from './fields';
import { ID_PATTERN, Table } from './table';
import { useList } from './use-list';
import { adminSay } from './words';

interface Row {
  readonly id: string;
  readonly label: string;
}

/** The counters of a branch, as they are shown and said. */
export function Counters({ branch }: { branch: string }) {
  const list = useList<Row>(`/api/branches/${encodeURIComponent(branch)}/counters`);
  const [editing, setEditing] = useState<Row>();
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
          onSave={() => list.save(editing.id, { label: editing.label })}
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

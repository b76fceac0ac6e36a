import { useState } from 'preact/hooks';
import { Editor } from './editor';
import { TextField } from './fields';
import { ID_PATTERN, Table } from './table';
import { useList } from './use-list';
import { adminSay } from './words';
import { readSession } from '../shared/api/session';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
}

/** Branches: made and renamed here; their rules are under *Rules*. */
export function Branches() {
  const list = useList<Row>('/api/branches');
  const [editing, setEditing] = useState<Partial<Row>>();
  const [made, setMade] = useState(false);
  return (
    <>
      <Table
        list={list}
        columns={[
          adminSay('admin.id'),
          adminSay('admin.branch.name'),
          adminSay('admin.branch.zone'),
        ]}
        cells={(row) => [row.id, row.name, row.timeZone]}
        keyOf={(row) => row.id}
        onEdit={(row) => {
          setMade(false);
          setEditing(row);
        }}
        onNew={() => {
          setMade(true);
          setEditing({ id: '', name: '' });
        }}
      />
      {editing && (
        <Editor
          title={adminSay('admin.branches')}
          onClose={() => setEditing(undefined)}
          onSave={async () => {
            await list.save(editing.id!, { name: editing.name });
            await readSession();
          }}
        >
          <TextField
            label={adminSay('admin.id')}
            help={adminSay('admin.id.help')}
            value={editing.id!}
            set={(id) => setEditing({ ...editing, id })}
            disabled={!made}
            required
            pattern={ID_PATTERN}
            most={40}
          />
          <TextField
            label={adminSay('admin.branch.name')}
            value={editing.name!}
            set={(name) => setEditing({ ...editing, name })}
            required
          />
        </Editor>
      )}
    </>
  );
}

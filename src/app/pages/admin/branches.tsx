import { useState } from 'preact/hooks';
import type { Branch } from '../../wire/settings';
import { call, command } from '../shared/api/api';
import { readSession } from '../shared/api/session';
import { Editor } from './editor';
import { TextField } from './fields';
import { ID_PATTERN, Table } from './table';
import { useList } from './use-list';
import { adminSay } from './words';

/** Branches are added and renamed here; their settings are under *Rules*. */
export function Branches() {
  const list = useList(
    'branches',
    () => call('GET /api/branches'),
    (branch, name: string) =>
      command('PUT /api/branches/:branch', { params: { branch }, body: { name } }),
  );
  const [editing, setEditing] = useState<Pick<Branch, 'id' | 'name'>>();
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
            await list.save(editing.id, editing.name);
            await readSession();
          }}
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
            label={adminSay('admin.branch.name')}
            value={editing.name}
            set={(name) => setEditing({ ...editing, name })}
            required
          />
        </Editor>
      )}
    </>
  );
}

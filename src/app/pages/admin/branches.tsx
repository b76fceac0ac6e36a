import { useState } from 'preact/hooks';
import type { Branch } from '../../wire/settings';
import { call, command } from '../shared/api/api';
import { readSession } from '../shared/api/session';
import { CloseAll } from './close-all';
import { Editor } from './editor';
import { TextField } from './fields';
import { IdField } from './id-field';
import { ImportButton, ImportDialog } from './import-dialog';
import { branchKind } from './import-kinds';
import { NextSteps } from './next-steps';
import { zoneName } from './proper-fields';
import { RowButton, Table } from './table';
import { savedWords, useList } from './use-list';
import { adminSay } from './words';

const saveBranch = (branch: string, name: string) =>
  command('PUT /api/branches/:branch', { params: { branch }, body: { name } });

type Row = Pick<Branch, 'id' | 'name' | 'timeZone'>;
const fresh: Row = { id: '', name: '', timeZone: '' };

const readBranches = async (): Promise<readonly Row[]> => call('GET /api/branches');

/** A branch's other settings have forms of their own. */
const edited = ({ name }: Row) => name;

const columns = () => [
  adminSay('admin.id'),
  adminSay('admin.branch.name'),
  adminSay('admin.branch.zone'),
];

/** Branches are added and renamed here; their settings are under *Rules*. */
export function Branches() {
  const list = useList('branches', 'branch', readBranches, saveBranch, edited);
  const [editing, setEditing] = useState<Row>();
  const [next, setNext] = useState<string>();
  const [importing, setImporting] = useState(false);
  const [opened, setOpened] = useState<Row>();
  const edit = (row: Row | undefined) => {
    setOpened(row);
    setEditing(row ?? fresh);
  };
  return (
    <>
      <Table
        list={list}
        none={adminSay('admin.branches.none')}
        columns={columns()}
        cells={(row) => [row.id, row.name, zoneName(row.timeZone)]}
        keyOf={(row) => row.id}
        more={(row, name) => (
          <RowButton
            words={adminSay('admin.next.open')}
            of={name}
            onPress={() => setNext(row.id)}
          />
        )}
        beside={
          <>
            <ImportButton onClick={() => setImporting(true)} />
            {list.rows !== undefined && list.rows.length > 0 && <CloseAll />}
          </>
        }
        onEdit={edit}
        onNew={() => edit(undefined)}
        nameOf={(row) => row.name}
      />
      {next !== undefined && (
        <NextSteps key={next} branch={next} onClose={() => setNext(undefined)} />
      )}
      {importing && list.rows && (
        <ImportDialog
          kind={branchKind}
          present={list.rows}
          read={readBranches}
          file="sucursales"
          save={({ id, name }) => saveBranch(id, name)}
          onDone={() => void list.reload().then(readSession)}
          onClose={() => setImporting(false)}
        />
      )}
      {editing && (
        <BranchEditor
          branch={editing}
          isNew={opened === undefined}
          set={setEditing}
          take={() => void list.reload()}
          onClose={() => setEditing(undefined)}
          onSave={async (over) => {
            const { id, name } = editing;
            const as = over ?? opened;
            await list.save(id, name, () => savedWords(name), { as, mine: editing });
            await readSession();
            if (!opened) setNext(id);
          }}
        />
      )}
    </>
  );
}

const BranchEditor = ({
  branch,
  isNew,
  set,
  ...about
}: {
  branch: Row;
  isNew: boolean;
  set: (branch: Row) => void;
  take: () => void;
  onClose: () => void;
  onSave: (over?: Row) => Promise<unknown>;
}) => (
  <Editor
    of="branch"
    nameOf={(row) => row.name}
    isNew={isNew}
    row={branch}
    tell={(row) => [[adminSay('admin.branch.name'), row.name]]}
    put={set}
    {...about}
  >
    <IdField
      name="branch"
      value={branch.id}
      set={(id) => set({ ...branch, id })}
      disabled={!isNew}
    />
    <TextField
      name="name"
      label={adminSay('admin.branch.name')}
      value={branch.name}
      set={(name) => set({ ...branch, name })}
      required
    />
  </Editor>
);

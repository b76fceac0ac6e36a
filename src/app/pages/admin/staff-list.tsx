import { useEffect, useState } from 'preact/hooks';
import type { Staff } from '../../wire/configuration';
import type { InputOf } from '../../wire/routes';
import { call, command } from '../shared/api/api';
import { asStaff, session } from '../shared/api/session';
import { Dialog, Problem } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { say } from '../shared/look/words';
import { ImportButton, ImportDialog } from './import-dialog';
import { staffKind } from './import-kinds';
import type { ImportWords } from './import-words';
import { useSecondFactors } from './second-factors';
import { branchWords, lackingWords, queuesKept, StaffEditor } from './staff-editor';
import { Table, yesNo } from './table';
import { savedWords, useList } from './use-list';
import { adminSay } from './words';

const fresh: Staff = {
  id: '',
  username: '',
  firstName: '',
  role: 'advisor',
  branches: [],
  active: true,
  queues: {},
};

const saveStaff = (staff: string, body: InputOf<'PUT /api/staff/:staff'>['body']) =>
  command('PUT /api/staff/:staff', { params: { staff }, body });

const importWords = (queues: ImportWords['queues']): ImportWords => ({
  queues,
  branches: session.value!.branches,
  roleWords: (role) => staffSay(`staff.role.${role}`),
  yes: adminSay('admin.yes'),
  no: adminSay('admin.no'),
  all: adminSay('admin.staff.all-branches'),
});

const columns = () => [
  adminSay('admin.staff.username'),
  adminSay('admin.staff.first-name'),
  adminSay('admin.staff.role'),
  adminSay('admin.branches'),
  adminSay('admin.staff.active'),
  adminSay('admin.second.column'),
];

/** How they sign in is not of this form: they may choose a password while it is open. */
const edited = ({ signsInBy: _, queues, ...row }: Staff) => ({
  ...row,
  queues: Object.entries(queues).filter(([, served]) => served.length > 0),
});

const activeWords = ({ active, signsInBy }: Staff) =>
  active && signsInBy === null ? adminSay('admin.staff.no-password') : yesNo(active);

/** People who sign in: role, branches, the queues they serve, password. */
export function StaffList() {
  const list = useList('staff', 'staff', () => call('GET /api/staff'), saveStaff, edited);
  const [editing, setEditing] = useState<Staff>();
  const [password, setPassword] = useState('');
  const [opened, setOpened] = useState<Staff>();
  const [importing, setImporting] = useState(false);
  const { found: factors, read: readFactors } = useSecondFactors();
  const hasFactor = ({ id }: Staff) => factors?.enrolled.some(({ staff }) => staff === id) ?? false;
  const open = (row: Staff | undefined) => {
    setOpened(row);
    setPassword('');
    setEditing(row ?? fresh);
  };
  const save = (row: Staff, over?: Staff) => {
    const mine = { ...row, queues: queuesKept(row) };
    const { id, ...body } = mine;
    // A closed account keeps none.
    const secret = password && body.active ? { password } : {};
    const said = () => savedWords(body.firstName);
    return list.save(id, { ...body, ...secret }, said, { as: over ?? opened, mine });
  };
  return (
    <>
      <Table
        list={list}
        columns={columns()}
        cells={(row) => [
          row.username,
          row.firstName,
          staffSay(`staff.role.${row.role}`),
          [branchWords(row), lackingWords(row)].filter(Boolean).join(' · '),
          activeWords(row),
          factors ? yesNo(hasFactor(row)) : '',
        ]}
        keyOf={(row) => row.id}
        nameOf={(row) => row.firstName}
        onEdit={open}
        onNew={() => open(undefined)}
        beside={<ImportButton onClick={() => setImporting(true)} />}
      />
      {importing && list.rows && (
        <ImportPeople
          present={list.rows}
          onDone={() => void list.reload()}
          onClose={() => setImporting(false)}
        />
      )}
      {editing && (
        <StaffEditor
          person={editing}
          isNew={opened === undefined}
          opened={opened?.active === false && editing.active}
          take={() => void list.reload()}
          set={(part) => setEditing({ ...editing, ...part })}
          password={password}
          setPassword={setPassword}
          onSave={(over) => save(editing, over)}
          onClose={() => {
            setEditing(undefined);
            void readFactors();
          }}
        />
      )}
    </>
  );
}

type QueuesOf = ImportWords['queues'];

/**
 * The queues of every branch, since a file may name them all. Read one after the other, as there
 * are many.
 */
async function everyQueue(): Promise<QueuesOf> {
  const found: Record<string, QueuesOf[string]> = {};
  for (const { id: branch } of session.value!.branches) {
    found[branch] = await asStaff(() =>
      call('GET /api/branches/:branch/queues', { params: { branch } }),
    );
  }
  return found;
}

function ImportPeople(about: {
  present: readonly Staff[];
  onDone: () => void;
  onClose: () => void;
}) {
  const [queues, setQueues] = useState<QueuesOf>();
  const [failed, setFailed] = useState<unknown>();
  useEffect(() => void everyQueue().then(setQueues, setFailed), []);
  if (!queues) {
    return (
      <Dialog title={adminSay('admin.import')} onClose={about.onClose}>
        {failed === undefined ? <p role="status">{say('loading')}</p> : <Problem error={failed} />}
        <button type="button" class="button" onClick={about.onClose}>
          {say('cancel')}
        </button>
      </Dialog>
    );
  }
  return (
    <ImportDialog
      {...about}
      kind={staffKind(importWords(queues))}
      file="personas"
      read={() => call('GET /api/staff')}
      save={({ id, ...body }) => saveStaff(id, { ...body, queues: queuesKept({ id, ...body }) })}
    />
  );
}

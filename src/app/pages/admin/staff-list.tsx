import { useState } from 'preact/hooks';
import type { Staff } from '../../wire/configuration';
import type { InputOf } from '../../wire/routes';
import { call, command } from '../shared/api/api';
import { session } from '../shared/api/session';
import { staffSay } from '../shared/look/staff-words';
import { ImportButton, ImportDialog } from './import-dialog';
import { ImportWords, staffKind } from './import-kinds';
import { useSecondFactors } from './second-factors';
import { branchWords, queuesKept, StaffEditor } from './staff-editor';
import { Table, yesNo } from './table';
import { useList } from './use-list';
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

const importWords = (): ImportWords => ({
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

/** People who sign in: role, branches, the queues they serve, password. */
export function StaffList() {
  const list = useList('staff', 'staff', () => call('GET /api/staff'), saveStaff);
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
  const save = ({ id, ...body }: Staff, over?: Staff) =>
    list.save(
      id,
      {
        ...body,
        queues: queuesKept({ id, ...body }),
        ...(password ? { password } : {}),
      },
      body.firstName,
      { as: over ?? opened },
    );
  return (
    <>
      <Table
        list={list}
        columns={columns()}
        cells={(row) => [
          row.username,
          row.firstName,
          staffSay(`staff.role.${row.role}`),
          branchWords(row),
          yesNo(row.active),
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

const ImportPeople = (about: {
  present: readonly Staff[];
  onDone: () => void;
  onClose: () => void;
}) => (
  <ImportDialog
    {...about}
    kind={staffKind(importWords())}
    file="personas"
    save={({ id, ...body }) => saveStaff(id, { ...body, queues: queuesKept({ id, ...body }) })}
  />
);

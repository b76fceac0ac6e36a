import { useEffect, useState } from 'preact/hooks';
import type { Staff } from '../../wire/configuration';
import type { Role } from '../../wire/enums';
import type { InputOf } from '../../wire/routes';
import type { Queue } from '../../wire/settings';
import { call, command } from '../shared/api/api';
import { session } from '../shared/api/session';
import { staffSay } from '../shared/look/staff-words';
import { named } from '../shared/look/words';
import { Editor } from './editor';
import { CheckField, ChoiceField, ManyField, TextField } from './fields';
import { ID_PATTERN, Table, yesNo } from './table';
import { useList } from './use-list';
import { adminSay } from './words';

const ROLES: readonly Role[] = ['host', 'advisor', 'supervisor', 'admin', 'auditor'];
const fresh: Staff = {
  id: '',
  username: '',
  firstName: '',
  role: 'advisor',
  branches: [],
  active: true,
  queues: {},
};

/** People who sign in: role, branches, the queues they serve, password. */
export function StaffList() {
  const list = useList(
    'staff',
    () => call('GET /api/staff'),
    (staff, body: InputOf<'PUT /api/staff/:staff'>['body']) =>
      command('PUT /api/staff/:staff', { params: { staff }, body }),
  );
  const [editing, setEditing] = useState<Staff>();
  const [password, setPassword] = useState('');
  const [made, setMade] = useState(false);
  const open = (row: Staff, isNew: boolean) => {
    setMade(isNew);
    setPassword('');
    setEditing(row);
  };
  const save = ({ id, ...body }: Staff) =>
    list.save(id, {
      ...body,
      queues: queuesKept({ id, ...body }),
      ...(password ? { password } : {}),
    });
  return (
    <>
      <Table
        list={list}
        columns={[
          adminSay('admin.staff.username'),
          adminSay('admin.staff.first-name'),
          adminSay('admin.staff.role'),
          adminSay('admin.branches'),
          adminSay('admin.staff.active'),
        ]}
        cells={(row) => [
          row.username,
          row.firstName,
          staffSay(`staff.role.${row.role}`),
          row.branches === 'all' ? adminSay('admin.staff.all-branches') : row.branches.join(', '),
          yesNo(row.active),
        ]}
        keyOf={(row) => row.id}
        onEdit={(row) => open(row, false)}
        onNew={() => open(fresh, true)}
      />
      {editing && (
        <StaffEditor
          person={editing}
          isNew={made}
          set={(part) => setEditing({ ...editing, ...part })}
          password={password}
          setPassword={setPassword}
          onSave={() => save(editing)}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  );
}

/** The branches a person works at. */
const branchesOf = ({ branches }: Staff): readonly string[] =>
  branches === 'all' ? session.value!.branches.map((branch) => branch.id) : branches;

/** An advisor keeps the queues of the branches they still work at; other roles have none. */
function queuesKept(person: Staff): Staff['queues'] {
  if (person.role !== 'advisor') return {};
  const mine = branchesOf(person);
  return Object.fromEntries(
    Object.entries(person.queues).filter(([branch]) => mine.includes(branch)),
  );
}

interface FieldsOf {
  readonly person: Staff;
  readonly set: (part: Partial<Staff>) => void;
}

function StaffEditor({
  person,
  isNew,
  set,
  password,
  setPassword,
  onSave,
  onClose,
}: FieldsOf & {
  isNew: boolean;
  password: string;
  setPassword: (password: string) => void;
  onSave: () => Promise<unknown>;
  onClose: () => void;
}) {
  return (
    <Editor title={adminSay('admin.staff')} onClose={onClose} onSave={onSave}>
      <TextField
        label={adminSay('admin.id')}
        help={adminSay('admin.id.help')}
        value={person.id}
        set={(id) => set({ id })}
        disabled={!isNew}
        required
        pattern={ID_PATTERN}
        most={40}
      />
      <TextField
        label={adminSay('admin.staff.username')}
        value={person.username}
        set={(username) => set({ username })}
        required
        most={100}
      />
      <TextField
        label={adminSay('admin.staff.first-name')}
        value={person.firstName}
        set={(firstName) => set({ firstName })}
        required
      />
      <TextField
        label={adminSay('admin.staff.password')}
        help={adminSay('admin.staff.password.help')}
        type="password"
        value={password}
        set={setPassword}
        required={isNew}
        most={1000}
      />
      <ChoiceField
        label={adminSay('admin.staff.role')}
        value={person.role}
        set={(role) => set({ role })}
        choices={ROLES.map((role) => ({ value: role, label: staffSay(`staff.role.${role}`) }))}
      />
      <BranchesServed person={person} set={set} />
      <CheckField
        label={adminSay('admin.staff.active')}
        help={adminSay('admin.staff.active.help')}
        value={person.active}
        set={(active) => set({ active })}
      />
    </Editor>
  );
}

/** Where a person works and, for an advisor, the queues they serve there. */
function BranchesServed({ person, set }: FieldsOf) {
  const { branches } = session.value!;
  return (
    <>
      <CheckField
        label={adminSay('admin.staff.all-branches')}
        value={person.branches === 'all'}
        set={(all) => set({ branches: all ? 'all' : [] })}
      />
      {person.branches !== 'all' && (
        <ManyField
          label={adminSay('admin.staff.branches')}
          value={person.branches}
          set={(chosen) => set({ branches: chosen })}
          choices={branches.map((branch) => ({ value: branch.id, label: branch.name }))}
        />
      )}
      {person.role === 'advisor' &&
        branchesOf(person).map((branch) => (
          <QueuesServed
            key={branch}
            branch={branch}
            name={branches.find((each) => each.id === branch)?.name ?? branch}
            value={person.queues[branch] ?? []}
            set={(queues) => set({ queues: { ...person.queues, [branch]: queues } })}
          />
        ))}
    </>
  );
}

function QueuesServed({
  branch,
  name,
  value,
  set,
}: {
  branch: string;
  name: string;
  value: readonly string[];
  set: (queues: readonly string[]) => void;
}) {
  const [queues, setQueues] = useState<readonly Queue[]>([]);
  useEffect(() => {
    void call('GET /api/branches/:branch/queues', { params: { branch } }).then(setQueues);
  }, [branch]);
  return (
    <ManyField
      label={adminSay('admin.staff.queues', { branch: name })}
      value={value}
      set={set}
      choices={queues.map((queue) => ({ value: queue.id, label: named(queue.names) }))}
    />
  );
}

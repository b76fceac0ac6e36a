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

const ROLES: readonly Role[] = ['advisor', 'supervisor', 'admin', 'auditor'];
const fresh: Staff = {
  id: '',
  username: '',
  firstName: '',
  role: 'advisor',
  branches: [],
  active: true,
  queues: {},
};

/** People who sign in: role, branches, queues they serve, password. */
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
  const branches = session.value!.branches;
  const set = (part: Partial<Staff>) => setEditing({ ...editing!, ...part });
  const open = (row: Staff, isNew: boolean) => {
    setMade(isNew);
    setPassword('');
    setEditing(row);
  };
  const mine = (row: Staff) =>
    row.branches === 'all' ? branches.map((branch) => branch.id) : row.branches;
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
        <Editor
          title={adminSay('admin.staff')}
          onClose={() => setEditing(undefined)}
          onSave={() => {
            const { username, firstName, role, active, queues } = editing;
            const kept =
              role === 'advisor'
                ? Object.fromEntries(
                    Object.entries(queues).filter(([branch]) => mine(editing).includes(branch)),
                  )
                : {};
            return list.save(editing.id, {
              username,
              firstName,
              role,
              branches: editing.branches,
              active,
              queues: kept,
              ...(password ? { password } : {}),
            });
          }}
        >
          <TextField
            label={adminSay('admin.id')}
            help={adminSay('admin.id.help')}
            value={editing.id}
            set={(id) => set({ id })}
            disabled={!made}
            required
            pattern={ID_PATTERN}
            most={40}
          />
          <TextField
            label={adminSay('admin.staff.username')}
            value={editing.username}
            set={(username) => set({ username })}
            required
            most={100}
          />
          <TextField
            label={adminSay('admin.staff.first-name')}
            value={editing.firstName}
            set={(firstName) => set({ firstName })}
            required
          />
          <TextField
            label={adminSay('admin.staff.password')}
            help={adminSay('admin.staff.password.help')}
            type="password"
            value={password}
            set={setPassword}
            required={made}
            most={1000}
          />
          <ChoiceField
            label={adminSay('admin.staff.role')}
            value={editing.role}
            set={(role) => set({ role })}
            choices={ROLES.map((role) => ({ value: role, label: staffSay(`staff.role.${role}`) }))}
          />
          <CheckField
            label={adminSay('admin.staff.all-branches')}
            value={editing.branches === 'all'}
            set={(all) => set({ branches: all ? 'all' : [] })}
          />
          {editing.branches !== 'all' && (
            <ManyField
              label={adminSay('admin.staff.branches')}
              value={editing.branches}
              set={(chosen) => set({ branches: chosen })}
              choices={branches.map((branch) => ({ value: branch.id, label: branch.name }))}
            />
          )}
          {editing.role === 'advisor' &&
            mine(editing).map((branch) => (
              <QueuesServed
                key={branch}
                branch={branch}
                name={branches.find((each) => each.id === branch)?.name ?? branch}
                value={editing.queues[branch] ?? []}
                set={(queues) => set({ queues: { ...editing.queues, [branch]: queues } })}
              />
            ))}
          <CheckField
            label={adminSay('admin.staff.active')}
            help={adminSay('admin.staff.active.help')}
            value={editing.active}
            set={(active) => set({ active })}
          />
        </Editor>
      )}
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

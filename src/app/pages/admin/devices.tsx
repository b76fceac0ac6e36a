import { useState } from 'preact/hooks';
import type { ListedDevice } from '../../wire/configuration';
import type { DeviceKind } from '../../wire/enums';
import type { InputOf } from '../../wire/routes';
import { call, command } from '../shared/api/api';
import { session } from '../shared/api/session';
import { Notice } from '../shared/look/parts';
import { Editor, Problems } from './editor';
import { ChoiceField, TextField } from './fields';
import { ID_PATTERN, Table, yesNo } from './table';
import { useList } from './use-list';
import { adminSay } from './words';

type Row = Omit<ListedDevice, 'codeOpen'>;
interface Shown {
  readonly id: string;
  readonly code: string;
  readonly kind: DeviceKind;
}
const KINDS: readonly DeviceKind[] = ['kiosk', 'display', 'printer'];

/** Kiosks, displays and printers: a code enrols each once, and a revoked one is out at once. */
export function Devices({ branch }: { branch: string }) {
  const list = useList(
    'devices',
    () => call('GET /api/devices'),
    (device, body: InputOf<'PUT /api/devices/:device'>['body']) =>
      command('PUT /api/devices/:device', { params: { device }, body }),
  );
  const [editing, setEditing] = useState<Row>();
  const [made, setMade] = useState(false);
  const [code, setCode] = useState<Shown>();
  const [problem, setProblem] = useState<unknown>();
  const branches = session.value!.branches;
  const save = async (row: Row, newCode: boolean) => {
    const { id, ...body } = row;
    const saved = await list.save(id, { ...body, newCode });
    setCode(saved.code === null ? undefined : { id, code: saved.code, kind: row.kind });
  };
  const now = (row: Row, newCode: boolean) => {
    setProblem(undefined);
    save(row, newCode).catch(setProblem);
  };
  return (
    <>
      {code && (
        <Notice tone="good" live>
          {code.kind === 'printer' ? (
            <PrinterSettings id={code.id} password={code.code} />
          ) : (
            <EnrolmentCode id={code.id} code={code.code} />
          )}
        </Notice>
      )}
      {problem !== undefined && <Problems error={problem} />}
      <Table
        list={list}
        columns={[
          adminSay('admin.id'),
          adminSay('admin.device.kind'),
          adminSay('admin.device.branch'),
          adminSay('admin.device.label'),
          adminSay('admin.device.revoked'),
        ]}
        cells={(row) => [
          row.id,
          adminSay(`admin.device.${row.kind}`),
          branches.find((each) => each.id === row.branch)?.name ?? row.branch,
          row.label,
          yesNo(row.revoked),
        ]}
        keyOf={(row) => row.id}
        onEdit={(row) => {
          setMade(false);
          setEditing(row);
        }}
        onNew={() => {
          setMade(true);
          setEditing({ id: '', kind: 'kiosk', branch, label: '', revoked: false });
        }}
        more={(row) => (
          <>
            <button
              type="button"
              class="button small"
              onClick={() => now({ ...row, revoked: false }, true)}
            >
              {adminSay('admin.device.new-code')}
            </button>
            {!row.revoked && (
              <button
                type="button"
                class="button small danger"
                onClick={() => now({ ...row, revoked: true }, false)}
              >
                {adminSay('admin.device.revoke')}
              </button>
            )}
          </>
        )}
      />
      {editing && (
        <Editor
          title={adminSay('admin.devices')}
          onClose={() => setEditing(undefined)}
          onSave={() => save(editing, made)}
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
          <ChoiceField
            label={adminSay('admin.device.kind')}
            value={editing.kind}
            set={(kind) => setEditing({ ...editing, kind })}
            choices={KINDS.map((kind) => ({
              value: kind,
              label: adminSay(`admin.device.${kind}`),
            }))}
          />
          <ChoiceField
            label={adminSay('admin.device.branch')}
            value={editing.branch}
            set={(chosen) => setEditing({ ...editing, branch: chosen })}
            choices={branches.map((each) => ({ value: each.id, label: each.name }))}
          />
          <TextField
            label={adminSay('admin.device.label')}
            value={editing.label}
            set={(label) => setEditing({ ...editing, label })}
            required
          />
        </Editor>
      )}
    </>
  );
}

const EnrolmentCode = ({ id, code }: { id: string; code: string }) => (
  <>
    <p class="device-code strong">{adminSay('admin.device.code', { device: id, code })}</p>
    <p>{adminSay('admin.device.code.help')}</p>
  </>
);

/** What is typed into the page of a printer's own settings (Star CloudPRNT). */
const PrinterSettings = ({ id, password }: { id: string; password: string }) => (
  <>
    <p class="strong">{adminSay('admin.device.printer.settings', { device: id })}</p>
    <dl class="printer-settings">
      <dt>{adminSay('admin.device.printer.url')}</dt>
      <dd>
        <code>{`${location.origin}/api/cloudprnt`}</code>
      </dd>
      <dt>{adminSay('admin.device.printer.user')}</dt>
      <dd>
        <code>{id}</code>
      </dd>
      <dt>{adminSay('admin.device.printer.password')}</dt>
      <dd>
        <code class="device-code">{password}</code>
      </dd>
      <dt>{adminSay('admin.device.printer.interval')}</dt>
      <dd>
        <code>5</code>
      </dd>
    </dl>
    <p>{adminSay('admin.device.printer.help')}</p>
  </>
);

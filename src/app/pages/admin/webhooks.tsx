import { useState } from 'preact/hooks';
import type { Webhook } from '../../wire/configuration';
import type { InputOf } from '../../wire/routes';
import { call, command } from '../shared/api/api';
import { randomId } from '../shared/api/old-browsers';
import { session } from '../shared/api/session';
import { Notice } from '../shared/look/parts';
import { Editor, Problems } from './editor';
import { CheckField, ChoiceField, ManyField, TextField } from './fields';
import { Table, yesNo } from './table';
import { useList } from './use-list';
import { webhookTypes } from './webhook-types';
import { adminSay, PlainAdminKey } from './words';

interface Secret {
  readonly url: string;
  readonly secret: string;
}

/** No branch has this id: ids in the API are lower case. */
const ALL = 'ALL';
const SECRET_BYTES = 32;

/** `whsec_` and random bytes in base64, the form the API accepts. */
const newSecret = () =>
  `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(SECRET_BYTES))))}`;

const fresh = (): Webhook => ({
  id: randomId(),
  url: '',
  types: ['TicketIssued', 'TicketCalled', 'ServiceFinished'],
  branch: null,
  active: true,
});

/** The bank's other systems that receive events, signed with a secret that is shown once. */
export function Webhooks() {
  const list = useList(
    'webhooks',
    () => call('GET /api/webhooks'),
    (webhook, body: InputOf<'PUT /api/webhooks/:webhook'>['body']) =>
      command('PUT /api/webhooks/:webhook', { params: { webhook }, body }),
  );
  const [editing, setEditing] = useState<Webhook>();
  const [made, setMade] = useState<Secret>();
  const [problem, setProblem] = useState<unknown>();
  const branches = session.value!.branches;
  const save = async ({ id, branch, ...body }: Webhook, secret?: string) => {
    const endpoint = {
      ...body,
      ...(branch === null ? {} : { branch }),
      ...(secret ? { secret } : {}),
    };
    const saved = await list.save(id, endpoint);
    const shown = secret ?? saved.secret;
    setMade(shown ? { url: saved.url, secret: shown } : undefined);
  };
  const now = (row: Webhook, secret?: string) => {
    setProblem(undefined);
    save(row, secret).catch(setProblem);
  };
  return (
    <>
      <p class="quiet">{adminSay('admin.webhook.text')}</p>
      {made && <NewSecret {...made} />}
      {problem !== undefined && <Problems error={problem} />}
      <Table
        list={list}
        columns={[
          adminSay('admin.webhook.url'),
          adminSay('admin.webhook.branch'),
          adminSay('admin.webhook.types'),
          adminSay('admin.webhook.active'),
        ]}
        cells={(row) => [
          row.url,
          row.branch === null
            ? adminSay('admin.bank')
            : (branches.find((each) => each.id === row.branch)?.name ?? row.branch),
          row.types.length,
          yesNo(row.active),
        ]}
        keyOf={(row) => row.id}
        nameOf={(row) => row.url}
        onEdit={setEditing}
        onNew={() => setEditing(fresh())}
        more={(row) => <RowActions row={row} onChange={now} />}
      />
      {editing && (
        <WebhookEditor
          webhook={editing}
          set={(part) => setEditing({ ...editing, ...part })}
          onSave={() => save(editing)}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  );
}

const NewSecret = ({ url, secret }: Secret) => (
  <Notice tone="good" live>
    <p class="strong">{adminSay('admin.webhook.secret', { url })}</p>
    <p class="webhook-secret">
      <code>{secret}</code>
    </p>
    <p>{adminSay('admin.webhook.secret.help')}</p>
  </Notice>
);

/** Buttons for a new secret and for stopping or starting deliveries. */
const RowActions = ({
  row,
  onChange,
}: {
  row: Webhook;
  onChange: (row: Webhook, secret?: string) => void;
}) => (
  <>
    <button type="button" class="button small" onClick={() => onChange(row, newSecret())}>
      {adminSay('admin.webhook.new-secret')}
    </button>
    <button
      type="button"
      class={`button small ${row.active ? 'danger' : ''}`}
      onClick={() => onChange({ ...row, active: !row.active })}
    >
      {adminSay(row.active ? 'admin.webhook.stop' : 'admin.webhook.start')}
    </button>
  </>
);

function WebhookEditor({
  webhook,
  set,
  onSave,
  onClose,
}: {
  webhook: Webhook;
  set: (part: Partial<Webhook>) => void;
  onSave: () => Promise<unknown>;
  onClose: () => void;
}) {
  const { branches } = session.value!;
  return (
    <Editor title={adminSay('admin.webhooks')} onClose={onClose} onSave={onSave}>
      <TextField
        label={adminSay('admin.webhook.url')}
        help={adminSay('admin.webhook.url.help')}
        type="url"
        value={webhook.url}
        set={(url) => set({ url })}
        required
        most={2000}
      />
      <ChoiceField
        label={adminSay('admin.webhook.branch')}
        help={adminSay('admin.webhook.branch.help')}
        value={webhook.branch ?? ALL}
        set={(branch) => set({ branch: branch === ALL ? null : branch })}
        choices={[
          { value: ALL, label: adminSay('admin.bank') },
          ...branches.map((each) => ({ value: each.id, label: each.name })),
        ]}
      />
      <CheckField
        label={adminSay('admin.webhook.active')}
        help={adminSay('admin.webhook.active.help')}
        value={webhook.active}
        set={(active) => set({ active })}
      />
      <ManyField
        label={adminSay('admin.webhook.types')}
        value={webhook.types}
        set={(types) => set({ types })}
        choices={webhookTypes.map((type) => ({
          value: type,
          label: `${adminSay(`admin.webhook.type.${type}` as PlainAdminKey)} (${type})`,
        }))}
      />
    </Editor>
  );
}

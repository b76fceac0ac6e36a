import { useState } from 'preact/hooks';
import { dateAndTime, shortDate } from '../../texts/format';
import type { ListedReportMail, MailPeriod, ReportMailList } from '../../wire/report-mails';
import { call, command } from '../shared/api/api';
import { asStaff, session } from '../shared/api/session';
import { Notice, Problem } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { useRead } from '../shared/look/use-read';
import { useSaid } from '../shared/look/use-said';
import { language, say, tag } from '../shared/look/words';
import { PictureOf } from './picture-parts';
import { useAct } from './use-act';

const PERIODS: readonly MailPeriod[] = ['day', 'week', 'month'];

/** Reports by mail: asking for them, listing and ending them. */
export function ReportMails({ branch, directory }: PictureOf) {
  const { found: list, problem, again, busy } = useRead(() => call('GET /api/report-mails'), []);
  const [done, setDone] = useSaid();
  if (!list) {
    return problem === undefined ? (
      <p role="status">{say('loading')}</p>
    ) : (
      <Problem error={problem} again={again} busy={busy} />
    );
  }
  const after = (words: () => string) => {
    setDone(words);
    again();
  };
  return (
    <section class="picture mails">
      <p class="quiet">{staffSay('mails.text')}</p>
      {done !== undefined && (
        <Notice tone="good" live>
          {done}
        </Notice>
      )}
      {list.setUp ? (
        <AskForm
          branch={branch}
          name={directory.branch.name}
          domains={list.domains}
          onDone={after}
        />
      ) : (
        <Notice>{staffSay('mails.none-set-up')}</Notice>
      )}
      <h2>{staffSay('mails.list')}</h2>
      {list.mails.length === 0 ? (
        <p class="quiet">{staffSay('mails.list.none')}</p>
      ) : (
        <ul class="report-list">
          {list.mails.map((mail) => (
            <Mail key={mail.id} mail={mail} onEnded={() => after(() => staffSay('mails.ended'))} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** The server's rule: browsers accept addresses without a top-level domain. */
const ADDRESS = /^[\w.+'-]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/i;

interface AskFormProps {
  readonly branch: string;
  readonly name: string;
  readonly domains: ReportMailList['domains'];
  readonly onDone: (words: () => string) => void;
}

function AskForm({ branch, name, domains, onDone }: AskFormProps) {
  const [of, setOf] = useState<'branch' | 'all'>('branch');
  const [period, setPeriod] = useState<MailPeriod>('day');
  const [address, setAddress] = useState('');
  const [wrong, setWrong] = useState(false);
  const { busy, problem, run } = useAct([of, period, address].join());
  const to = address.trim();
  const ask = () => {
    setWrong(!ADDRESS.test(to));
    if (!ADDRESS.test(to)) return;
    const spoken = language.value === 'en' ? ('en' as const) : ('es' as const);
    const body = { branch: of === 'all' ? null : branch, period, address: to, language: spoken };
    run(
      () => asStaff(() => command('POST /api/report-mails', { body })),
      () => {
        onDone(() => staffSay('mails.asked', { address: to }));
        setAddress('');
      },
    );
  };
  const several = (session.value?.branches.length ?? 0) > 1;
  return (
    <form
      class="mails-form"
      noValidate
      aria-label={staffSay('mails.new')}
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <Choose
        id="mail-of"
        label={staffSay('mails.what')}
        value={of}
        options={{
          branch: staffSay('mails.what.branch', { branch: name }),
          ...(several ? { all: staffSay('mails.what.all') } : {}),
        }}
        onChoose={(each) => setOf(each as typeof of)}
      />
      <Choose
        id="mail-period"
        label={staffSay('mails.period')}
        value={period}
        options={Object.fromEntries(
          PERIODS.map((each) => [each, staffSay(`mails.period.${each}`)]),
        )}
        onChoose={(each) => setPeriod(each as MailPeriod)}
      />
      <Address
        value={address}
        domains={domains}
        problem={wrong ? staffSay('mails.address.wrong') : problem}
        onInput={(typed) => {
          setAddress(typed);
          setWrong(false);
        }}
      />
      <button type="submit" class="button primary" disabled={busy}>
        {staffSay('mails.ask')}
      </button>
    </form>
  );
}

const Choose = ({
  id,
  label,
  value,
  options,
  onChoose,
}: {
  id: string;
  label: string;
  value: string;
  options: Readonly<Record<string, string>>;
  onChoose: (value: string) => void;
}) => (
  <div class="field">
    <label for={id}>{label}</label>
    <select
      id={id}
      class="input"
      value={value}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      {Object.entries(options).map(([each, words]) => (
        <option key={each} value={each}>
          {words}
        </option>
      ))}
    </select>
  </div>
);

const Address = ({
  value,
  domains,
  problem,
  onInput,
}: {
  value: string;
  domains: ReportMailList['domains'];
  problem: string | undefined;
  onInput: (value: string) => void;
}) => (
  <div class="field grow">
    <label for="mail-address">{staffSay('mails.address')}</label>
    <input
      id="mail-address"
      class="input"
      type="email"
      autocomplete="email"
      required
      maxLength={254}
      aria-describedby="mail-hint"
      aria-invalid={problem !== undefined}
      value={value}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
    <span id="mail-hint" class="hint">
      {staffSay('mails.address.hint')}
      {domains &&
        ` ${staffSay('mails.address.domains', { n: domains.length, domains: domains.join(', ') })}`}
    </span>
    {problem && (
      <span class="wrong" role="alert">
        {problem}
      </span>
    )}
  </div>
);

function Mail({ mail, onEnded }: { mail: ListedReportMail; onEnded: () => void }) {
  const { busy, problem, run } = useAct();
  const { id, branch, period, state, next, sentAt, trouble, mine, firstName } = mail;
  const address = mail.address ?? staffSay('staff.unreadable');
  const names = session.value?.branches ?? [];
  const what =
    branch === null
      ? staffSay('mails.what.all')
      : (names.find((each) => each.id === branch)?.name ?? branch);
  const facts = [
    `${staffSay('mails.period')} ${staffSay(`mails.period.${period}`)}`,
    next
      ? staffSay('mails.state.active', { day: shortDate(tag.value, next) })
      : staffSay(state === 'asked' ? 'mails.state.asked' : 'mails.state.invited'),
    ...(sentAt
      ? [staffSay('mails.sent', { time: dateAndTime(tag.value, Date.parse(sentAt)) })]
      : []),
    ...(mine ? [] : [staffSay('mails.by', { name: firstName })]),
  ];
  const end = () =>
    run(
      () => asStaff(() => command('DELETE /api/report-mails/:mail', { params: { mail: id } })),
      onEnded,
    );
  return (
    <li>
      <span class="grow">
        <span class="strong mails-address">{address}</span>
        <br />
        {what}. {facts.join('. ')}.
        {trouble && (
          <>
            <br />
            <span class="strong">{staffSay(`mails.trouble.${trouble}`)}</span>
          </>
        )}
        {problem && (
          <span class="wrong" role="alert">
            {problem}
          </span>
        )}
      </span>
      <button
        type="button"
        class="button small"
        disabled={busy}
        aria-label={staffSay('mails.end.which', { address })}
        onClick={end}
      >
        {staffSay('mails.end')}
      </button>
    </li>
  );
}

import { useState } from 'preact/hooks';
import { dateAndTime } from '../../texts/format';
import type { AuditFound } from '../../wire/records';
import type { Directory } from '../../wire/settings';
import { Problem } from '../shared/look/parts';
import { NO_BRANCH } from '../shared/look/staff-page';
import { say, tag } from '../shared/look/words';
import { AuditProof } from './audit-proof';
import { AuditSearch } from './audit-search';
import { aboutWords, actorWords, People, whatWords } from './audit-words';
import { ClockNote } from './bank-clock';
import { branchName } from './branches-field';
import { ChoiceField } from './fields';
import { useAudit } from './use-audit';
import { adminSay } from './words';

/** The events of a branch, or of the bank, in words: searched, exported, proven. */
export function Audit({ branch }: { branch: string }) {
  const [scope, setScope] = useState(branch);
  return (
    <>
      <p class="quiet">{adminSay('admin.audit.text')}</p>
      <ChoiceField
        label={adminSay('admin.audit.scope')}
        value={scope}
        set={setScope}
        choices={[
          ...(branch === NO_BRANCH ? [] : [{ value: branch, label: branchName(branch) }]),
          { value: 'bank', label: adminSay('admin.bank') },
        ]}
      />
      <Chain branch={scope} key={scope} />
    </>
  );
}

function Chain({ branch }: { branch: string }) {
  const { events, people, next, problem, directory, zone, search, more, asked, asOf } =
    useAudit(branch);
  return (
    <>
      <AuditSearch bank={branch === 'bank'} {...{ directory, people }} onSearch={search} />
      <AuditProof branch={branch} asked={asked} />
      <Problem error={problem} />
      {asOf !== undefined && (
        <p class="quiet" role="status">
          {adminSay('admin.audit.as-of', { at: dateAndTime(tag.value, Date.parse(asOf), zone) })}
        </p>
      )}
      {events === undefined && problem === undefined && <p role="status">{say('loading')}</p>}
      {events?.length === 0 && (
        <p class="quiet" role="status">
          {adminSay(next === null ? 'admin.audit.none' : 'admin.audit.none-yet')}
        </p>
      )}
      <ClockNote zone={zone} />
      {events !== undefined && events.length > 0 && (
        <div class="admin-table" role="region" aria-label={adminSay('admin.audit')} tabIndex={0}>
          <table class="figures audit-table">
            <thead>
              <tr>
                <th>{adminSay('admin.audit.at')}</th>
                <th>{adminSay('admin.audit.what')}</th>
                <th>{adminSay('admin.audit.who')}</th>
                <th class="end">{adminSay('admin.audit.seq')}</th>
              </tr>
            </thead>
            <tbody>
              {events.map((of) => (
                <EventRow key={of.event.seq} {...{ of, zone, directory, people }} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {next !== null && (
        <button type="button" class="button" onClick={() => void more()}>
          {adminSay(events?.length ? 'admin.audit.more' : 'admin.audit.further')}
        </button>
      )}
    </>
  );
}

function EventRow({
  of,
  zone,
  directory,
  people,
}: {
  of: AuditFound['found'][number];
  zone: string | undefined;
  directory: Directory | undefined;
  people: People;
}) {
  const { event, hash } = of;
  const about = aboutWords(of, directory, people);
  return (
    <tr>
      <td class="nowrap">{dateAndTime(tag.value, Date.parse(event.at), zone)}</td>
      <td>
        <div class="strong">{whatWords(event)}</div>
        {about.length > 0 && (
          <div>
            <bdi>{about.join(' · ')}</bdi>
          </div>
        )}
        <details>
          <summary>{adminSay('admin.audit.whole')}</summary>
          <code>{JSON.stringify(event.fact, null, 1)}</code>
          <code>{hash}</code>
        </details>
      </td>
      <td>
        <bdi>{actorWords(event, people)}</bdi>
      </td>
      <td class="end">{event.seq}</td>
    </tr>
  );
}

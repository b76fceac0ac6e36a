import { useEffect, useState } from 'preact/hooks';
import { formatRut, parseRut } from '../../domain/model/rut';
import type { PersonExport } from '../../wire/configuration';
import { down, Icon } from '../shared/look/all-icons';
import { language } from '../shared/look/words';
import { bankTime } from './bank-clock';
import { keptCsv } from './kept-csv';
import { adminSay } from './words';

/** A RUT in the usual notation; any other document unchanged. */
function shownId(nationalId: string): string {
  const parsed = parseRut(nationalId);
  return parsed.state === 'good' ? formatRut(parsed.rut) : nationalId;
}

const none = () => adminSay('admin.person.none');

/** A summary of what is stored, and all of it as files for the person: access and portability. */
export function All({ kept }: { kept: PersonExport }) {
  return (
    <section class="person-kept" role="status">
      <dl>
        <dt>{adminSay('admin.person.own-id')}</dt>
        <dd>
          <bdi>{kept.nationalId === null ? none() : shownId(kept.nationalId)}</bdi>
        </dd>
        <dt>{adminSay('admin.person.phone')}</dt>
        <dd>
          <bdi>{kept.phone ?? none()}</bdi>
        </dd>
        <dt>{adminSay('admin.person.tickets')}</dt>
        <dd class="figures">{kept.tickets.length}</dd>
        <dt>{adminSay('admin.person.contacts')}</dt>
        <dd>
          {kept.contacts.length === 0
            ? none()
            : kept.contacts.map((contact) => (
                <div key={`${contact.consumer} ${contact.address}`}>
                  <bdi>
                    {contact.consumer} {contact.address ?? adminSay('admin.person.unreadable')}
                  </bdi>
                </div>
              ))}
        </dd>
        {kept.opposedAt === null ? undefined : (
          <>
            <dt>{adminSay('admin.person.opposed.since')}</dt>
            <dd>{bankTime(kept.opposedAt)}</dd>
          </>
        )}
        <Written words={adminSay('admin.person.remarks')} of={kept.remarks} />
        <Written words={adminSay('admin.person.notes')} of={kept.notes} />
      </dl>
      <Files kept={kept} />
    </section>
  );
}

function Files({ kept }: { kept: PersonExport }) {
  const json = encodeURIComponent(JSON.stringify(kept, null, 2));
  const csv = encodeURIComponent(keptCsv(kept, language.value === 'en' ? ',' : ';'));
  const workbook = useWorkbook(kept);
  return (
    <div class="row">
      <a class="button" href={`data:application/json;charset=utf-8,${json}`} download="datos.json">
        <Icon of={down} />
        {adminSay('admin.person.download')}
      </a>
      {workbook && (
        <a class="button" href={workbook} download="datos.xlsx">
          <Icon of={down} />
          {adminSay('admin.person.download.xlsx')}
        </a>
      )}
      <a class="button" href={`data:text/csv;charset=utf-8,${csv}`} download="datos.csv">
        <Icon of={down} />
        {adminSay('admin.person.download.csv')}
      </a>
    </div>
  );
}

/** The workbook's address, once it is made; it ends with the page. */
function useWorkbook(kept: PersonExport): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let gone = false;
    const about = {
      title: adminSay('admin.persons'),
      language: language.value === 'en' ? 'en' : 'es',
    } as const;
    void import('./kept-workbook')
      .then(({ keptWorkbook }) => keptWorkbook(kept, about))
      .then((workbook) => {
        if (gone) return;
        made = URL.createObjectURL(workbook);
        setAddress(made);
      });
    return () => {
      gone = true;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [kept, language.value]);
  return address;
}

/** What they wrote, or what was written about their visits. */
const Written = ({ words, of }: { words: string; of: PersonExport['remarks'] }) => (
  <>
    <dt>{words}</dt>
    <dd>
      {of.length === 0
        ? none()
        : of.map(({ at, text }) => (
            <div key={at}>
              {bankTime(at)}: <bdi>{text ?? adminSay('admin.person.unreadable')}</bdi>
            </div>
          ))}
    </dd>
  </>
);

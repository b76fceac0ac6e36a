import { wallClock } from '../../domain/model/local-time';
import { outcomesInWords } from '../../domain/model/outcome-names';
import { rfc3339 } from '../../domain/views/rfc3339';
import { AuditExport, ExportedEvent } from '../../operations';
import { Cell } from '../../ports';
import { Sheet, xlsx } from '../../reports/workbook/xlsx';
import { adminAuditEn } from '../../texts/admin-audit-en';
import { adminAuditEsCL } from '../../texts/admin-audit-es-CL';
import { aboutEvent, EventNames, Known, whatHappened, whoDid } from '../../texts/event-words';
import { dateAndTime, speaker } from '../../texts/format';
import { webhookTypesEn } from '../../texts/webhook-types-en';
import { webhookTypesEsCL } from '../../texts/webhook-types-es-CL';

/** The audit as a workbook: what happened in words, and a sheet that says how it was proven. */

const ES = { ...adminAuditEsCL, ...webhookTypesEsCL };
const EN = { ...adminAuditEn, ...webhookTypesEn };
/** The longest text that Excel accepts in a cell. */
const MOST = 32_000;
/** Faults named one by one; any more are only counted. */
const MOST_FAULTS = 20;

/** What was found while reading the chain, for the last sheet. */
interface SheetProgress {
  n: number;
  newest?: { readonly seq: string; readonly hash: string };
  oldest?: string;
  faulty: number;
  readonly faults: string[];
}

/** @param chain what the chain is called: the branch's name */
export function auditWorkbook(
  { directory, people, branches, timeZone, asOf, batches, oldest }: AuditExport,
  language: 'es' | 'en',
  chain: string | undefined,
): AsyncGenerator<Uint8Array> {
  const tag = language === 'en' ? 'en' : 'es-CL';
  const speaks = speaker(tag, ES, 'es-CL', language === 'en' ? EN : undefined);
  const say = speaks.say as (key: string, values?: Readonly<Record<string, string>>) => string;
  const known: Known = (key, values) => (key in ES ? say(key, values) : undefined);
  const { queues = {}, counters = {} } = directory?.config ?? {};
  const names: EventNames = {
    queue: (id) => queues[id]?.names[language] || queues[id]?.names.es,
    counter: (id) => counters[id]?.label,
    staff: (id) => people[id],
    branch: (id) => branches[id],
    outcome: (code, queue) =>
      outcomesInWords(code, queue, queues, (of) => of?.[language] || of?.es),
  };
  const progress: SheetProgress = { n: 0, faulty: 0, faults: [] };
  const row = ({ event, link, number, fault, unproven }: ExportedEvent): readonly Cell[] => {
    const told = fault && known(`admin.audit.fault.${fault}`, { seq: link.seq });
    note(progress, link, told);
    return [
      Number(link.seq),
      event ? rfc3339(event.at) : null,
      event ? whatHappened(known, event) : link.type,
      event ? aboutEvent(known, event, names, number).join(' · ') : null,
      event ? whoDid(known, event, names) : link.actor,
      event ? JSON.stringify(event.fact).slice(0, MOST) : link.body.slice(0, MOST),
      told ?? say(`admin.audit.xlsx.holds.${unproven ? 'unknown' : 'yes'}`),
      link.hash,
    ];
  };
  async function* rows() {
    for await (const batch of batches) yield batch.map(row);
  }
  const proof = (): readonly (readonly Cell[])[] => [
    [say('admin.audit.xlsx.proof'), null],
    [say('admin.audit.scope'), chain ?? say('admin.audit.xlsx.bank')],
    [say('admin.audit.xlsx.as-of'), `${dateAndTime(tag, asOf, timeZone)} (${timeZone})`],
    [say('admin.audit.xlsx.events'), progress.n],
    ...proofLines(progress, oldest, say),
  ];
  const title = say('admin.audit.xlsx.proof');
  return xlsx(sheetOf(say, timeZone, language), rows(), { title, rows: proof });
}

function note(
  progress: SheetProgress,
  { seq, hash }: ExportedEvent['link'],
  fault: string | undefined,
): void {
  progress.n += 1;
  progress.newest ??= { seq, hash };
  progress.oldest = seq;
  if (fault === undefined) return;
  progress.faulty += 1;
  if (progress.faults.length < MOST_FAULTS) progress.faults.push(fault);
}

function proofLines(
  { n, newest, oldest: last, faulty, faults }: SheetProgress,
  oldest: number,
  say: (key: string, values?: Readonly<Record<string, string>>) => string,
): readonly (readonly Cell[])[] {
  if (!newest || last === undefined) return [];
  const outcome = faulty
    ? say('admin.audit.xlsx.broken', { n: String(faulty) })
    : say('admin.audit.xlsx.sound', { n: String(n) });
  return [
    [say('admin.audit.xlsx.first'), Number(last)],
    [say('admin.audit.xlsx.last'), Number(newest.seq)],
    [say('admin.audit.xlsx.hash'), newest.hash],
    [say('admin.audit.xlsx.outcome'), outcome],
    ...faults.map((fault): readonly Cell[] => [null, fault]),
    ...(oldest > 1 && Number(last) <= oldest
      ? [[null, say('admin.audit.xlsx.removed', { seq: String(oldest) })] as const]
      : []),
  ];
}

const sheetOf = (
  say: (key: string) => string,
  timeZone: string,
  language: Sheet['language'],
): Sheet => ({
  title: say('admin.audit.xlsx.title'),
  headings: [
    say('admin.audit.seq'),
    say('admin.audit.at'),
    say('admin.audit.what'),
    say('admin.audit.xlsx.about'),
    say('admin.audit.who'),
    say('admin.audit.xlsx.fact'),
    say('admin.audit.xlsx.holds'),
    say('admin.audit.xlsx.own-hash'),
  ],
  forms: ['plain', 'instant', 'plain', 'plain', 'plain', 'plain', 'plain', 'plain'],
  inWords: (value) => value,
  language,
  localAt: (at) => wallClock(timeZone, at),
});

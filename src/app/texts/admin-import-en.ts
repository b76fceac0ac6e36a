import type { adminImportEsCL } from './admin-import-es-CL';
import { joined, TranslationOf } from './catalogue';

/** The same in English. */
export const adminImportEn: TranslationOf<typeof adminImportEsCL> = {
  'admin.import': 'Import a list',
  'admin.import.text': joined(
    'Download the list, fill it in with Excel and upload it. You see first what would ',
    'change; empty cells leave what there is.',
  ),
  'admin.import.download': 'Download the list (CSV)',
  'admin.import.file': 'Choose an Excel or CSV file',
  'admin.import.closed': joined(
    'This workbook has a password or is from an old Excel. Open it in Excel and save it as ',
    'an Excel workbook (.xlsx) without a password, or as CSV.',
  ),
  'admin.import.long-file': joined(
    'This file is too long: a list may have {most} rows. Split it into several, or delete what ',
    'stands below it.',
  ),
  'admin.import.counts': joined(
    'New: {added}. Changed: {changed}. Unchanged: {same}. With errors: {wrong}.',
  ),
  'admin.import.unknown': 'Unknown columns, which are not used: {columns}.',
  'admin.import.unreadable': joined(
    'This could not be read: the first row has to hold the names of the columns, such as ',
    '{columns}.',
  ),
  'admin.import.got': '“{got}”',
  'admin.import.row': 'Row',
  'admin.import.what': 'What changes',
  'admin.import.new': 'New',
  'admin.import.changed': 'Changed',
  'admin.import.close': 'Close',
  'admin.import.twice': 'This is in the file twice.',
  'admin.import.taken': 'Somebody else uses this name. Choose another.',
  'admin.import.long': 'This is too long.',
  'admin.import.formula': 'A formula failed here. Correct it in the spreadsheet.',
  'admin.import.meanwhile': joined(
    'Somebody else changed this meanwhile, so it was not saved. Choose the file again to see ',
    'what would change.',
  ),
  'admin.import.role': joined(
    'This is not a role. Use: Reception, Advisor, Supervisor, Administration or Audit.',
  ),
  'admin.import.branch': joined(
    'This is not a branch. Use their codes or names, separated by |, or “All branches”.',
  ),
  'admin.import.queue': joined(
    'This is no queue of their branches. Use its code or name, separated by |; for somebody ',
    'who works at several, with the branch in front: “Sucursal Centro: Caja”.',
  ),
  'admin.import.queues-role': 'Only an advisor has queues. Empty the cell, or change the role.',
  'admin.staff.no-queues': joined(
    'They have no queues and cannot come on duty. Enter them in the column “Queues”, or ',
    'choose them later where the person is edited.',
  ),
  'admin.staff.no-queues.here': 'Without queues they cannot come on duty. Choose at least one.',
  'admin.staff.no-queues.short': 'no queues',
  'admin.staff.no-queues.at': 'no queues at {branches}',
  'admin.import.yes-no': 'Enter yes or no.',
  'admin.import.password': 'The password needs at least 8 characters.',
  'admin.next': 'What comes next for {branch}',
  'admin.next.text': joined(
    'To open, the branch needs queues, counters, hours, people and devices. Take those of ',
    'another branch and adjust them later, or go step by step. What it has already stays as it is.',
  ),
  'admin.next.from': 'Copy from',
  'admin.next.queues': 'Its queues',
  'admin.next.counters': 'Its counters',
  'admin.next.hours': 'Its hours and time zone',
  'admin.next.copy': 'Copy',
  'admin.next.done': 'Copied from {from}. People and devices come next.',
  'admin.next.open': 'What comes next',
  'admin.import.do': {
    one: 'Import {n} row',
    other: 'Import {n} rows',
  },
};

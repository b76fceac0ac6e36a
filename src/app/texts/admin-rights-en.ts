import { adminRightsEsCL } from './admin-rights-es-CL';
import { TranslationOf } from './catalogue';

export const adminRightsEn: TranslationOf<typeof adminRightsEsCL> = {
  'admin.rights': 'Requests from people',
  'admin.rights.text':
    'The law gives 30 days to answer. First make sure that whoever asks is that person.',
  'admin.rights.none': 'No requests are waiting.',
  'admin.rights.answered': 'Answered',
  'admin.rights.pending': 'Waiting',
  'admin.rights.what': 'What they ask',
  'admin.rights.who': 'Who',
  'admin.rights.due': 'Answer by',
  'admin.rights.left': {
    zero: 'due today',
    one: '{n} day left',
    other: '{n} days left',
  },
  'admin.rights.late': 'overdue',
  'admin.rights.unknown': 'Nothing kept',
  'admin.rights.ticket': 'Ticket {number}, {branch}',
  'admin.rights.desk': 'Asked at {branch}',
  'admin.rights.reach': 'Answer to: {reach}',
  'admin.rights.take': 'Work on it',
  'admin.rights.done': 'Mark as done',
  'admin.rights.done.ask': 'Is it done and answered?',
  'admin.rights.done.text':
    'Marking it erases what the person wrote and where the answer goes: send the answer first. This cannot be undone.',
  'admin.rights.done.no': 'Not yet',
  'admin.rights.done.yes': 'Yes, it is done',
  'admin.rights.refuse': 'Refuse…',
  'admin.rights.refuse.ask': 'Why is it refused?',
  'admin.rights.refuse.no': 'Do not refuse',
  'admin.rights.refuse.yes': 'Refuse',
  'admin.rights.taking': 'Working on the request of {person}: {right}',
  'admin.rights.untake': 'Leave it',
  'admin.rights.access': 'See their data',
  'admin.rights.rectification': 'Correct something',
  'admin.rights.erasure': 'Erase their data',
  'admin.rights.portability': 'Get their data as a file',
  'admin.rights.opposition': 'No messages, no questions',
  'admin.rights.granted': 'Done',
  'admin.rights.refused': 'Refused',
  'admin.rights.reason': 'Reason',
  'admin.rights.reason.not-proven': 'Nobody could tell that it was that person',
  'admin.rights.reason.nothing-kept': 'Nothing is kept',
  'admin.rights.reason.law-keeps': 'The law obliges us to keep it',
  'admin.rights.reason.not-personal': 'It is not personal data of theirs',
  'admin.rights.reason.other': 'Another reason',
  'admin.person.correct': 'Correct…',
  'admin.person.correct.title': 'What should it be?',
  'admin.person.correct.id': 'The right RUT or document',
  'admin.person.correct.phone': 'The right phone (+56…)',
  'admin.person.correct.help':
    'Leave empty what is right. The ticket, its queue and its times are not corrected here: they ' +
    'are what happened at the branch.',
  'admin.person.correct.yes': 'Correct',
  'admin.person.correct.no': 'Leave as it is',
  'admin.person.corrected': 'Corrected.',
  'admin.person.several':
    'Several records are kept under this, and they may be of different people. Correct each from ' +
    'the request that its own ticket makes.',
  'admin.person.taken':
    'Somebody is kept under that RUT or document already. Find out who is who before correcting.',
  'admin.person.oppose': 'Objection…',
  'admin.person.oppose.title': 'What does the person object to?',
  'admin.person.oppose.messages': 'Getting messages in their chat',
  'admin.person.oppose.feedback': 'Being asked how the service was',
  'admin.person.oppose.help':
    'What the system learns about waits does not hold who was served: nothing to object to.',
  'admin.person.oppose.yes': 'Record it',
  'admin.person.oppose.no': 'Do not record it',
  'admin.person.opposed': {
    zero: 'The objection is recorded.',
    one: 'The objection is recorded: {n} chat was unlinked.',
    other: 'The objection is recorded: {n} chats were unlinked.',
  },
  'admin.person.download.csv': 'Download for Excel',
};

import { TranslationOf } from './catalogue';
import { rightsEsCL } from './rights-es-CL';

export const rightsEn: TranslationOf<typeof rightsEsCL> = {
  'rights.title': 'Your personal data',
  'rights.text':
    'By law you may ask the bank to show, correct, erase or hand over the data it keeps about ' +
    'you, and object to their use. The bank answers within 30 days.',
  'rights.what': 'What would you like to ask for?',
  'rights.access': 'See what is kept about me',
  'rights.rectification': 'Correct something',
  'rights.erasure': 'Erase my data',
  'rights.portability': 'Get my data as a file',
  'rights.opposition': 'No more messages, and no questions about the service',
  'rights.words': 'Explain, if you like',
  'rights.reach': 'Where to answer you (email or phone)',
  'rights.reach.hint': 'Before it answers, the bank makes sure that it is you.',
  'rights.send': 'Send the request',
  'rights.sent': 'Your request has been sent. The bank will answer by {date}.',
  'rights.asked': 'Asked on {date}',
  'rights.open': 'Open: to be answered by {date}',
  'rights.extended': 'The bank needs more time, until {date}:',
  'rights.extended.complex': 'your request is complex.',
  'rights.extended.many': 'it has many requests to answer.',
  'rights.extended.elsewhere': 'it has to ask others for what you want.',
  'rights.granted': 'Done on {date}',
  'rights.refused': 'Refused on {date}',
  'rights.reason.not-proven': 'The bank could not confirm that it was you.',
  'rights.reason.nothing-kept': 'Nothing is kept about you.',
  'rights.reason.law-keeps': 'The law obliges the bank to keep it.',
  'rights.reason.not-personal': 'What was asked for is not personal data of yours.',
  'rights.reason.other': 'For another reason.',
  'problem.already_asked': 'You have asked for this already, and the bank has not answered yet.',
};

import { arrivalEsCL } from './arrival-es-CL';
import { TranslationOf } from './catalogue';

/** The same in English. */
export const arrivalEn: TranslationOf<typeof arrivalEsCL> = {
  'arrival.here': 'I’m here',
  'arrival.deferred': 'Back early? Press “I’m here”.',
  'arrival.missed': 'If you are here now, press “I’m here” before {time} to get your place back.',
  'arrival.paper': {
    one: 'If you miss your call, you have {n} minute to come back with “I’m here” on your page.',
    other: 'If you miss your call, you have {n} minutes to come back with “I’m here” on your page.',
  },
  'arrival.paper.desk': 'If you miss your call, tell the desk: you can get your place back today.',
  'pressed.kept': 'not at the branch yet. We have kept it and will send it as soon as we can.',
  'pressed.cancel': 'Cancel my ticket',
  'pressed.defer': { one: '{n} more minute', other: '{n} more minutes' },
  'pressed.feedback': 'Your feedback',
  'pressed.drop': 'Don’t send',
  'problem.reopens_used_up': 'Please tell the desk: they can still give you your place back today.',
  'problem.reopen_too_late':
    'We called you too long ago. Please tell the desk: they can give you your place back today.',
  'problem.wrong_day': 'That ticket is from another day. Please get a new number.',
  'problem.number_in_use': 'Somebody else has that number by now. Please get a new one.',
  'problem.already_rated': 'We already have your feedback. Thank you!',
};

import { joined, TranslationOf } from './catalogue';
import { telegramEs } from './telegram-es';

/** What the bot says, in English; the same keys as `telegram-es.ts`. */
export const telegramEn: TranslationOf<typeof telegramEs> = {
  'tg.card': '🎫 <b>{number}</b> · {queue}\n{branch}',
  'tg.wish':
    'The advisor who will serve you calls you as soon as they are free; from {time} on, anybody.',
  'tg.ahead': {
    zero: 'You are next.',
    one: '{n} person is ahead of you.',
    other: '{n} people are ahead of you.',
  },
  'tg.wait': 'Estimated wait: {wait}.',
  'tg.near': 'Not long now: please stay close.',
  'tg.page': '<a href="{url}">See my ticket</a>',
  'tg.updates': 'We will write to you here when your turn comes near. You may leave the branch.',
  'tg.deferred': 'We will not call you before {time}. You keep your place.',
  'tg.called': '🔔 <b>{number}: it is your turn</b>\n<b>{counter}</b>',
  'tg.called.advisor': '{advisor} will help you.',
  'tg.recalled': '🔔 <b>{number}: we are calling you again</b>\n<b>{counter}</b>',
  'tg.deferred.early': 'Back early? Press “I’m here”.',
  'tg.approaching': '⏰ <b>{number}: your turn is near</b>',
  'tg.past-closing': joined(
    '⚠️ <b>{number}</b>: we close at {time} and will not be able to serve you today. ',
    'We are sorry.',
  ),
  'tg.past-closing.queue': joined(
    '⚠️ <b>{number}</b>: your queue closes at {time} and we will not be able to serve you. ',
    'We are sorry.',
  ),
  'tg.approaching.come': 'Please come back to the branch.',
  'tg.missed': joined(
    '<b>{number}</b>: we called you and could not serve you. If you are still at the ',
    'branch, tell the desk: they can give you your place back today.',
  ),
  'tg.missed.closed':
    '<b>{number}</b>: we called you and could not serve you. The branch has closed.',
  'tg.missed.back': joined(
    '<b>{number}</b>: we called you and could not serve you. If you are at the branch now, ',
    'press “I’m here” before {time} to get your place back. After that, tell the desk.',
  ),
  'tg.transferred': '<b>{number}</b> moved to {queue}. Your number stays the same.',
  'tg.returned': '<b>{number}</b> is back in line and keeps its place.',
  'tg.reopened': '<b>{number}</b> is in line again.',
  'tg.serving': '<b>{number}</b>: you are being served.',
  'tg.held': '<b>{number}</b>: on hold. Once you have what is missing, go back {to}.',
  'tg.thanks': 'Thank you for your visit. How did we do with <b>{number}</b>?',
  'tg.remark.ask': joined(
    '<b>{number}</b>: thank you for telling us. If you would like to say more, write it here in ',
    'one message of up to {most} characters.',
  ),
  'tg.remark.thanks': 'Thank you: the branch has your comments now.',
  'tg.remark.long': joined(
    'Your message has {length} characters and there is room for {most}. Could you make it ',
    'shorter, please?',
  ),
  'tg.served': '<b>{number}</b>: done. Thank you for your visit.',
  'tg.cancelled.customer': '<b>{number}</b> is cancelled, as you asked.',
  'tg.cancelled.staff':
    '<b>{number}</b> was cancelled at the branch. If you did not expect that, ask at the desk.',
  'tg.cancelled.closing': joined(
    'The branch has closed and <b>{number}</b> is no longer valid. We are sorry we could ',
    'not serve you today.',
  ),
  'tg.cancelled.queue': joined(
    'We closed the queue early and <b>{number}</b> is no longer valid. We are sorry we could ',
    'not serve you.',
  ),
  'tg.cancelled': '<b>{number}</b> is cancelled.',

  'tg.button.here': 'I’m here',
  'tg.button.more': 'I need more time',
  'tg.button.cancel': 'Cancel ticket',
  'tg.button.minutes': '{minutes} more min',
  'tg.button.cancel.yes': 'Yes, cancel {number}',
  'tg.button.cancel.no': 'No, keep waiting',
  'tg.button.back': 'Back',
  'tg.button.remark.no': 'No, thanks',
  'tg.button.unlink': 'No more messages about {number}',

  'tg.done.deferred': 'Done: you have {minutes} more minutes.',
  'tg.done.deferred.already': 'That button already gave you more time.',
  'tg.done.here': 'Done: you are in line, at your place.',
  'tg.done.here.called': 'You are being called: look at the screen.',
  'tg.done.cancelled': 'Your ticket is cancelled.',
  'tg.done.kept': 'Your ticket stays in line.',
  'tg.done.thanks': 'Thank you for telling us!',
  'tg.done.thanks.already': 'You told us before. Thank you!',
  'tg.done.soon': 'One moment, please.',
  'tg.done.unlinked': 'We will not write about {number} any more. Your ticket stays in line.',
  'tg.ask.minutes': 'How many more minutes do you need for <b>{number}</b>? You keep your place.',
  'tg.ask.cancel': 'Shall we cancel <b>{number}</b>? You will lose your place in line.',
  'tg.ask.unlink': 'Which ticket should we stop messaging you about?',
  'tg.refused.defers': 'You have used all your extensions for this ticket.',
  'tg.refused.desk': 'Please tell the desk: they can still give you your place back today.',
  'tg.refused.state': 'That can no longer be done with this ticket.',
  'tg.refused.closed': 'That button belongs to a ticket that has ended.',
  'tg.refused.not-yours': 'That button does not belong to a ticket of yours.',
  'tg.refused.reads':
    'Bank staff handed out this ticket: please ask for changes at the branch’s desk.',
  'tg.refused.busy': 'The branch is very busy right now. Please try again in a few seconds.',
  'tg.refused.later': 'We could not do that now. Please try again in a few minutes.',

  'tg.hello': joined(
    'Hello. I tell you here when your turn at the branch comes near.\n\nTo follow a ',
    'ticket, use the QR code on it or the Telegram button on your ticket’s page.',
  ),
  'tg.help': joined(
    'You can write:\n/turn – where your ticket stands\n/defer – you need more ',
    'time\n/here – you are at the branch\n/cancel – cancel your ',
    'ticket\n/unlink – no more messages\n/language – Spanish or ',
    'English\n\nI also understand sentences like “how long?”.',
  ),
  'tg.no-ticket': joined(
    'I am not following any ticket of yours right now. Use the QR code on your ticket or ',
    'the Telegram button on its page.',
  ),
  'tg.start.bad': joined(
    'That link no longer works: it is good once, and for as long as the ticket is active. ',
    'Your ticket’s page has a new one.',
  ),
  'tg.start.many': 'This chat already follows many tickets. Please finish or unlink one first.',
  'tg.start.again': 'I already follow that ticket here.',
  'tg.slow': 'That was a lot of messages at once. Please wait a minute.',
  'tg.unknown': 'I did not understand that. Write /help to see what I can do.',
  'tg.only-text': 'I only understand text messages. Write /help to see what I can do.',
  'tg.language': 'Which language should I write in?',
  'tg.language.set': 'From now on I write in English.',
  'tg.you-are-welcome': 'You are welcome.',

  'tg.menu.turno': 'Where my ticket stands',
  'tg.menu.aplazar': 'I need more time',
  'tg.menu.llegue': 'I’m here',
  'tg.menu.cancelar': 'Cancel my ticket',
  'tg.menu.desvincular': 'No more messages',
  'tg.menu.idioma': 'Spanish or English',
  'tg.menu.ayuda': 'What I can do',
};

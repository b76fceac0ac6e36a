import { TranslationOf } from './catalogue';
import { refusalsEsCL } from './refusals-es-CL';

/** English refusals; the same keys as `refusals-es-CL.ts`. */
export const refusalsEn: TranslationOf<typeof refusalsEsCL> = {
  'staff.problem.advisor_busy': 'a ticket is still in hand.',
  'staff.problem.advisor_not_available': 'not available; end the pause first.',
  'staff.problem.wrong_state': 'the ticket has changed meanwhile.',
  'staff.problem.wrong_state.now': 'ticket {number} has changed meanwhile (now: {state}).',
  'staff.problem.too_many_held':
    'the limit of tickets on hold is reached: take back, finish or return one.',
  'staff.problem.called_elsewhere': 'the ticket is at a counter now. Ask there.',
  'staff.problem.nothing_to_undo': 'there is nothing left to undo with that ticket.',
  'staff.problem.undo_too_late': 'more than two minutes have passed, or another day has begun.',
  'staff.problem.number_in_use':
    'somebody who came today has that number by now. Issue a new ticket.',
  'staff.problem.not_your_ticket': 'that ticket is another advisor’s.',
  'staff.problem.same_queue': 'it is already in that queue.',
  'staff.problem.queue_closed': 'that queue is closed.',
  'staff.problem.queue_not_served': 'that queue is not one of yours.',
  'staff.problem.no_queues': 'at least one queue must stay open.',
  'staff.problem.serves_no_queue':
    'you have no queues at this branch. Ask administration to assign them under “People”.',
  'staff.problem.counter_taken': 'somebody else is at that counter; choose a free one.',
  'staff.problem.unknown_counter': 'that counter no longer exists; choose another one.',
  'staff.problem.unknown_queue': 'that queue no longer exists.',
  'staff.problem.unknown_advisor': 'that person has not started the day at this branch.',
  'staff.problem.not_on_duty': 'that person is off duty.',
  'staff.problem.unknown_alert': 'that alert has closed already.',
  'staff.problem.help_taken': 'somebody else is already on their way.',
  'staff.problem.not_for_this_device': 'that device cannot do it.',
  'staff.problem.unknown_device': 'that device is no longer in use here.',
  'staff.problem.unreadable': 'it cannot be opened: it was changed in the database.',
  'staff.unreadable': '(cannot be opened)',
  'staff.problem.unknown': 'that did not work. Load the page again and try once more.',
  'staff.problem.counter_required': 'choose a counter first.',
  'staff.problem.reason_required': 'a reason is missing.',
  'staff.problem.id_is_rut':
    'the ID stays in the audit trail for ever, so it cannot be a RUT. The username can be one.',
  'staff.problem.unknown_request': 'there is no such request.',
  'staff.problem.already_answered': 'somebody else has answered it.',
  'staff.problem.already_extended': 'it has been extended already, and the law allows that once.',
  'staff.problem.overdue': 'the deadline has passed: answer it now.',
  'staff.problem.several_persons': 'there are several records, perhaps of different people.',
  'staff.problem.person_exists': 'somebody is kept under that RUT or document already.',
  'staff.problem.changed_meanwhile': 'what is kept changed meanwhile; look at it again.',
  'staff.problem.wrong_day': 'that ticket is from another day.',
  'staff.problem.day_not_ahead': 'only days from today on, up to a year, can be planned.',
  'staff.problem.unknown_ticket': 'that ticket is no longer at the branch.',
  'staff.problem.out_of_turn_not_allowed': 'this branch does not allow calling out of turn.',
  'staff.problem.mail_not_set_up':
    'This bank has no mail server set up, so nothing can be sent. ' +
    'Whoever operates the system can set it up.',
  'staff.problem.mail_domain_not_allowed':
    'The bank does not send reports to addresses at that domain.',
  'staff.problem.too_many_report_mails':
    'You already have 10 reports by email. End one of them first.',
  'staff.problem.same_report_mail':
    'This report already goes to that address, or you have asked for it. It is on the list.',
  'staff.problem.unknown_report_mail':
    'This report by email does not exist any more. Load the list again.',
};

import { adminKioskQueuesEsCL } from './admin-kiosk-queues-es-CL';
import { TranslationOf } from './catalogue';

export const adminKioskQueuesEn: TranslationOf<typeof adminKioskQueuesEsCL> = {
  'admin.queue.icon': 'Icon at the kiosk',
  'admin.queue.icon.help': 'Stands beside the letter and the name; it replaces neither.',
  'admin.queue.group.es': 'Group in Spanish',
  'admin.queue.group.en': 'Group in English',
  'admin.queue.group.help':
    'When not all queues fit, the kiosk shows the groups first. Empty: no group.',
  'admin.wants.group': 'Enter the group in both languages, or in neither.',
  'admin.wants.queues': 'At most {n} queues.',
  'admin.set.queueOrder': 'Order of the queues',
  'admin.set.queueOrder.help':
    'How kiosk and desk offer them. It does not change who is called first.',
  'admin.order.up': 'Move {name} up',
  'admin.order.down': 'Move {name} down',
  'admin.order.at': '{name}: place {n} of {all}',
  'admin.icon.none': 'No icon',
  'admin.icon.money': 'Money',
  'admin.icon.card': 'Card',
  'admin.icon.savings': 'Savings',
  'admin.icon.loan': 'Loan',
  'admin.icon.house': 'House',
  'admin.icon.car': 'Car',
  'admin.icon.transfer': 'Transfer',
  'admin.icon.document': 'Document',
  'admin.icon.key': 'Key',
  'admin.icon.phone': 'Mobile',
  'admin.icon.person': 'Person',
  'admin.icon.people': 'People',
  'admin.icon.building': 'Building',
  'admin.icon.shield': 'Insurance',
  'admin.icon.letter': 'Letter',
  'admin.icon.clock': 'Clock',
  'admin.icon.star': 'Star',
  'admin.icon.question': 'Question',
};

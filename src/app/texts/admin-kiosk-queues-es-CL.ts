import { Texts } from './catalogue';

/** What administrators read about how a kiosk shows the queues: pictures, groups, order. */
export const adminKioskQueuesEsCL = {
  'admin.queue.icon': 'Ícono en el tótem',
  'admin.queue.icon.help': 'Acompaña a la letra y al nombre; no los reemplaza.',
  'admin.queue.group.es': 'Grupo en español',
  'admin.queue.group.en': 'Grupo en inglés',
  'admin.queue.group.help':
    'Cuando no caben todas las filas, el tótem muestra primero los grupos. Vacío: sin grupo.',
  'admin.wants.group': 'Escriba el grupo en los dos idiomas, o en ninguno.',
  'admin.wants.queues': 'Como máximo {n} filas.',
  'admin.set.queueOrder': 'Orden de las filas',
  'admin.set.queueOrder.help':
    'Así se ofrecen en el tótem y en el mesón. No cambia a quién se llama primero.',
  'admin.order.up': 'Subir {name}',
  'admin.order.down': 'Bajar {name}',
  'admin.order.at': '{name}: lugar {n} de {all}',
  'admin.icon.none': 'Sin ícono',
  'admin.icon.money': 'Dinero',
  'admin.icon.card': 'Tarjeta',
  'admin.icon.savings': 'Ahorro',
  'admin.icon.loan': 'Crédito',
  'admin.icon.house': 'Casa',
  'admin.icon.car': 'Auto',
  'admin.icon.transfer': 'Transferencia',
  'admin.icon.document': 'Documento',
  'admin.icon.key': 'Llave',
  'admin.icon.phone': 'Celular',
  'admin.icon.person': 'Persona',
  'admin.icon.people': 'Personas',
  'admin.icon.building': 'Edificio',
  'admin.icon.shield': 'Seguro',
  'admin.icon.letter': 'Carta',
  'admin.icon.clock': 'Reloj',
  'admin.icon.star': 'Estrella',
  'admin.icon.question': 'Pregunta',
} as const satisfies Texts;

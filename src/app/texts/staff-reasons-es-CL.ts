import { Texts } from './catalogue';

/** Why staff do something: the choices, and how the reason is shown afterwards. */
export const staffReasonsEsCL = {
  'reason.pause.break': 'Colación',
  'reason.pause.paperwork': 'Trámite interno',
  'reason.pause.meeting': 'Reunión',
  'reason.pause.personal': 'Personal',
  'reason.pause.supervisor': 'Lo pidió el supervisor',
  'reason.pause.other': 'Otro motivo',
  'reason.pause.absent': 'Consola sin conexión',
  'reason.pause.unanswered': 'Llamados sin respuesta',
  'reason.pause.dismissed': 'Ya no atiende en esta sucursal',
  'reason.transfer': 'Motivo (opcional)',
  'reason.transfer.wrong-queue': 'Eligió otra fila por error',
  'reason.transfer.another-matter': 'Viene por otro trámite',
  'reason.transfer.specialist': 'Lo atiende un especialista',
  'reason.transfer.customer-asked': 'La persona lo pide',
  'reason.transfer.other': 'Otro motivo',
  'reason.call': 'Motivo',
  'reason.call.hint': 'Queda registrado y se informa al supervisor.',
  'reason.call.unwell': 'No se siente bien',
  'reason.call.unfinished': 'Vuelve por un trámite pendiente',
  'reason.call.our-mistake': 'Por un error nuestro',
  'reason.call.appointment': 'Tiene hora reservada',
  'reason.call.supervisor': 'Lo pide el supervisor',
  'reason.call.other': 'Otro motivo',
} as const satisfies Texts;

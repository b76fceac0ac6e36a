import { Texts } from './catalogue';

/** Why a command of staff was refused, as the rest of a sentence. */
export const refusalsEsCL = {
  'staff.problem.advisor_busy': 'ya hay un turno en atención.',
  'staff.problem.advisor_not_available': 'no está disponible; salga primero de la pausa.',
  'staff.problem.wrong_state': 'el turno cambió mientras tanto.',
  'staff.problem.wrong_state.now': 'el turno {number} cambió mientras tanto (ahora: {state}).',
  'staff.problem.too_many_held':
    'el máximo de pendientes ya está en uso: retome, finalice o devuelva uno.',
  'staff.problem.called_elsewhere': 'el turno ya está en un módulo. Pregunte ahí.',
  'staff.problem.nothing_to_undo': 'con ese turno ya no hay nada que deshacer.',
  'staff.problem.undo_too_late': 'pasaron más de dos minutos, o empezó otro día.',
  'staff.problem.number_in_use':
    'ese número ya es de otra persona que llegó hoy. Emita un turno nuevo.',
  'staff.problem.not_your_ticket': 'ese turno es de otra persona.',
  'staff.problem.same_queue': 'ya está en esa fila.',
  'staff.problem.queue_closed': 'esa fila está cerrada.',
  'staff.problem.queue_not_served': 'esa fila no está entre las suyas.',
  'staff.problem.no_queues': 'debe quedar al menos una fila.',
  'staff.problem.serves_no_queue':
    'no tiene filas en esta sucursal. Pida a administración que se las asigne en «Personas».',
  'staff.problem.counter_taken': 'otra persona atiende en ese módulo; elija uno libre.',
  'staff.problem.unknown_counter': 'ese módulo ya no existe; elija otro.',
  'staff.problem.unknown_queue': 'esa fila ya no existe.',
  'staff.problem.unknown_advisor': 'esa persona no ha empezado su jornada en esta sucursal.',
  'staff.problem.not_on_duty': 'esa persona está fuera de servicio.',
  'staff.problem.unknown_alert': 'esa alerta ya se cerró.',
  'staff.problem.help_taken': 'otra persona ya va.',
  'staff.problem.not_for_this_device': 'ese equipo no puede hacerlo.',
  'staff.problem.unknown_device': 'ese equipo ya no está en uso aquí.',
  'staff.problem.unreadable': 'no se puede abrir: se cambió en la base de datos.',
  'staff.unreadable': '(no se puede abrir)',
  'staff.problem.unknown': 'no se pudo. Cargue la página de nuevo e intente otra vez.',
  'staff.problem.counter_required': 'falta elegir un módulo.',
  'staff.problem.reason_required': 'falta el motivo.',
  'staff.problem.id_is_rut':
    'el identificador queda para siempre en la auditoría: no use un RUT. ' +
    'El nombre de usuario sí puede serlo.',
  'staff.problem.unknown_request': 'esa solicitud no existe.',
  'staff.problem.already_answered': 'otra persona ya la respondió.',
  'staff.problem.already_extended': 'ya se prorrogó, y la ley permite una sola prórroga.',
  'staff.problem.overdue': 'el plazo ya venció: respóndala ahora.',
  'staff.problem.several_persons': 'hay varios registros; pueden ser de distintas personas.',
  'staff.problem.person_exists': 'ya se guarda a alguien con ese RUT o documento.',
  'staff.problem.changed_meanwhile': 'lo que se guarda cambió mientras tanto; véalo de nuevo.',
  'staff.problem.wrong_day': 'ese turno es de otro día.',
  'staff.problem.day_not_ahead': 'solo se planifica de hoy en adelante, hasta un año.',
  'staff.problem.unknown_ticket': 'ese turno ya no está en la sucursal.',
  'staff.problem.out_of_turn_not_allowed': 'esta sucursal no permite llamar fuera de orden.',
  'staff.problem.mail_not_set_up':
    'Este banco no tiene configurado un servidor de correo: no se puede enviar nada. ' +
    'Quien opera el sistema puede configurarlo.',
  'staff.problem.mail_domain_not_allowed':
    'El banco no envía informes a direcciones de ese dominio.',
  'staff.problem.too_many_report_mails': 'Ya tiene 10 informes por correo. Termine uno primero.',
  'staff.problem.same_report_mail':
    'Este informe ya se envía a esa dirección, o ya lo pidió. Está en la lista.',
  'staff.problem.unknown_report_mail':
    'Este informe por correo ya no existe. Vuelva a cargar la lista.',
} as const satisfies Texts;

import { Texts } from './catalogue';
import { staffCounterEsCL } from './staff-counter-es-CL';

/** What staff read about being on duty and whom they serve: pauses to come, requests, who it is. */
export const staffDutyEsCL = {
  ...staffCounterEsCL,
  'advisor.do.plan': 'Pausa o término después de este turno',
  'advisor.do.unplan': 'Seguir atendiendo',
  'advisor.do.pause-after': 'Pausa después de este',
  'advisor.do.leave-after': 'Terminar después de este',
  'advisor.plan.paused': 'Después de este turno queda en pausa.',
  'advisor.plan.offline': 'Después de este turno termina su jornada.',
  'advisor.asked.come-back': '{name} le pide que vuelva a atender ({time}).',
  'advisor.asked.pause': '{name} le pide que haga una pausa cuando pueda ({time}).',
  'advisor.asked.read': 'Entendido',
  'pause.dismissed': 'Su usuario ya no atiende en esta sucursal.',
  'advisor.person': 'En su módulo',
  'advisor.person.unproven': 'escrito en la página, no mostrado',
  'advisor.person.show': 'Ver completo',
  'advisor.person.show.why': 'Queda registrado que lo vio.',
  'advisor.person.visits': 'Hoy también: {visits}',
  'staff.problem.anonymous_ticket': 'ese turno se sacó sin RUT.',
  'floor.act.ask-back': 'Pedir a {name} que vuelva',
  'floor.act.ask-pause': 'Pedir a {name} una pausa',
  'floor.act.asked-pause': 'Se le pidió una pausa a las {time}',
  'floor.act.asked-back': 'Se le pidió volver a las {time}',
  'floor.act.pause-after': 'Pausar a {name} después de este turno',
  'staff.problem.console_silent':
    'su consola no responde: nadie atendería a los clientes. Pídale que vuelva.',
  'staff.problem.on_duty_elsewhere':
    'ya está en servicio en otra sucursal; primero termine la jornada allá.',
  'staff.problem.unknown_ticket': 'ese turno ya no está en la sucursal.',
  'staff.problem.already_so': 'ya está así.',
} as const satisfies Texts;

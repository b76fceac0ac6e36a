import { Texts } from './catalogue';

/** What staff read about being on duty: pauses to come, requests of the supervisor. */
export const staffDutyEsCL = {
  'advisor.do.plan': 'Pausa o término después de este turno',
  'advisor.do.unplan': 'Seguir atendiendo',
  'advisor.do.pause-after': 'Pausa después de este',
  'advisor.do.leave-after': 'Terminar después de este',
  'advisor.plan.paused': 'Después de este turno queda en pausa.',
  'advisor.plan.offline': 'Después de este turno termina su jornada.',
  'advisor.asked.come-back': '{name} le pide que vuelva a atender ({time}).',
  'advisor.asked.pause': '{name} le pide que haga una pausa después de este turno ({time}).',
  'advisor.asked.read': 'Entendido',
  'pause.dismissed': 'Su usuario ya no atiende en esta sucursal.',
  'floor.act.ask-back': 'Pedir a {name} que vuelva',
  'floor.act.asked-back': 'Se le pidió volver a las {time}',
  'floor.act.pause-after': 'Pausar a {name} después de este turno',
  'staff.problem.console_silent':
    'su consola no responde: nadie atendería a los clientes. Pídale que vuelva.',
  'staff.problem.on_duty_elsewhere':
    'ya está en servicio en otra sucursal; primero termine la jornada allá.',
  'staff.problem.unknown_ticket': 'ese turno ya no está en la sucursal.',
  'staff.problem.already_so': 'ya está así.',
} as const satisfies Texts;

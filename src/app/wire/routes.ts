import { z } from 'zod';
import { atCounterExchanges } from './at-counter';
import * as cloudprnt from './cloudprnt';
import { nothing, Sent, Wire } from './common';
import * as configuration from './configuration';
import * as counters from './counters';
import * as devices from './devices';
import * as floor from './floor';
import * as my from './my';
import * as records from './records';
import * as rights from './rights';
import * as settings from './settings';
import * as signs from './signs';
import * as simulations from './simulations';
import { staffExchanges } from './staff-exchanges';
import { ticketExchanges } from './ticket-exchanges';
import * as tickets from './tickets';
import * as views from './views';

/** One route's exchange. */
export interface Exchange {
  /** Takes an Idempotency-Key: a new UUID for a new command, the same one to repeat it. */
  readonly command?: true;
  readonly body?: z.ZodType;
  /** The body may be a form's (`application/x-www-form-urlencoded`), as a standard has it. */
  readonly form?: true;
  /** The body is ignored: a standard lets clients send any kind of form. */
  readonly unread?: true;
  readonly query?: z.ZodType;
  /** By status. */
  readonly answers: Readonly<Record<number, z.ZodType | undefined>>;
}

/** Every route of the API by method and path. `http` handles them, clients call them. */
export const routes = {
  ...ticketExchanges,

  'POST /api/cloudprnt': { body: cloudprnt.pollBody, answers: { 200: cloudprnt.polled } },
  'GET /api/cloudprnt': { query: cloudprnt.fetchQuery, answers: { 200: cloudprnt.paper } },
  'DELETE /api/cloudprnt': { query: cloudprnt.confirmQuery, answers: { 200: nothing } },

  ...my.myExchanges,
  ...rights.rightsExchanges,

  'POST /api/branches/:branch/counters/:counter/call-next': {
    command: true,
    answers: { 200: tickets.called, 204: undefined },
  },
  'POST /api/branches/:branch/counters/:counter/call': {
    command: true,
    body: counters.callBody,
    answers: { 200: tickets.called },
  },
  'PUT /api/branches/:branch/advisors/me': {
    command: true,
    body: counters.advisorBody,
    answers: { 200: counters.onDuty },
  },
  'GET /api/branches/:branch/seats': { answers: { 200: counters.seats } },
  'GET /api/branches/:branch/advisors/me': { answers: { 200: views.advisorView } },
  'PUT /api/branches/:branch/advisors/:advisor': {
    command: true,
    body: counters.advisorBody,
    answers: { 200: counters.onDuty },
  },
  'POST /api/branches/:branch/advisors/:advisor/ask': {
    command: true,
    body: counters.askBody,
    answers: { 200: counters.advisorSet },
  },
  'PUT /api/branches/:branch/advisors/:advisor/queues': {
    command: true,
    body: counters.advisorQueuesBody,
    answers: { 200: counters.advisorSet },
  },

  'GET /api/branches/:branch/floor': { answers: { 200: floor.floorRead } },
  ...atCounterExchanges,
  ...signs.signExchanges,
  'GET /api/branches/:branch/display': { answers: { 200: floor.displayRead } },
  'GET /api/branches/:branch/kiosk': { answers: { 200: views.kiosk } },
  'GET /api/face/:face': { query: settings.faceQuery, answers: settings.faceAnswers },
  'GET /api/branches/:branch/directory': {
    answers: { 200: z.union([settings.directory, settings.deviceDirectory]) },
  },
  'GET /api/branches/:branch/alerts': {
    query: floor.alertsQuery,
    answers: { 200: floor.alertList },
  },
  'POST /api/branches/:branch/alerts/:alert/ack': {
    command: true,
    answers: { 200: floor.acknowledged },
  },
  'GET /api/branches/:branch/devices': { answers: { 200: devices.branchDevices } },
  'PUT /api/branches/:branch/devices/me': {
    body: devices.wordBody,
    answers: { 200: devices.wordAnswer },
  },
  'POST /api/branches/:branch/devices/:device/ask': {
    command: true,
    body: devices.askBody,
    answers: { 200: devices.asked },
  },
  'POST /api/branches/:branch/devices/:device/sign-out': {
    command: true,
    answers: { 200: devices.signedOut },
  },
  'POST /api/branches/:branch/help': { command: true, answers: { 200: devices.helpAsked } },
  'POST /api/branches/:branch/help/:alert/take': {
    command: true,
    answers: { 200: floor.acknowledged },
  },
  'GET /api/overview': { answers: { 200: floor.overview } },
  'GET /api/screens': { answers: { 200: floor.screens } },

  ...records.recordExchanges,
  'GET /api/branches/:branch/reports/:report': {
    query: records.reportQuery,
    answers: { 200: records.report },
  },
  'GET /api/reports/:report': {
    query: records.bankReportQuery,
    answers: { 200: records.report },
  },

  ...simulations.simulationExchanges,

  'GET /api/branches/:branch/settings': { answers: { 200: settings.settingsRead } },
  'POST /api/branches/:branch/closures': {
    command: true,
    body: settings.closureBody,
    answers: { 201: settings.closureList },
  },
  'DELETE /api/branches/:branch/closures/:from': {
    command: true,
    answers: { 200: settings.closureList },
  },
  'GET /api/branches/:branch/holidays/:year': { answers: { 200: settings.holidays } },
  'PUT /api/branches/:branch/settings': {
    command: true,
    body: settings.overrides,
    answers: { 200: settings.settingsRead },
  },

  'GET /api/branches': { answers: { 200: settings.branchList } },
  'PUT /api/branches/:branch': {
    command: true,
    body: settings.branchBody,
    answers: { 200: settings.branchSaved },
  },
  'GET /api/branches/:branch/queues': { answers: { 200: settings.queueList } },
  'PUT /api/branches/:branch/queues/:queue': {
    command: true,
    body: settings.queueBody,
    answers: { 200: settings.queue },
  },
  'GET /api/branches/:branch/counters': { answers: { 200: settings.counterList } },
  'PUT /api/branches/:branch/counters/:counter': {
    command: true,
    body: settings.counterBody,
    answers: { 200: settings.counter },
  },
  'GET /api/staff': { answers: { 200: configuration.staffList } },
  'PUT /api/staff/:staff': {
    command: true,
    body: configuration.staffBody,
    answers: { 200: configuration.staff },
  },
  'GET /api/devices': {
    query: configuration.devicesQuery,
    answers: { 200: configuration.deviceList },
  },
  'PUT /api/devices/:device': {
    command: true,
    body: configuration.deviceBody,
    answers: { 200: configuration.deviceSaved },
  },
  'GET /api/webhooks': { answers: { 200: configuration.webhookList } },
  'PUT /api/webhooks/:webhook': {
    command: true,
    body: configuration.webhookBody,
    answers: { 200: configuration.webhookSaved },
  },
  'POST /api/customers/export': {
    command: true,
    body: configuration.personBody,
    answers: { 200: configuration.personExport },
  },
  'POST /api/customers/erase': {
    command: true,
    body: configuration.personBody,
    answers: { 200: configuration.personErased },
  },

  ...staffExchanges,
} as const satisfies Readonly<Record<`${Method} /api/${string}`, Exchange>>;

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Routes = typeof routes;
/** A route by method and path. */
export type RouteName = keyof Routes;

/** A path's parameters, by the names after the colons. */
export type ParamsOf<R extends string> = R extends `${string}:${infer Name}/${infer Rest}`
  ? { readonly [K in Name]: string } & ParamsOf<`/${Rest}`>
  : R extends `${string}:${infer Name}`
    ? { readonly [K in Name]: string }
    : unknown;

/** What a handler is given: defaults are filled in. */
export type BodyOf<R extends RouteName> = Routes[R] extends { readonly body: infer B }
  ? Taken<B>
  : undefined;
export type QueryOf<R extends RouteName> = Routes[R] extends { readonly query: infer Q }
  ? Taken<Q>
  : undefined;
type Taken<S> = S extends z.ZodType ? z.output<S> : undefined;

/** The answer of a success; undefined for an answer without a body. */
export type AnswerOf<R extends RouteName> = R extends RouteName
  ? Answered<Routes[R]['answers'][keyof Routes[R]['answers']]>
  : never;
type Answered<S> = S extends z.ZodType ? Wire<S> : undefined;

/** What a caller gives for one request. */
export type InputOf<R extends RouteName> = (keyof ParamsOf<R> extends never
  ? { readonly params?: undefined }
  : { readonly params: ParamsOf<R> }) &
  (Routes[R] extends { readonly body: infer B extends z.ZodType }
    ? undefined extends z.input<B>
      ? { readonly body?: Sent<B> }
      : { readonly body: Sent<B> }
    : { readonly body?: undefined }) &
  (Routes[R] extends { readonly query: infer Q extends z.ZodType }
    ? {} extends z.input<Q>
      ? { readonly query?: Sent<Q> }
      : { readonly query: Sent<Q> }
    : { readonly query?: undefined });

/** Routes that take an Idempotency-Key. */
export type CommandName = {
  [R in RouteName]: Routes[R] extends { readonly command: true } ? R : never;
}[RouteName];

import * as prints from './prints';
import * as tickets from './tickets';

const onTicket = { command: true, answers: { 200: tickets.handled } } as const;

/** The routes for a ticket and its paper. */
export const ticketExchanges = {
  'POST /api/branches/:branch/tickets': {
    command: true,
    body: tickets.issueBody,
    answers: { 201: tickets.issued },
  },
  'GET /api/branches/:branch/tickets': {
    query: tickets.ticketsQuery,
    answers: { 200: tickets.ticketList },
  },
  'GET /api/branches/:branch/tickets/:number': { answers: { 200: tickets.foundTicket } },
  'POST /api/branches/:branch/tickets/:ticket/printed': {
    command: true,
    body: tickets.printedBody,
    answers: { 200: tickets.recorded },
  },
  'POST /api/branches/:branch/tickets/:ticket/reprint': {
    command: true,
    body: tickets.reprintBody,
    answers: { 200: tickets.reprinted },
  },
  'POST /api/branches/:branch/tickets/:ticket/recall': onTicket,
  'POST /api/branches/:branch/tickets/:ticket/start': onTicket,
  'POST /api/branches/:branch/tickets/:ticket/no-show': onTicket,
  'POST /api/branches/:branch/tickets/:ticket/return': {
    command: true,
    body: tickets.returnBody,
    answers: { 200: tickets.handled },
  },
  'POST /api/branches/:branch/tickets/:ticket/reopen': onTicket,
  'POST /api/branches/:branch/tickets/:ticket/arrived': onTicket,
  'POST /api/branches/:branch/tickets/:ticket/undo': onTicket,
  'POST /api/branches/:branch/tickets/:ticket/hold': { ...onTicket, body: tickets.holdBody },
  'POST /api/branches/:branch/tickets/:ticket/resume': onTicket,
  'POST /api/branches/:branch/tickets/:ticket/finish': {
    command: true,
    body: tickets.finishBody,
    answers: { 200: tickets.finished },
  },
  'POST /api/branches/:branch/tickets/:ticket/transfer': {
    ...onTicket,
    body: tickets.transferBody,
  },
  'POST /api/branches/:branch/tickets/:ticket/move': { ...onTicket, body: tickets.moveBody },
  'POST /api/branches/:branch/tickets/find': {
    command: true,
    body: tickets.findBody,
    answers: { 200: tickets.ticketList },
  },
  'POST /api/branches/:branch/tickets/:ticket/cancel': onTicket,

  'POST /api/branches/:branch/tickets/:ticket/print': {
    command: true,
    body: prints.printBody,
    answers: { 200: prints.print },
  },
  'GET /api/branches/:branch/tickets/:ticket/print': { answers: { 200: prints.print } },
} as const;

'use strict';
const { EventEmitter } = require('node:events');

/**
 * Loaded before the app (`NODE_OPTIONS=--require`). On SIGUSR2 every emitter created since then and
 * still alive emits an error, and those without a handler are printed in one line: for each of them
 * Node would have ended the process.
 */
const born = [];
const init = EventEmitter.init;
EventEmitter.init = function remember(...given) {
  born.push(new WeakRef(this));
  return init.apply(this, given);
};

/**
 * Emitters that never emit an error, or only to listeners: agents, handles and knex's builders;
 * pg's queries (they call back), requests (Node checks for listeners), and the receiver of a socket
 * that has released it. Workers belong to the loader of these sources.
 */
const NEVER = new Set([
  'Agent',
  'Agent < Agent',
  'Client_PG < Client',
  'EventEmitter',
  'FileHandle',
  'IncomingMessage < Readable < Stream',
  'Query',
  'Raw',
  'ReadableWorkerStdio < Readable < Stream',
  'Receiver < Writable < Stream',
  'Worker',
]);

const chainOf = (emitter) => {
  const names = [];
  for (let at = Object.getPrototypeOf(emitter); at; at = Object.getPrototypeOf(at)) {
    if (at.constructor.name === 'EventEmitter') break;
    names.push(at.constructor.name);
  }
  return names.join(' < ') || 'EventEmitter';
};

process.on('SIGUSR2', () => {
  const unowned = new Set();
  let owned = 0;
  // each only once: a real error is the last event of a socket
  for (const emitter of born.splice(0).map((each) => each.deref())) {
    if (!emitter || emitter.destroyed || NEVER.has(chainOf(emitter))) continue;
    try {
      emitter.emit('error', Object.assign(new Error('injected'), { code: 'ECONNRESET' }));
      owned += 1;
    } catch {
      unowned.add(chainOf(emitter));
    }
  }
  process.stderr.write(`INJECTED ${JSON.stringify({ owned, unowned: [...unowned] })}\n`);
});

/**
 * Maximum number of connections. PostgreSQL refuses a standby or replica that allows fewer than its
 * primary, so there is one number for all of them, in every phase. Each hundred take 5 MiB, whether
 * open or not.
 */
export const DATABASE_CONNECTIONS = 400;

/**
 * Parameters of the primary and its replicas. Bound values are never logged: they may be personal
 * data.
 */
export const databaseParameters = {
  max_connections: String(DATABASE_CONNECTIONS),
  'rds.force_ssl': '1',
  ssl_min_protocol_version: 'TLSv1.2',
  password_encryption: 'scram-sha-256',
  log_min_duration_statement: '1000',
  log_lock_waits: '1',
  log_connections: '1',
  log_disconnections: '1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  idle_in_transaction_session_timeout: '60000',
  tcp_keepalives_idle: '30',
  tcp_keepalives_interval: '10',
  tcp_keepalives_count: '3',
};

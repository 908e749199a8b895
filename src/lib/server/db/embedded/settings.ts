/**
 * Server settings of the embedded PostgreSQL, given on its command line so that nothing stored in the
 * cluster can override them.
 */
export const serverSettings: Readonly<Record<string, string>> = {
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '',
	max_connections: '200',
	TimeZone: 'UTC',

	// An acknowledged ballot survives a power cut.
	fsync: 'on',
	synchronous_commit: 'on',
	full_page_writes: 'on',

	// The log never carries a statement, a parameter or the content of a row, not even in an error.
	log_statement: 'none',
	log_min_duration_statement: '-1',
	log_parameter_max_length: '0',
	log_parameter_max_length_on_error: '0',
	log_error_verbosity: 'terse',
	log_min_error_statement: 'panic',
	log_checkpoints: 'off',

	// When a ballot was stored can be read neither from the table nor, for long, from the write-ahead log.
	track_commit_timestamp: 'off',
	archive_mode: 'off',
	wal_level: 'minimal',
	max_wal_senders: '0',
	wal_recycle: 'off',
	min_wal_size: '32MB',
	max_wal_size: '256MB'
};

/** The settings as arguments of `postgres`. */
export const settingArguments = (): string[] =>
	Object.entries(serverSettings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

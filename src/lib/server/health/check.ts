/** What is looked at, in the order a person reads it. */
export const healthCheckNames = [
	'database',
	'schema',
	'clock',
	'settings',
	'processes',
	'key-folder',
	'upload-folder',
	'archive-folder',
	'backup',
	'restore-drill'
] as const;

export type HealthCheckName = (typeof healthCheckNames)[number];

/** One look at one part of the installation, in the shape that device checks and the readiness list keep too. */
export type HealthCheck = {
	check: HealthCheckName;
	passed: boolean;
	/** What was found, in the words of the page. */
	measured: string;
};

import { spawnSync } from 'node:child_process';

/** Whom the server runs as: an own user and group when we are root, otherwise ourselves. */
export type RunAs = { uid?: number; gid?: number };

/**
 * PostgreSQL refuses to run as root. Then it runs as the owner of an existing cluster, else as the user
 * `postgres`, else as `nobody`; no user is created. An ordinary user runs it as himself.
 */
export function runAs(clusterOwner?: { uid: number; gid: number }): RunAs {
	if (process.getuid?.() !== 0) {
		const uid = process.getuid?.();
		if (clusterOwner && clusterOwner.uid !== uid) {
			throw new Error(`The database files belong to user ${clusterOwner.uid}, and this is user ${uid}`);
		}
		return {};
	}
	if (clusterOwner && clusterOwner.uid !== 0) return clusterOwner;
	for (const name of ['postgres', '_postgres', 'nobody']) {
		const uid = idOf('-u', name);
		const gid = idOf('-g', name);
		if (uid && gid !== undefined) return { uid, gid };
	}
	throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor nobody');
}

/** Whether that user can enter the folder; asked of the system, so that parents and ACLs count too. */
export function canEnter(folder: string, user: RunAs): boolean {
	return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...user, cwd: '/' }).status === 0;
}

function idOf(option: '-u' | '-g', name: string): number | undefined {
	const answer = spawnSync('id', [option, name], { encoding: 'utf8' });
	return answer.status === 0 ? Number(answer.stdout) : undefined;
}

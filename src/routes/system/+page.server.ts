import { healthChecks } from '#lib/server/health/health-checks.ts';
import { congressHead } from '#lib/server/queries/accounts-view.ts';
import { staffOf } from '../staff-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
	depends('system:health');
	const { name, role, congressId } = staffOf(locals);
	const { desk, uploadDir, archiveDir } = locals;
	const place = { sql: desk.$client, keyDir: desk.keys.dir, uploadDir, archiveDir };
	return {
		person: { name, role },
		congress: await congressHead(desk, congressId),
		checks: await healthChecks(place),
		at: new Date().toISOString(),
		process: {
			node: process.versions.node,
			startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString(),
			memoryBytes: process.memoryUsage().rss
		}
	};
};

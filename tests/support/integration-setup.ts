import { exitOnSignals } from '#lib/server/db/embedded.ts';
import { startTestCluster } from './test-cluster.ts';

/** Vitest's global setup: the cluster of `npm test` when there is one, else a cluster for this run. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
	if (process.env.PIAOJUE_TEST_CLUSTER_URL) return undefined;
	exitOnSignals();
	const cluster = await startTestCluster();
	Object.assign(process.env, cluster.env);
	return cluster.stop;
}

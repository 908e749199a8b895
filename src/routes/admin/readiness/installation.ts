import { CLOCK_SKEW_MS, type Measure } from '#lib/domain/readiness-line.ts';
import { healthCheckTexts } from '#lib/i18n/zh-CN/health.ts';
import { readinessMeasures as say } from '#lib/i18n/zh-CN/readiness.ts';
import type { HealthCheck, HealthCheckName } from '#lib/server/health/check.ts';

/** The health of the installation as three lines of the checklist. */
export function installationMeasures(
	health: HealthCheck[],
	browser: { at: number | undefined; receivedAt: number }
): Measure[] {
	const of = (...names: HealthCheckName[]) => health.filter(({ check }) => names.includes(check));
	const [clock] = of('clock');
	const skewMs = browser.at === undefined ? null : browser.at - browser.receivedAt;
	return [
		{
			check: 'time',
			passed: clock?.passed === true && skewMs !== null && Math.abs(skewMs) <= CLOCK_SKEW_MS,
			measured: `${clock?.measured ?? ''}；${skewMs === null ? say.browserUnknown : say.browserSkew(skewMs)}`
		},
		joined('disk', of('key-folder', 'upload-folder', 'archive-folder')),
		// That it answers is known by the other two; its version is no concern of the office.
		joined('database', of('schema', 'settings'))
	];
}

const joined = (check: Measure['check'], parts: HealthCheck[]): Measure => ({
	check,
	passed: parts.every(({ passed }) => passed),
	measured: parts.map((part) => `${healthCheckTexts[part.check].name}：${part.measured}`).join('；')
});

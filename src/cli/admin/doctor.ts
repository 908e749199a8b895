import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { healthCheckTexts } from '#lib/i18n/zh-CN/health.ts';
import { operatorTexts } from '#lib/i18n/zh-CN/operator.ts';
import { healthChecks } from '#lib/server/health/health-checks.ts';
import {
	addressCheck,
	certificateCheck,
	chromiumCheck,
	fontCheck,
	type OperatorCheck
} from './doctor-checks.ts';
import { openPlace, placeOptions, type Place } from './place.ts';
import { Trouble } from './subcommand.ts';

export const usage = 'npm run admin -- doctor [--json] [--data DIR]';

const t = operatorTexts.doctor;

/** Looks at everything that can be looked at from here, in words; not done (exit 1) where one thing is not in order. */
export async function run(words: string[]): Promise<void> {
	const { values } = parseArgs({
		args: words,
		options: { ...placeOptions, json: { type: 'boolean', default: false } }
	});
	// A bad variable has already stopped this, with its name.
	const place = await openPlace(values.data);
	try {
		const checks = [...(await health(place)), ...(await surroundings(place))];
		if (values.json) console.log(JSON.stringify(checks, null, '\t'));
		else for (const check of checks) console.log(t.line(check));
		const failed = checks.filter(({ passed }) => !passed).length;
		if (failed) throw new Trouble(t.failed(failed, checks.length));
		if (!values.json) console.log(t.good(checks.length));
	} finally {
		await place.close();
	}
}

async function health(place: Place): Promise<OperatorCheck[]> {
	const sql = postgres(place.databaseUrl, { max: 1, onnotice: () => {} });
	try {
		const { uploadDir, archiveDir } = place;
		const found = await healthChecks({ sql, keyDir: place.keys.dir, uploadDir, archiveDir });
		return found.map(({ check, passed, measured }) => ({ ...healthCheckTexts[check], passed, measured }));
	} finally {
		await sql.end({ timeout: 5 });
	}
}

async function surroundings({ env }: Place): Promise<OperatorCheck[]> {
	const certificate = await certificateCheck(env?.tls);
	return [
		...(env ? [addressCheck(env.origin)] : []),
		...(certificate ? [certificate] : []),
		chromiumCheck(env?.chromiumPath),
		fontCheck()
	];
}

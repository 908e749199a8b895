import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BadEnvironment, readEnv, variableNames } from './env.ts';

const development = { NODE_ENV: 'development' };
const production = {
	NODE_ENV: 'production',
	DATABASE_URL: 'postgres://desk:secret@db/piaojue',
	PIAOJUE_SECRET: 'x'.repeat(32),
	ORIGIN: 'https://vote.example.cn',
	BOX_ORIGIN: 'https://box.example.cn'
};

describe('.env.example', () => {
	const lines = readFileSync('.env.example', 'utf8').matchAll(/^#?([A-Z_0-9]+)=(.*)$/gm);
	const example = Object.fromEntries([...lines].map(([, name, value]) => [name!, value!]));

	test('lists every variable and no other', () => {
		expect(Object.keys(example).sort()).toEqual([...variableNames].sort());
		expect(variableNames).not.toEqual([]);
	});

	test('shows the real defaults', () => {
		expect(readEnv({ ...example, ...development })).toEqual(readEnv(development));
		for (const [name, value] of Object.entries(example)) {
			if (value === '') expect(readEnv({ ...example, ...development, [name]: undefined }), name).toBeTruthy();
		}
	});
});

test('production reads with the least it needs', () => {
	expect(readEnv(production)).toMatchObject({
		isProduction: true,
		role: 'all',
		deskOrigins: ['https://vote.example.cn'],
		boxDatabaseUrl: production.DATABASE_URL,
		flushMs: 2000
	});
});

test('an unknown NODE_ENV gets the strict rules', () => {
	expect(() => readEnv({})).toThrow(/^DATABASE_URL /);
});

test.each([
	['HTTP_PORT', '8080'],
	['HTTP_PORT', 'web'],
	['PIAOJUE_SECRET', undefined],
	['PIAOJUE_SECRET', 'x'.repeat(31)],
	['DATABASE_URL', undefined],
	['DATABASE_URL', 'mysql://db/piaojue'],
	['ORIGIN', 'https://vote.example.cn/'],
	['ORIGIN', 'https://vote.example.cn:443'],
	['ORIGIN', 'https://VOTE.example.cn'],
	['ORIGIN', 'vote.example.cn'],
	['ORIGIN', 'ftp://vote.example.cn'],
	['BOX_ORIGIN', 'https://vote.example.cn:8443'],
	['DESK_ORIGINS', 'https://a.example.cn,https://b.example.cn/'],
	['PIAOJUE_ROLE', 'ballot'],
	['PORT', '0'],
	['PORT', '3000x'],
	['TLS_KEY', 'key.pem', 'TLS_CERT'],
	['TLS_CERT', 'cert.pem', 'TLS_KEY'],
	['TRUST_PROXY', 'true'],
	['LOG_LEVEL', 'loud'],
	['TZ', 'Asia/Yongshan'],
	['METRICS_TOKEN', 'short'],
	['SITE_ICP', '12345678'],
	['SITE_POLICE', '赣公网安备1号'],
	['SITE_CODE', '36028100'],
	['SITE_DATA_LICENSE', 'CC BY 4.0', 'SITE_DATA_LICENSE_URL'],
	['SITE_DATA_LICENSE_URL', 'https://example.cn/terms', 'SITE_DATA_LICENSE'],
	['SITE_DATA_LICENSE_URL', 'terms'],
	['FLUSH_ROWS', '0'],
	['FLUSH_MS', '-1'],
	['CLOSE_GRACE_MS', '1.5']
])('%s = %s stops the start', (name, value, blamed = name) => {
	const refusal = refusalOf({ ...production, [name]: value });
	expect(refusal.variable).toBe(blamed);
	expect(refusal.message).toMatch(new RegExp(`^${blamed} `));
});

test('an empty value counts as not set', () => {
	expect(readEnv({ ...development, PORT: '', TLS_CERT: '' })).toEqual(readEnv(development));
});

test('several desks may send ballots to one box', () => {
	const { deskOrigins } = readEnv({ ...production, DESK_ORIGINS: 'https://a.cn, https://b.cn' });
	expect(deskOrigins).toEqual(['https://a.cn', 'https://b.cn']);
});

test('a box alone needs its own database only, and may share a host name with a desk elsewhere', () => {
	const { DATABASE_URL, ...rest } = production;
	const box = {
		...rest,
		PIAOJUE_ROLE: 'box',
		BOX_DATABASE_URL: DATABASE_URL,
		BOX_ORIGIN: 'https://vote.example.cn:8443'
	};
	expect(readEnv(box)).toMatchObject({ role: 'box', databaseUrl: undefined, boxDatabaseUrl: DATABASE_URL });
});

test('a refusal never repeats the value, which may be a secret', () => {
	const { message } = refusalOf({ ...production, PIAOJUE_SECRET: 'hunter2' });
	expect(message).toMatch(/^PIAOJUE_SECRET /);
	expect(message).not.toContain('hunter2');
});

function refusalOf(source: Record<string, string | undefined>): BadEnvironment {
	try {
		readEnv(source);
	} catch (error) {
		if (error instanceof BadEnvironment) return error;
		throw error;
	}
	throw new Error('The environment was not refused');
}

import { z } from 'zod';

/** Everything the environment decides, checked once at start. `.env.example` tells what each name means. */
export type Env = {
	/** Anything but NODE_ENV=development or test: who forgets to say gets the strict rules. */
	isProduction: boolean;
	role: 'all' | 'desk' | 'box';
	databaseUrl: string | undefined;
	boxDatabaseUrl: string | undefined;
	host: string;
	port: number;
	origin: string;
	boxOrigin: string;
	deskOrigins: string[];
	secret: string;
	tls: { certFile: string; keyFile: string } | undefined;
	/** The plain port that offers the hall's root certificate and sends everything else to https. */
	httpPort: number | undefined;
	/** How many proxies stand before the app. 0: what X-Forwarded-For says is not believed. */
	trustProxy: number;
	keyDir: string;
	uploadDir: string;
	archiveDir: string;
	/** The Chromium that draws PDFs; undefined: the usual places are looked at. */
	chromiumPath: string | undefined;
	/** 仿宋 and 小标宋, where the office has a licence for them. */
	fontDir: string | undefined;
	logLevel: (typeof logLevels)[number];
	timeZone: string;
	metricsToken: string | undefined;
	/** What the public pages' footer must name where the site is registered. */
	site: { icp: string | undefined; police: string | undefined; code: string | undefined };
	/** Under which terms the open data may be used; nobody is told any where none are set. */
	dataLicense: { name: string; url: string } | undefined;
	flushMs: number;
	flushRows: number;
	closeGraceMs: number;
};

/** A value that stops the start. The message begins with the variable's name and never holds its value. */
export class BadEnvironment extends Error {
	readonly variable: string;

	constructor(variable: string, problem: string) {
		super(`${variable} ${problem}`);
		this.name = 'BadEnvironment';
		this.variable = variable;
	}
}

/** Reads the environment; an empty value counts as not set. Throws `BadEnvironment` for the first bad one. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
	const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
	const parsed = shape.safeParse(given);
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		throw new BadEnvironment(String(issue?.path[0]), issue?.message ?? 'is refused');
	}
	const values = parsed.data;
	const isProduction = values.NODE_ENV !== 'development' && values.NODE_ENV !== 'test';
	const tls = pairOf(values.TLS_CERT, values.TLS_KEY);
	const scheme = tls ? 'https' : 'http';
	const origin = values.ORIGIN ?? new URL(`${scheme}://localhost:${values.PORT}`).origin;
	const boxOrigin = values.BOX_ORIGIN ?? new URL(`${scheme}://127.0.0.1:${values.PORT}`).origin;
	const env: Env = {
		isProduction,
		role: values.PIAOJUE_ROLE,
		databaseUrl: values.DATABASE_URL,
		boxDatabaseUrl: values.BOX_DATABASE_URL ?? values.DATABASE_URL,
		host: values.HOST,
		port: values.PORT,
		origin,
		boxOrigin,
		deskOrigins: values.DESK_ORIGINS ?? [origin],
		secret: values.PIAOJUE_SECRET ?? developmentSecret,
		tls,
		httpPort: values.HTTP_PORT,
		trustProxy: values.TRUST_PROXY,
		keyDir: values.KEY_DIR,
		uploadDir: values.UPLOAD_DIR,
		archiveDir: values.ARCHIVE_DIR,
		chromiumPath: values.CHROMIUM_PATH,
		fontDir: values.FONT_DIR,
		logLevel: values.LOG_LEVEL,
		timeZone: values.TZ,
		metricsToken: values.METRICS_TOKEN,
		site: { icp: values.SITE_ICP, police: values.SITE_POLICE, code: values.SITE_CODE },
		dataLicense: licenseOf(values.SITE_DATA_LICENSE, values.SITE_DATA_LICENSE_URL),
		flushMs: values.FLUSH_MS,
		flushRows: values.FLUSH_ROWS,
		closeGraceMs: values.CLOSE_GRACE_MS
	};
	refuseSharedCookies(env);
	if (env.httpPort && !tls)
		throw new BadEnvironment('HTTP_PORT', 'makes sense only where TLS_CERT and TLS_KEY are set');
	if (env.httpPort === env.port) throw new BadEnvironment('HTTP_PORT', 'must differ from PORT');
	if (isProduction) refuseMissing(env, values.PIAOJUE_SECRET);
	return env;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Round keys of a development machine protect nothing, and must open again after a restart. */
const developmentSecret = 'development only, protects nothing at all';

const wholeNumber = (least: number, most: number) =>
	z
		.string()
		.regex(/^\d+$/, message(least, most))
		.transform(Number)
		.refine((value) => value >= least && value <= most, message(least, most));

const integer = (least: number, most: number, byDefault: number) =>
	wholeNumber(least, most).default(byDefault);

const message = (least: number, most: number): string => `must be a whole number from ${least} to ${most}`;

const postgresUrl = z
	.string()
	.refine(
		(value) => URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol),
		'must be an address of the form postgres://user:password@host:port/database'
	);

/** The form that the tablet's signature covers, so a trailing slash, a path or :443 would break every login. */
const isOrigin = (value: string): boolean =>
	URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && new URL(value).origin === value;

const originProblem = 'must be an origin exactly as browsers write it, such as https://vote.example.cn';

const originText = z.string().refine(isOrigin, originProblem);

const port = wholeNumber(1, 65_535);

const shape = z.object({
	NODE_ENV: z.string().optional(),
	PIAOJUE_ROLE: z.enum(['all', 'desk', 'box'], 'must be all, desk or box').default('all'),
	DATABASE_URL: postgresUrl.optional(),
	BOX_DATABASE_URL: postgresUrl.optional(),
	HOST: z.string().default('127.0.0.1'),
	PORT: port.default(3000),
	ORIGIN: originText.optional(),
	BOX_ORIGIN: originText.optional(),
	DESK_ORIGINS: z
		.string()
		.transform((list) => list.split(',').map((origin) => origin.trim()))
		.refine((origins) => origins.every(isOrigin), `${originProblem}, or several with commas between`)
		.optional(),
	PIAOJUE_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
	TLS_CERT: z.string().optional(),
	TLS_KEY: z.string().optional(),
	HTTP_PORT: port.optional(),
	TRUST_PROXY: integer(0, 10, 0),
	KEY_DIR: z.string().default('.data/keys'),
	UPLOAD_DIR: z.string().default('.data/uploads'),
	ARCHIVE_DIR: z.string().default('.data/archive'),
	CHROMIUM_PATH: z.string().optional(),
	FONT_DIR: z.string().optional(),
	LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
	TZ: z.string().refine(isTimeZone, 'must be a time zone such as Asia/Shanghai').default('Asia/Shanghai'),
	METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
	SITE_ICP: z
		.string()
		.regex(/^\p{sc=Han}ICP备\d{6,10}号(-\d{1,3})?$/u, 'must be like 赣ICP备12345678号-1')
		.optional(),
	SITE_POLICE: z
		.string()
		.regex(/^\p{sc=Han}公网安备\d{14}号$/u, 'must be like 赣公网安备36028102000001号')
		.optional(),
	SITE_CODE: z
		.string()
		.regex(/^\d{10}$/, 'must have ten digits')
		.optional(),
	SITE_DATA_LICENSE: z.string().max(100, 'must have at most 100 characters').optional(),
	SITE_DATA_LICENSE_URL: z.url({ protocol: /^https?$/, error: 'must be an address' }).optional(),
	FLUSH_MS: integer(0, 60_000, 2_000),
	FLUSH_ROWS: integer(1, 1_000, 8),
	CLOSE_GRACE_MS: integer(0, 600_000, 100)
});

/** The names that `.env.example` must explain; NODE_ENV is Node's own. */
export const variableNames: readonly string[] = Object.keys(shape.shape).filter(
	(name) => name !== 'NODE_ENV'
);

function pairOf(certFile: string | undefined, keyFile: string | undefined): Env['tls'] {
	if (certFile && keyFile) return { certFile, keyFile };
	if (certFile) throw new BadEnvironment('TLS_KEY', 'must be set when TLS_CERT is');
	if (keyFile) throw new BadEnvironment('TLS_CERT', 'must be set when TLS_KEY is');
	return undefined;
}

function licenseOf(name: string | undefined, url: string | undefined): Env['dataLicense'] {
	if (name && url) return { name, url };
	if (name) throw new BadEnvironment('SITE_DATA_LICENSE_URL', 'must be set when SITE_DATA_LICENSE is');
	if (url) throw new BadEnvironment('SITE_DATA_LICENSE', 'must be set when SITE_DATA_LICENSE_URL is');
	return undefined;
}

/** Cookies ignore ports: on one host name the box would be sent the session of who is voting. */
function refuseSharedCookies({ role, origin, boxOrigin }: Env): void {
	if (role === 'all' && new URL(origin).hostname === new URL(boxOrigin).hostname) {
		throw new BadEnvironment('BOX_ORIGIN', 'must have another host name than ORIGIN: cookies ignore ports');
	}
}

function refuseMissing(env: Env, secret: string | undefined): void {
	if (env.role !== 'box' && !env.databaseUrl) {
		throw new BadEnvironment('DATABASE_URL', 'must be set in production');
	}
	if (env.role === 'box' && !env.boxDatabaseUrl) {
		throw new BadEnvironment('BOX_DATABASE_URL', 'or DATABASE_URL must be set in production');
	}
	if (!secret) throw new BadEnvironment('PIAOJUE_SECRET', 'must be set in production');
}

function isTimeZone(value: string): boolean {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
	} catch {
		return false;
	}
}

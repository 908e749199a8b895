/** What a device is for decides what it must be able to do. */
export const deviceKinds = ['tablet', 'hall', 'desk'] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** In the order of the page; each is one line of the result. */
export const deviceChecks = [
	'browser',
	'secure',
	'crypto',
	'storage',
	'live',
	'box',
	'clock',
	'network',
	'screen',
	'awake',
	'touch'
] as const;
export type DeviceCheck = (typeof deviceChecks)[number];

/** What the page measured; null where it could not, which never passes. */
export type DeviceMeasures = {
	/** A secure context: without one there is neither camera nor wake lock. */
	secure: boolean;
	/** A card derived, a signature made and verified, in milliseconds. */
	cryptoMs: number | null;
	/** sessionStorage keeps the card over a reload. */
	storage: boolean;
	/** A WebSocket to the pages' own address opened. */
	live: boolean;
	/** The ballot box, at its own address, answered. */
	box: boolean;
	/** How far this device's clock is ahead of the server's. */
	skewMs: number | null;
	network: { medianMs: number; p95Ms: number; lost: number } | null;
	screen: { width: number; height: number; ratio: number };
	/** The page holds the screen awake, or a person switched the system's own lock off. */
	awake: 'lock' | 'settings' | 'no';
	/** Targets hit, and presses beside them; null where there was no touch test. */
	touch: { hits: number; misses: number } | null;
};

/** @source the server's times are the hall's: a deputy must not be told another minute than the chair says */
export const LARGEST_SKEW_MS = 2000;

/** A press is answered within three seconds at this round trip; beyond it the hall's Wi-Fi is at fault. */
export const LARGEST_P95_MS = 400;

export const LARGEST_MEDIAN_MS = 150;

/** A draw has a handful of such computations; a deputy waits no longer than a few seconds for it. */
export const LARGEST_CRYPTO_MS = 1500;

export const TOUCH_TARGETS = 9;

/** A tenth of the presses may miss; more is a film, a case or a glove. */
const MOST_MISSES = 1;

export const NETWORK_SAMPLES = 20;

/** CSS pixels: the short and the long side that the kind's pages are laid out for. */
const leastScreen: Record<DeviceKind, { short: number; long: number }> = {
	tablet: { short: 600, long: 960 },
	hall: { short: 720, long: 1280 },
	desk: { short: 640, long: 1024 }
};

/** What does not concern a kind: a hall screen is never touched, a desk's screen may sleep. */
const notAsked: Record<DeviceKind, readonly DeviceCheck[]> = {
	tablet: [],
	hall: ['touch', 'crypto', 'box'],
	desk: ['touch', 'awake', 'box']
};

export const checksOf = (kind: DeviceKind): DeviceCheck[] =>
	deviceChecks.filter((check) => !notAsked[kind].includes(check));

export type CheckResult = { check: DeviceCheck; passed: boolean; measured: string };

/** Each check of the kind with what was measured, in figures and names that need no translation. */
export function judgeDevice(
	kind: DeviceKind,
	measures: DeviceMeasures,
	userAgent: string
): { passed: boolean; results: CheckResult[] } {
	const results = checksOf(kind).map((check) => ({ check, ...judge[check](measures, kind, userAgent) }));
	return { passed: results.every(({ passed }) => passed), results };
}

type Judged = { passed: boolean; measured: string };

const yes = (passed: boolean): Judged => ({ passed, measured: passed ? '✓' : '✕' });

const judge: Record<DeviceCheck, (m: DeviceMeasures, kind: DeviceKind, userAgent: string) => Judged> = {
	browser: (_, __, userAgent) => {
		const { name, version, supported } = browserOf(userAgent);
		return { passed: supported, measured: version ? `${name} ${version}` : name };
	},
	secure: ({ secure }) => yes(secure),
	crypto: ({ cryptoMs }) => ({
		passed: cryptoMs !== null && cryptoMs <= LARGEST_CRYPTO_MS,
		measured: cryptoMs === null ? '✕' : `${Math.round(cryptoMs)} ms`
	}),
	storage: ({ storage }) => yes(storage),
	live: ({ live }) => yes(live),
	box: ({ box }) => yes(box),
	clock: ({ skewMs }) => ({
		passed: skewMs !== null && Math.abs(skewMs) <= LARGEST_SKEW_MS,
		measured: skewMs === null ? '✕' : `${skewMs > 0 ? '+' : ''}${(skewMs / 1000).toFixed(1)} s`
	}),
	network: ({ network }) => ({
		passed:
			network !== null &&
			network.lost === 0 &&
			network.medianMs <= LARGEST_MEDIAN_MS &&
			network.p95Ms <= LARGEST_P95_MS,
		measured:
			network === null
				? '✕'
				: `${Math.round(network.medianMs)} / ${Math.round(network.p95Ms)} ms${network.lost ? `, −${network.lost}` : ''}`
	}),
	screen: ({ screen: { width, height, ratio } }, kind) => {
		const least = leastScreen[kind];
		return {
			passed: Math.min(width, height) >= least.short && Math.max(width, height) >= least.long,
			measured: `${width} × ${height}${ratio === 1 ? '' : ` @ ${Math.round(ratio * 100) / 100}`}`
		};
	},
	awake: ({ awake }) => ({
		passed: awake !== 'no',
		measured: awake === 'no' ? '✕' : awake === 'lock' ? '✓' : '○'
	}),
	touch: ({ touch }) => ({
		passed: touch !== null && touch.hits === TOUCH_TARGETS && touch.misses <= MOST_MISSES,
		measured:
			touch === null ? '✕' : `${touch.hits} / ${TOUCH_TARGETS}${touch.misses ? `, −${touch.misses}` : ''}`
	})
};

/** The floor of the build: Chromium and WebView 87, Safari 14, and a Firefox of the same age. */
const floors: [name: string, pattern: RegExp, least: number][] = [
	['Edge', /Edg\/(\d+)/, 87],
	['Firefox', /Firefox\/(\d+)/, 85],
	['Chrome', /(?:Chrome|Chromium|CriOS)\/(\d+)/, 87],
	['Safari', /Version\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari/, 14]
];

/** What a browser says it is; the many Chromium browsers of 信创 desktops count as Chrome of their engine. */
export function browserOf(userAgent: string): { name: string; version: number | null; supported: boolean } {
	for (const [name, pattern, least] of floors) {
		const version = pattern.exec(userAgent)?.[1];
		if (version) return { name, version: Number(version), supported: Number(version) >= least };
	}
	return { name: '?', version: null, supported: false };
}

/** @param samples round trips in milliseconds, null for one without answer */
export function roundTrips(samples: readonly (number | null)[]): DeviceMeasures['network'] {
	const answered = samples.filter((sample) => sample !== null).sort((a, b) => a - b);
	if (!answered.length) return null;
	// Nearest rank: the smallest value that so much of the samples do not exceed.
	const rank = (share: number) => answered[Math.max(0, Math.ceil(share * answered.length) - 1)]!;
	return { medianMs: rank(0.5), p95Ms: rank(0.95), lost: samples.length - answered.length };
}

/**
 * The clock's lead from the fastest round trip: its answer was written at about the middle of it, so its error is
 * at most half of it.
 *
 * @param samples this device's times of question and answer, and the server's time in it
 */
export function clockLead(
	samples: readonly { askedAtMs: number; answeredAtMs: number; serverMs: number }[]
): number | null {
	const [best] = [...samples].sort((a, b) => a.answeredAtMs - a.askedAtMs - (b.answeredAtMs - b.askedAtMs));
	return best ? Math.round((best.askedAtMs + best.answeredAtMs) / 2 - best.serverMs) : null;
}

/** Numbers from 1 to `expected` that no checked device of the kind has. */
export function missingNumbers(checked: readonly number[], expected: number): number[] {
	const there = new Set(checked);
	return Array.from({ length: expected }, (_, at) => at + 1).filter((number) => !there.has(number));
}

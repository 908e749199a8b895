import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	browserOf,
	checksOf,
	clockLead,
	judgeDevice,
	missingNumbers,
	roundTrips,
	type DeviceMeasures
} from './device-check.ts';

const chrome =
	'Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36';
const good: DeviceMeasures = {
	secure: true,
	cryptoMs: 40,
	storage: true,
	live: true,
	box: true,
	skewMs: -2000,
	network: { medianMs: 12.4, p95Ms: 400, lost: 0 },
	screen: { width: 800, height: 1280, ratio: 1.5 },
	awake: 'lock',
	touch: { hits: 9, misses: 1 }
};

test('a good tablet passes, at the limits too', () => {
	const { passed, results } = judgeDevice('tablet', good, chrome);
	expect(results.filter((one) => !one.passed)).toEqual([]);
	expect(passed).toBe(true);
	expect(Object.fromEntries(results.map(({ check, measured }) => [check, measured]))).toMatchObject({
		browser: 'Chrome 120',
		clock: '-2.0 s',
		network: '12 / 400 ms',
		screen: '800 × 1280 @ 1.5',
		touch: '9 / 9, −1'
	});
});

test.each([
	['secure', { secure: false }],
	['crypto', { cryptoMs: null }],
	['crypto', { cryptoMs: 1501 }],
	['storage', { storage: false }],
	['live', { live: false }],
	['box', { box: false }],
	['clock', { skewMs: 2001 }],
	['clock', { skewMs: null }],
	['network', { network: null }],
	['network', { network: { medianMs: 12, p95Ms: 401, lost: 0 } }],
	['network', { network: { medianMs: 12, p95Ms: 20, lost: 1 } }],
	['screen', { screen: { width: 540, height: 960, ratio: 2 } }],
	['awake', { awake: 'no' }],
	['touch', { touch: { hits: 8, misses: 0 } }],
	['touch', { touch: { hits: 9, misses: 2 } }],
	['touch', { touch: null }]
] as [string, Partial<DeviceMeasures>][])('%s fails alone with %j', (check, change) => {
	const { passed, results } = judgeDevice('tablet', { ...good, ...change }, chrome);
	expect(passed).toBe(false);
	expect(results.filter((one) => !one.passed).map((one) => one.check)).toEqual([check]);
});

test('a hall screen is not touched, and a desk may sleep', () => {
	expect(checksOf('hall')).not.toContain('touch');
	expect(checksOf('desk')).not.toContain('awake');
	expect(checksOf('tablet')).toHaveLength(11);
	const desk = { ...good, screen: { width: 1440, height: 900, ratio: 1 }, awake: 'no', touch: null } as const;
	expect(judgeDevice('desk', desk, chrome).passed).toBe(true);
});

describe('browsers', () => {
	test.each([
		[chrome, 'Chrome', true],
		[chrome.replace('120', '86'), 'Chrome', false],
		[chrome.replace('120.0.0.0', '87.0.1 Mobile'), 'Chrome', true],
		[
			'Mozilla/5.0 (X11; Linux) AppleWebKit/537.36 Chrome/110.0.0.0 Safari/537.36 UOSBrowser/6',
			'Chrome',
			true
		],
		['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120 Safari/537.36 Edg/120.0', 'Edge', true],
		[
			'Mozilla/5.0 (iPad; CPU OS 14_8) AppleWebKit/605 Version/14.1.2 Mobile/15E148 Safari/604.1',
			'Safari',
			true
		],
		[
			'Mozilla/5.0 (iPad; CPU OS 13_7) AppleWebKit/605 Version/13.1.2 Mobile/15E148 Safari/604.1',
			'Safari',
			false
		],
		['Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko', '?', false]
	])('%s', (userAgent, name, supported) => {
		expect(browserOf(userAgent)).toMatchObject({ name, supported });
	});
});

test('median and p95 are of the answers, by nearest rank', () => {
	const samples = Array.from({ length: 20 }, (_, at) => at + 1);
	expect(roundTrips(samples)).toEqual({ medianMs: 10, p95Ms: 19, lost: 0 });
	expect(roundTrips([5, null])).toEqual({ medianMs: 5, p95Ms: 5, lost: 1 });
	expect(roundTrips([null])).toBeNull();
});

test('the clock is read off the fastest answer, to half its round trip', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: -10_000, max: 10_000 }),
			fc.array(fc.tuple(fc.nat(500), fc.nat(500)), { minLength: 1 }),
			(lead, trips) => {
				const samples = trips.map(([there, back], at) => ({
					askedAtMs: at * 1000 + lead,
					serverMs: at * 1000 + there,
					answeredAtMs: at * 1000 + there + back + lead
				}));
				const fastest = Math.min(...trips.map(([there, back]) => there + back));
				expect(Math.abs(clockLead(samples)! - lead)).toBeLessThanOrEqual(fastest / 2 + 1);
			}
		)
	);
	expect(clockLead([])).toBeNull();
});

test('numbers nobody checked', () => {
	expect(missingNumbers([1, 3, 9], 5)).toEqual([2, 4, 5]);
});

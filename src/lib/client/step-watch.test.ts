import { beforeEach, describe, expect, test } from 'vitest';
import { sampleMeeting } from '../../../tests/support/sample-views.ts';
import { StepWatch, type WatchedStep } from './step-watch.ts';

const formal = { ...sampleMeeting, rehearsal: false };
const rehearsal = { ...sampleMeeting, id: 'r', rehearsal: true };

let now = 0;
let hears = true;
let sent: [string, WatchedStep[]][] = [];
let watch: StepWatch;
beforeEach(() => {
	now = 0;
	hears = true;
	sent = [];
	watch = new StepWatch(
		(meetingId, steps) => {
			sent.push([meetingId, steps]);
			return Promise.resolve(hears);
		},
		() => now
	);
});
const settled = () => new Promise((done) => setTimeout(done));

describe('in a formal meeting', () => {
	test('nothing is sent, and nothing is kept for later', async () => {
		watch.begin('sign-in');
		now = 50;
		watch.end('sign-in');
		watch.in(formal);
		watch.begin('cast');
		watch.end('cast');
		watch.network('ballot');
		watch.in(rehearsal);
		await settled();
		expect(sent).toEqual([]);
	});
});

describe('in a rehearsal', () => {
	test('a step that was over before the meeting was known is told once it is', async () => {
		watch.begin('sign-in');
		now = 1200;
		watch.end('sign-in');
		expect(sent).toEqual([]);
		watch.in(rehearsal);
		await settled();
		expect(sent).toEqual([['r', [{ step: 'sign-in', ms: 1200, trouble: null }]]]);
	});

	test('the ballot counts from the opening, not from the news of it', () => {
		watch.in(rehearsal);
		watch.begin('ballot', 400);
		now = 100;
		watch.end('ballot');
		expect(sent[0]![1]).toEqual([{ step: 'ballot', ms: 500, trouble: null }]);
	});

	test('a refusal is told by its code, and a step that had not begun is not told', () => {
		watch.in(rehearsal);
		watch.end('draw', 'bad-signature');
		watch.begin('draw');
		watch.end('draw', 'bad-signature');
		expect(sent.flatMap(([, steps]) => steps)).toEqual([{ step: 'draw', ms: 0, trouble: 'bad-signature' }]);
	});

	test('what the desk did not hear is sent again with the next', async () => {
		watch.in(rehearsal);
		hears = false;
		watch.network('draw');
		await settled();
		hears = true;
		watch.begin('draw');
		watch.end('draw');
		await settled();
		expect(sent.at(-1)![1].map(({ trouble }) => trouble)).toEqual(['network', null]);
	});

	test('the next deputy begins with nothing of the last one', async () => {
		hears = false;
		watch.in(rehearsal);
		watch.network('draw');
		await settled();
		watch.forget();
		hears = true;
		watch.begin('sign-in');
		watch.end('sign-in');
		expect(sent.at(-1)![1].map(({ step }) => step)).toEqual(['sign-in']);
	});
});

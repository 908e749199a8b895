import { describe, expect, test } from 'vitest';
import { deliverVisit, type DeliveryAnswer } from './deliver-visit.ts';
import { VisitDrafts, type StoredVisit } from './visit-drafts.ts';

const record = (changed: Partial<StoredVisit> = {}): StoredVisit => ({
	id: 'a',
	projectId: 'p',
	projectName: '锦溪河',
	kind: 'visit',
	visitedOn: '2026-06-01',
	companions: '李四',
	found: '护坡 <一半>',
	opinion: '',
	photos: [],
	state: 'waiting',
	arrived: false,
	problem: '',
	savedAt: '2026-06-01T08:00:00.000Z',
	...changed
});

function memory(full = false): Storage {
	const held = new Map<string, string>();
	return {
		get length() {
			return held.size;
		},
		key: (i) => [...held.keys()][i] ?? null,
		getItem: (key) => held.get(key) ?? null,
		setItem(key, value) {
			if (full) throw new DOMException('full', 'QuotaExceededError');
			held.set(key, value);
		},
		removeItem: (key) => void held.delete(key),
		clear: () => held.clear()
	};
}

describe('what lies on the phone', () => {
	test('is read back as it was typed, oldest first, and by its own deputy only', () => {
		const storage = memory();
		const mine = new VisitDrafts(storage, 'deputy-1');
		expect(mine.keep(record({ id: 'b', savedAt: '2026-06-02T08:00:00.000Z' }))).toBe(true);
		mine.keep(record());
		expect(mine.all().map(({ id }) => id)).toEqual(['a', 'b']);
		expect(mine.get('a')).toEqual(record());
		expect(new VisitDrafts(storage, 'deputy-2').all()).toEqual([]);
		mine.drop('a');
		expect(mine.all().map(({ id }) => id)).toEqual(['b']);
	});

	test('is passed over where it is no record, and not kept where storage is full', () => {
		const storage = memory();
		storage.setItem('piaojue.visit.deputy-1.x', '{"id": 1}');
		storage.setItem('piaojue.visit.deputy-1.y', 'not json');
		expect(new VisitDrafts(storage, 'deputy-1').all()).toEqual([]);
		expect(new VisitDrafts(memory(true), 'deputy-1').keep(record())).toBe(false);
	});
});

describe('handing over', () => {
	const photos = [
		{ id: 'one', caption: '' },
		{ id: 'two', caption: '' }
	];
	const done: DeliveryAnswer = { kind: 'done' };
	const none: DeliveryAnswer = { kind: 'none' };

	/** The network as the list says, call by call; what is kept after each step. */
	function phone(start: StoredVisit, answers: DeliveryAnswer[]) {
		let kept: StoredVisit | null = start;
		const sent: string[] = [];
		const answer = (what: string) => {
			sent.push(what);
			return Promise.resolve(answers.shift() ?? done);
		};
		return {
			sent,
			kept: () => kept,
			deliver: (of: StoredVisit) =>
				deliverVisit(of, {
					sendRecord: ({ id }) => answer(`record ${id}`),
					photoBytes: () => Promise.resolve({ bytes: new ArrayBuffer(1), type: 'image/jpeg', cameraDay: '' }),
					sendPhoto: (_record, { id }) => answer(`photo ${id}`),
					keep: (changed) => (kept = changed),
					dropPhoto: () => Promise.resolve(),
					newId: () => 'fresh'
				})
		};
	}

	test('goes on where it was cut off, and leaves nothing behind', async () => {
		const start = record({ photos });
		const { sent, kept, deliver } = phone(start, [none, done, done, none]);
		expect(await deliver(start)).toMatchObject({ end: 'none' });
		expect(kept()).toEqual(start);
		expect(await deliver(kept()!)).toMatchObject({ end: 'none' });
		expect(kept()).toMatchObject({ arrived: true, photos: [{ id: 'two' }] });
		expect(await deliver(kept()!)).toEqual({ end: 'sent', refusedPhotos: [] });
		expect(kept()).toBeNull();
		expect(sent).toEqual(['record a', 'record a', 'photo one', 'photo two', 'photo two']);
	});

	test('gives a refused record back as a draft, with every word and photograph', async () => {
		const start = record({ photos });
		const { kept, deliver } = phone(start, [{ kind: 'refused', code: 'not-in-group', message: '不在小组' }]);
		expect(await deliver(start)).toMatchObject({ end: 'refused' });
		expect(kept()).toEqual({ ...start, state: 'draft', problem: '不在小组' });
	});

	test('gives other words under an id that has arrived an id of their own', async () => {
		const start = record();
		const refused: DeliveryAnswer = { kind: 'refused', code: 'visit-sent-differently', message: '已提交' };
		const { kept, deliver } = phone(start, [refused]);
		await deliver(start);
		expect(kept()).toMatchObject({ id: 'fresh', state: 'draft', found: start.found });
	});

	test('waits for the sign-in, and tells of a photograph that is none', async () => {
		const start = record({ photos });
		const { kept, deliver } = phone(start, [
			{ kind: 'sign-in' },
			done,
			{ kind: 'refused', code: 'evidence-type', message: '不是照片' }
		]);
		expect(await deliver(start)).toMatchObject({ end: 'sign-in' });
		expect(kept()).toEqual(start);
		expect(await deliver(start)).toEqual({ end: 'sent', refusedPhotos: ['不是照片'] });
	});
});

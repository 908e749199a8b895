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

const denied = (): never => {
	throw new DOMException('denied', 'SecurityError');
};

describe('what lies on the phone', () => {
	test('is read back as it was typed, oldest first, and by its own deputy only', () => {
		const storage = memory();
		const mine = new VisitDrafts(storage, 'deputy-1', new Map());
		expect(mine.keep(record({ id: 'b', savedAt: '2026-06-02T08:00:00.000Z' }))).toBe(true);
		mine.keep(record());
		expect(mine.all().map(({ id }) => id)).toEqual(['a', 'b']);
		expect(mine.get('a')).toEqual(record());
		expect(new VisitDrafts(storage, 'deputy-2', new Map()).all()).toEqual([]);
		mine.drop('a');
		expect(mine.all().map(({ id }) => id)).toEqual(['b']);
	});

	test('is passed over where it is no record', () => {
		const storage = memory();
		storage.setItem('piaojue.visit.deputy-1.x', '{"id": 1}');
		storage.setItem('piaojue.visit.deputy-1.y', 'not json');
		expect(new VisitDrafts(storage, 'deputy-1', new Map()).all()).toEqual([]);
	});

	test.each([
		['is full', memory(true)],
		['is switched off', null],
		['can’t even be read', new Proxy({} as Storage, { get: () => denied(), set: () => denied() })]
	])('lasts as long as the page where storage %s, and says so', (_why, storage) => {
		const ofPage = new Map<string, string>();
		const drafts = new VisitDrafts(storage, 'deputy-1', ofPage);
		expect(drafts.canKeep()).toBe(false);
		expect(drafts.all()).toEqual([]);
		expect(drafts.keep(record())).toBe(false);
		expect(drafts.isKept('a')).toBe(false);
		expect(drafts.all()).toEqual([record()]);
		// The next sign-in on the page finds it, if it is the same deputy's.
		expect(new VisitDrafts(storage, 'deputy-1', ofPage).get('a')).toEqual(record());
		expect(new VisitDrafts(storage, 'deputy-2', ofPage).all()).toEqual([]);
		drafts.drop('a');
		expect(drafts.all()).toEqual([]);
	});

	test('is the newer one of two where storage filled up between them, and is kept again when there is room', () => {
		const storage = memory();
		const drafts = new VisitDrafts(storage, 'deputy-1', new Map());
		expect(drafts.canKeep()).toBe(true);
		drafts.keep(record());
		const { setItem } = storage;
		storage.setItem = denied;
		const newer = record({ found: '南岸' });
		expect(drafts.keep(newer)).toBe(false);
		expect(drafts.all()).toEqual([newer]);
		storage.setItem = setItem;
		expect(drafts.keep(newer)).toBe(true);
		expect(drafts.isKept('a')).toBe(true);
		expect(new VisitDrafts(storage, 'deputy-1', new Map()).all()).toEqual([newer]);
	});
});

describe('handing over', () => {
	const photos = [
		{ id: 'one', caption: '' },
		{ id: 'two', caption: '' }
	];
	const done: DeliveryAnswer = { kind: 'done' };
	const none: DeliveryAnswer = { kind: 'none' };
	const file = { bytes: new ArrayBuffer(1), type: 'image/jpeg', cameraDay: '' };

	/** The network as the list says, call by call; what is kept after each step. */
	function phone(start: StoredVisit, answers: DeliveryAnswer[], lost: string[] = []) {
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
					photoBytes: (id) => Promise.resolve(lost.includes(id) ? null : file),
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
		expect(await deliver(kept()!)).toEqual({ end: 'sent', refusedPhotos: [], lostPhotos: 0 });
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
		expect(await deliver(start)).toEqual({ end: 'sent', refusedPhotos: ['不是照片'], lostPhotos: 0 });
	});

	test('tells of photographs that the phone has cleared away', async () => {
		const start = record({ photos });
		const { sent, deliver } = phone(start, [], ['one']);
		expect(await deliver(start)).toEqual({ end: 'sent', refusedPhotos: [], lostPhotos: 1 });
		expect(sent).toEqual(['record a', 'photo two']);
	});
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forgetFormsOf, KeptForm, newVisit, type Visit } from './kept-form.ts';

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

const day = (n: number) => () => new Date(Date.UTC(2026, 5, n));
const visit = (id: string, before: string | null = null): Visit => ({ id, before });
const formOf = (
	storage: Storage | null,
	at: Visit,
	owner = 'water',
	form = '/tracker/1/changes ask',
	n = 1
) => new KeptForm(storage, at, owner, form, day(n));
const words = { reason: ['汛期连续降雨'], kind: ['budget'] };

describe('what was typed into a form', () => {
	test('is there after a reload, with what the form was about', () => {
		const storage = memory();
		expect(formOf(storage, visit('a')).keep(words, 'v1')).toBe(true);
		const again = formOf(storage, visit('b', 'a'));
		expect(again.take()).toMatchObject({ fields: words, base: 'v1' });
		expect(storage.length).toBe(1);
	});

	test('is nobody else’s, and no other form’s', () => {
		const storage = memory();
		formOf(storage, visit('a')).keep(words, '');
		expect(formOf(storage, visit('b', 'a'), 'roads').take()).toBeNull();
		expect(formOf(storage, visit('b', 'a'), 'water', '/tracker/1/changes decide').take()).toBeNull();
		expect(formOf(storage, visit('b', 'a'), 'water', '/tracker/2/changes ask').take()).toBeNull();
	});

	test('is gone once it was handed in, taken back to the page’s own or cleared', () => {
		for (const end of [
			(form: KeptForm) => form.done(words),
			(form: KeptForm) => form.keep({}, ''),
			(form: KeptForm) => form.drop()
		]) {
			const storage = memory();
			const form = formOf(storage, visit('a'));
			form.keep(words, '');
			end(form);
			expect(storage.length).toBe(0);
		}
	});

	test('goes at the sign-out, and only that person’s', () => {
		const storage = memory();
		formOf(storage, visit('a')).keep(words, '');
		formOf(storage, visit('a'), 'roads').keep(words, '');
		storage.setItem('piaojue.visit.water.1', 'a deputy’s record');
		forgetFormsOf(storage, 'water');
		expect(formOf(storage, visit('b')).take()).toBeNull();
		expect(formOf(storage, visit('b'), 'roads').take()).not.toBeNull();
		expect(storage.getItem('piaojue.visit.water.1')).not.toBeNull();
	});

	test('is gone after a week, whoever comes', () => {
		const storage = memory();
		formOf(storage, visit('a')).keep(words, '');
		formOf(storage, visit('b'), 'roads', 'another', 8);
		expect(storage.length).toBe(1);
		formOf(storage, visit('b'), 'roads', 'another', 9);
		expect(storage.length).toBe(0);
	});

	test('of another build is passed over', () => {
		const storage = memory();
		for (const [i, text] of [
			'not json',
			'null',
			'{}',
			'{"fields":{"a":1},"base":"","savedAt":"2026"}'
		].entries())
			storage.setItem(`piaojue.form|water|/tracker/1/changes ask|${i}`, text);
		expect(formOf(storage, visit('a')).take()).toBeNull();
		expect(storage.length).toBe(0);
	});

	test('where the browser keeps nothing is said, and nothing breaks', () => {
		const denied = () => {
			throw new DOMException('denied', 'SecurityError');
		};
		const refusing = {
			...{ getItem: denied, setItem: denied, removeItem: denied, key: denied },
			get length(): number {
				return denied();
			}
		} as unknown as Storage;
		for (const storage of [null, memory(true), refusing]) {
			const form = formOf(storage, visit('a'));
			expect(form.keep(words, '')).toBe(false);
			expect(form.take()).toBeNull();
			form.done(words);
			expect(newVisit(refusing, 'a')).toEqual(visit('a'));
		}
	});
});

describe('two tabs', () => {
	test('each come back to their own after a reload', () => {
		const storage = memory();
		formOf(storage, visit('a')).keep({ reason: ['甲'] }, '');
		formOf(storage, visit('b')).keep({ reason: ['乙'] }, '');
		expect(formOf(storage, visit('a2', 'a')).take()!.fields).toEqual({ reason: ['甲'] });
		expect(formOf(storage, visit('b2', 'b')).take()!.fields).toEqual({ reason: ['乙'] });
	});

	test('a new one takes over the newest; the one whose page is still open keeps its own again', () => {
		const storage = memory();
		const first = formOf(storage, visit('a'));
		first.keep(words, '');
		const key = storage.key(0);
		formOf(storage, visit('b')).take();
		expect(storage.getItem(key!)).toBeNull();
		expect(first.wasTakenOver(key, words)).toBe(true);
		expect(first.wasTakenOver('piaojue.form|water|another', words)).toBe(false);
		forgetFormsOf(storage, 'water');
		expect(first.wasTakenOver(key, words)).toBe(false);
	});

	test('what one hands in is nothing to put back in the other, but other words are', () => {
		const storage = memory();
		const [first, second] = [formOf(storage, visit('a')), formOf(storage, visit('b'))];
		first.keep(words, '');
		second.keep({ kind: ['budget'], reason: ['汛期连续降雨'] }, '');
		first.done(words);
		expect(storage.length).toBe(0);
		second.keep({ reason: ['别的理由'] }, '');
		first.done(words);
		expect(formOf(storage, visit('c')).take()!.fields).toEqual({ reason: ['别的理由'] });
	});

	test('lose nothing that neither has handed in nor cleared, in whatever order they type, reload and open', () => {
		const step = fc.record({
			tab: fc.nat(2),
			does: fc.constantFrom('type', 'reload', 'crash'),
			text: fc.string()
		});
		fc.assert(
			fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
				const storage = memory();
				let visits = 0;
				const open = (before: string | null) => {
					const id = `v${(visits += 1)}`;
					const form = formOf(storage, visit(id, before));
					return { id, form, shown: form.take()?.fields.text?.[0] ?? null };
				};
				const tabs = [0, 1, 2].map(() => open(null));
				const said = new Set<string>();
				for (const { tab, does, text } of steps) {
					const page = tabs[tab]!;
					if (does === 'type') {
						// What this page showed before has been typed over by the person himself.
						if (page.shown !== null && !tabs.some((other) => other !== page && other.shown === page.shown))
							said.delete(page.shown);
						page.form.keep({ text: [text] }, '');
						page.shown = text;
						said.add(text);
					} else tabs[tab] = open(does === 'reload' ? page.id : null);
					// Pages that are still open hear of it.
					for (const other of tabs) if (other.shown !== null) other.form.keep({ text: [other.shown] }, '');
				}
				const kept = Array.from({ length: storage.length }, (_, i) => {
					const entry = JSON.parse(storage.getItem(storage.key(i)!)!) as { fields: { text: string[] } };
					return entry.fields.text[0];
				});
				expect(kept).toEqual(expect.arrayContaining([...said]));
			})
		);
	});
});

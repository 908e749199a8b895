import { eq, sql } from 'drizzle-orm';
import writeExcelFile from 'write-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { candidateKind } from '#lib/import/candidates.ts';
import { inCongress, type Tx } from '#lib/server/db/client.ts';
import { candidate, delegate, pendingAct, round, roundCandidate, scrutineer } from '#lib/server/db/schema.ts';
import { abortRound } from '#lib/server/desk/abort-round.ts';
import { applyImport, undoImport, type ImportBook } from '#lib/server/desk/apply-import.ts';
import { checkIn } from '#lib/server/desk/check-in.ts';
import { candidateBook } from '#lib/server/desk/import-candidates.ts';
import { deputyBook } from '#lib/server/desk/import-deputies.ts';
import { removeCandidate } from '#lib/server/desk/remove-candidate.ts';
import { removeDeputy } from '#lib/server/desk/remove-deputy.ts';
import { restoreDeputy } from '#lib/server/desk/restore-deputy.ts';
import { saveCandidate } from '#lib/server/desk/save-candidate.ts';
import { saveDeputy } from '#lib/server/desk/save-deputy.ts';
import { readFile } from '#lib/server/import/read-file.ts';
import { templateFile } from '#lib/server/import/template-file.ts';
import { dryRun, knownRows } from '#lib/server/queries/import-dry-run.ts';
import { importsView } from '#lib/server/queries/imports-view.ts';
import { knownDeputies } from '#lib/server/queries/known-deputies.ts';
import { rollView } from '#lib/server/queries/roll-view.ts';
import { openHall, type Hall } from '../support/hall.ts';

let hall: Hall;
beforeAll(async () => {
	hall = await openHall();
});
afterAll(() => hall.leave());

const office = () => hall.person('office-1');
const read = <T>(query: (tx: Tx) => Promise<T>) => inCongress(hall.desk, hall.congressId, query);
const meetingId = () => hall.credentials.meetingId;

const head = ['代表证号', '姓名', '代表团', '座位', '手机号', '是否监票人'];
const csv = (rows: string[][], first = head): Uint8Array =>
	new TextEncoder().encode([first, ...rows].map((row) => row.join(',')).join('\r\n'));

async function file(bytes: Uint8Array, name = '名册.csv', book: ImportBook = deputyBook) {
	const opened = await readFile(name, bytes, book.file.columns);
	if (!opened.ok) throw new Error(opened.code);
	return opened.value;
}

async function run(bytes: Uint8Array, name?: string, book: ImportBook = deputyBook) {
	const made = await dryRun(hall.desk, hall.congressId, meetingId(), book, await file(bytes, name, book));
	if (!made.ok) throw new Error(made.code);
	return made.value;
}

/** Dry run and confirmation, as a person does it. */
async function bring(
	bytes: Uint8Array,
	{ name = '名册.csv', book = deputyBook as ImportBook, onlyGood = false } = {}
) {
	const { digest } = await run(bytes, name, book);
	return (
		await applyImport(hall.desk, office(), book, { file: await file(bytes, name, book), digest, onlyGood })
	).outcome;
}

const lastImport = async (kind: 'deputies' | 'candidates') =>
	(await importsView(hall.desk, hall.congressId, meetingId(), kind)).imports[0]!;

const undo = async (book: ImportBook = deputyBook) =>
	undoImport(hall.desk, office(), book, { importId: (await lastImport(book.kind as 'deputies')).id });

/** Everything that an import could touch, as one text. */
const everything = () =>
	read(async (tx) =>
		JSON.stringify([
			await tx.select().from(delegate).orderBy(delegate.number),
			await tx.select().from(scrutineer).orderBy(scrutineer.delegateId),
			await tx.select().from(candidate).orderBy(candidate.number),
			await tx.select().from(roundCandidate).orderBy(roundCandidate.number),
			await tx.execute(sql`select count(*) from desk.audit`),
			await tx.execute(sql`select id, undone_at from desk.import_batch order by at`)
		])
	);

describe('deputies', () => {
	const rows = Array.from({ length: 500 }, (_, i) => [
		String(101 + i),
		`代表${101 + i}`,
		`第${(i % 9) + 1}代表团`,
		`${i}座`,
		`1380000${String(i).padStart(4, '0')}`,
		''
	]);

	test('a dry run of 500 rows writes nothing, the import brings them, the same file changes nothing', async () => {
		const before = await everything();
		const shown = await run(csv(rows));
		expect(shown.counts).toEqual({
			new: 500,
			changed: 0,
			unchanged: 0,
			warnings: 0,
			errors: 0,
			errorRows: 0
		});
		expect(shown.absent.count).toBe(12);
		expect(await everything()).toBe(before);
		expect(await bring(csv(rows))).toMatchObject({ ok: true, value: { new: 500, changed: 0 } });
		expect((await run(csv(rows))).counts).toMatchObject({ new: 0, changed: 0, unchanged: 500 });
		expect(await bring(csv(rows))).toMatchObject({ code: 'nothing-to-import' });
	});

	test('the same roll as a workbook, and as GB 18030, changes nothing either', async () => {
		const numbers = (row: string[]) => row.map((text, i) => (i === 0 || i === 4 ? Number(text) : text));
		const bytes = await writeExcelFile([head, ...rows.map(numbers)], { sheet: '名册' }).toBuffer();
		expect((await run(new Uint8Array(bytes), '名册.xlsx')).counts).toMatchObject({ unchanged: 500, new: 0 });
		// 代表证号,姓名,代表团 and one row of 张三, 一团, in GB 18030.
		const gb = Uint8Array.from(
			Buffer.from('b4fab1edd6a4bac52cd0d5c3fb2cb4fab1edcdc50d0a3630312cd5c5c8fd2cd2bbcdc5', 'hex')
		);
		const shown = await run(gb);
		expect(shown.notices).toContainEqual({ code: 'gb18030' });
		expect(shown.rows[0]).toMatchObject({ state: 'new', texts: ['601', '张三', '一团'] });
	});

	test('what the office downloads, and imports again, changes nothing', async () => {
		const filled = await knownRows(hall.desk, hall.congressId, meetingId(), deputyBook);
		const bytes = await templateFile('deputies', deputyBook.file.columns, filled);
		expect((await run(bytes, '当前.xlsx')).counts).toMatchObject({
			unchanged: 512,
			errors: 0,
			new: 0,
			changed: 0
		});
	});

	test('all or nothing, unless the correct rows are asked for', async () => {
		const some = csv([
			['701', '张三', '一团', '1座', '', ''],
			['702', '', '一团', '2座', '', ''],
			['101', '代表101', '改过的团', '0座', '13800000000', '']
		]);
		const before = await everything();
		expect(await bring(some)).toMatchObject({ code: 'import-has-errors', detail: { errors: 1 } });
		expect(await everything()).toBe(before);
		expect(await bring(some, { onlyGood: true })).toMatchObject({ ok: true, value: { new: 1, changed: 1 } });
		const people = await read((tx) => tx.select().from(delegate).where(eq(delegate.number, 702)));
		expect(people).toEqual([]);
		expect(await lastImport('deputies')).toMatchObject({ counts: { new: 1, changed: 1 }, undoable: true });
	});

	test('an undo brings back what was, the newest first, and not twice', async () => {
		const older = (await importsView(hall.desk, hall.congressId, meetingId(), 'deputies')).imports[1]!;
		expect(await undoImport(hall.desk, office(), deputyBook, { importId: older.id })).toMatchObject({
			code: 'undo-newer'
		});
		const newest = await lastImport('deputies');
		expect(await undo()).toMatchObject({ ok: true });
		expect((await run(csv(rows))).counts).toMatchObject({ unchanged: 500, changed: 0, new: 0 });
		expect(await undoImport(hall.desk, office(), deputyBook, { importId: newest.id })).toMatchObject({
			code: 'import-undone'
		});
		expect(await undoImport(hall.desk, office(), deputyBook, { importId: older.id })).toMatchObject({
			ok: true
		});
		expect(await read((tx) => tx.select().from(delegate))).toHaveLength(12);
	});

	test('what was changed by hand since, or is in use, is not undone', async () => {
		await bring(
			csv([
				['801', '张三', '一团', '', '', ''],
				['802', '李四', '一团', '', '', '']
			])
		);
		const [person] = await read((tx) => tx.select().from(delegate).where(eq(delegate.number, 801)));
		const fields = {
			number: '801',
			name: '张三',
			gender: '',
			delegation: '二团',
			seat: '',
			phone: '',
			scrutineer: '否'
		};
		expect(await saveDeputy(hall.desk, office(), { deputyId: person!.id, fields })).toMatchObject({
			ok: true
		});
		expect(await undo()).toMatchObject({ code: 'undo-edited', detail: { name: '张三' } });
		await saveDeputy(hall.desk, office(), {
			deputyId: person!.id,
			fields: { ...fields, delegation: '一团' }
		});
		expect(await checkIn(hall.desk, office(), { delegateNumber: 802 })).toMatchObject({ ok: true });
		expect(await undo()).toMatchObject({ code: 'undo-referred', detail: { name: '李四' } });
	});

	test('a file that is confirmed after the roll has changed is shown anew and not imported', async () => {
		const bytes = csv([['802', '李四', '三团', '', '', '']]);
		const { digest } = await run(bytes);
		await bring(csv([['802', '李四', '四团', '', '', '']]));
		const { outcome, shown } = await applyImport(hall.desk, office(), deputyBook, {
			...{ file: await file(bytes), digest, onlyGood: false }
		});
		expect(outcome).toMatchObject({ code: 'import-changed' });
		expect(shown!.rows[0]!.before).toEqual([{ column: 2, text: '四团' }]);
		expect(shown!.digest).not.toBe(digest);
		const other = await applyImport(hall.desk, office(), deputyBook, {
			...{
				file: await file(csv([['802', '李四', '五团', '', '', '']])),
				digest: shown!.digest,
				onlyGood: false
			}
		});
		expect(other.outcome).toMatchObject({ code: 'import-changed' });
	});

	test('two confirmations at once bring the rows once', async () => {
		const bytes = csv([['810', '钱七', '一团', '', '', '']]);
		const { digest } = await run(bytes);
		const opened = await file(bytes);
		const both = await Promise.all(
			['office-1', 'office-2'].map((name) =>
				applyImport(hall.desk, hall.person(name), deputyBook, { file: opened, digest, onlyGood: false })
			)
		);
		expect(both.filter(({ outcome }) => outcome.ok)).toHaveLength(1);
		expect(both.find(({ outcome }) => !outcome.ok)!.outcome).toMatchObject({ code: 'import-changed' });
	});

	test('the chief scrutineer is handed on in one file, whoever comes first in it', async () => {
		const rows = (old: string, next: string) => [
			['5', '演示代表05', '第一代表团', '1排5座', '', old],
			['7', '演示代表07', '第一代表团', '1排7座', '', next]
		];
		const words = async () => {
			const known = await read((tx) => knownDeputies(tx, meetingId()));
			return [5, 7].map((number) => known.find(({ key }) => key === number)!.values.scrutineer);
		};
		expect(await bring(csv(rows('是', '总监票人')))).toMatchObject({ ok: true });
		expect(await words()).toEqual(['member', 'chief']);
		expect(await bring(csv(rows('总监票人', '').reverse()))).toMatchObject({ ok: true });
		expect(await words()).toEqual(['chief', 'none']);
	});

	test('only the office imports', async () => {
		const bytes = csv([['820', '孙八', '一团', '', '', '']]);
		const { digest } = await run(bytes);
		const { outcome } = await applyImport(hall.desk, hall.person('chief'), deputyBook, {
			...{ file: await file(bytes), digest, onlyGood: false }
		});
		expect(outcome).toMatchObject({ code: 'forbidden' });
	});
});

describe('the end of a mandate', () => {
	const idOf = async (number: number) =>
		(await read((tx) => tx.select().from(delegate).where(eq(delegate.number, number))))[0]?.id ?? '';
	const remove = async (number: number, reason = '调离') =>
		removeDeputy(hall.desk, office(), { deputyId: await idOf(number), reason });

	test('whom nothing refers to is deleted; who has a card is 资格终止 and on no roll any more', async () => {
		expect(await remove(801)).toMatchObject({ ok: true, value: { deleted: true } });
		expect(await idOf(801)).toBe('');
		expect(await remove(12, ' ')).toMatchObject({ code: 'reason-needed' });
		expect(await remove(12)).toMatchObject({ ok: true, value: { deleted: false } });
		expect(await remove(802)).toMatchObject({ ok: true, value: { deleted: false } });
		const roll = await rollView(hall.desk, hall.congressId, meetingId());
		expect(roll.map(({ number }) => number)).not.toContain(12);
		// Came to this meeting: in its record, not on its desk.
		const record = await rollView(hall.desk, hall.congressId, meetingId(), { withFormer: true });
		expect(record.map(({ number }) => number)).toContain(802);
		expect(await checkIn(hall.desk, office(), { delegateNumber: 12 })).toMatchObject({
			code: 'no-such-delegate'
		});
		const again = await run(csv([['12', '演示代表12', '第一代表团', '', '', '']]));
		expect(again.rows[0]!.issues).toMatchObject([{ code: 'number-of-former' }, { code: 'no-seat' }]);
	});

	test('a restored one is on the roll again, without a card', async () => {
		expect(await restoreDeputy(hall.desk, office(), { deputyId: await idOf(12) })).toMatchObject({
			ok: true
		});
		const row = (await rollView(hall.desk, hall.congressId, meetingId())).find(({ number }) => number === 12);
		expect(row).toMatchObject({ cardState: null });
		await remove(12);
	});

	test('a round that is made ready has neither, and then holds the roll fixed', async () => {
		await remove(810);
		await hall.checkIn([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
		const manifest = await hall.makeReady();
		expect(manifest.electorate).toBe(11);
		const bytes = csv([['901', '周九', '一团', '', '', '']]);
		expect(await bring(bytes)).toMatchObject({ code: 'roll-locked', detail: { state: '已就绪' } });
		expect(await remove(11)).toMatchObject({ code: 'roll-locked' });
		expect(await undo()).toMatchObject({ code: 'roll-locked' });
		expect((await importsView(hall.desk, hall.congressId, meetingId(), 'deputies')).lock).toMatchObject({
			state: '已就绪'
		});
	});

	test('after an abort it may be changed again, but no import before it be undone', async () => {
		const input = { roundId: hall.roundId, reason: '演练中止' };
		await abortRound(hall.desk, hall.person('chair'), input);
		expect(await abortRound(hall.desk, hall.person('scrutineer'), input)).toMatchObject({ ok: true });
		expect(await undo()).toMatchObject({ code: 'undo-after-ready' });
		expect(await bring(csv([['901', '周九', '一团', '', '', '']]))).toMatchObject({ ok: true });
	});
});

describe('candidates', () => {
	const titles = ['编号', '项目名称', '简称', '类别', '建设内容', '总投资(万元)', '责任单位', '完成时限'];
	const row = (number: number, name: string, total = '100') => [
		String(number),
		name,
		'',
		'交通',
		'修路',
		total,
		'镇村镇建设办',
		'2026-12'
	];
	const bytes = (...rows: string[][]) => csv(rows, titles);
	const bringThem = (...rows: string[][]) => bring(bytes(...rows), { name: '项目.csv', book: candidateBook });

	/** The draft that followed the abort lists them. */
	const ballot = () =>
		read((tx) =>
			tx
				.select({ number: roundCandidate.number, name: candidate.name })
				.from(roundCandidate)
				.innerJoin(candidate, eq(candidate.id, roundCandidate.candidateId))
				.where(sql`${roundCandidate.roundId} in (select id from desk.round where state = 'draft')`)
				.orderBy(roundCandidate.number)
		);

	test('new ones stand on the draft ballot at once, in the order of their numbers; an undo takes them off', async () => {
		expect(await bringThem(row(9, '新项目甲', '0.3'), row(10, '新项目乙'))).toMatchObject({
			value: { new: 2 }
		});
		expect((await ballot()).slice(-2)).toEqual([
			{ number: 9, name: '新项目甲' },
			{ number: 10, name: '新项目乙' }
		]);
		expect((await run(bytes(row(9, '新项目甲', '0.3')), '项目.csv', candidateBook)).counts.unchanged).toBe(1);
		const [made] = await read((tx) => tx.select().from(candidate).where(eq(candidate.number, 9)));
		expect(made).toMatchObject({
			totalFen: 300_000,
			yearFen: 0,
			shortName: '新项目甲',
			endsOn: '2026-12-31'
		});
		expect(await undo(candidateBook)).toMatchObject({ ok: true });
		expect(await ballot()).toHaveLength(8);
	});

	test('a 表决就绪 that waits for its second person falls with the change', async () => {
		const [draft] = await read((tx) => tx.select().from(round).where(eq(round.state, 'draft')));
		// Those whom the tests have added have no cards, so the first person's half is laid down by hand.
		await hall.database
			.sql`insert into desk.pending_act (congress_id, round_id, act, requested_by, requested_at)
			values (${hall.congressId}, ${draft!.id}, 'make-ready', ${office().id}, now())`;
		expect(await bringThem(row(9, '新项目甲'))).toMatchObject({ ok: true });
		expect(await read((tx) => tx.select().from(pendingAct))).toEqual([]);
		expect(await undo(candidateBook)).toMatchObject({ ok: true });
	});

	test('one is added, changed and deleted by hand under the same rules', async () => {
		const fields = Object.fromEntries(candidateKind.columns.map(({ field }) => [field, '']));
		const filled = {
			...{ ...fields, number: '9', name: '手工增加的项目', category: '交通', content: '修路' },
			...{ totalFen: '12.5', unit: '镇村镇建设办', endsOn: '2026年11月' }
		};
		const refused = await saveCandidate(hall.desk, office(), {
			candidateId: null,
			fields: { ...filled, totalFen: '约12' }
		});
		expect(refused).toMatchObject({ code: 'row-fault', detail: { column: '总投资(万元)' } });
		const added = await saveCandidate(hall.desk, office(), { candidateId: null, fields: filled });
		if (!added.ok) throw new Error(added.code);
		const { candidateId } = added.value;
		// Number 0 does not exist: the first place on the ballot needs another number first.
		const taken = await saveCandidate(hall.desk, office(), {
			candidateId,
			fields: { ...filled, number: '1' }
		});
		expect(taken).toMatchObject({ code: 'number-taken' });
		expect(await ballot()).toHaveLength(9);
		expect(await removeCandidate(hall.desk, office(), { candidateId, uploadDir: '/nowhere' })).toMatchObject({
			ok: true
		});
		expect(await ballot()).toHaveLength(8);
	});

	test('one that a round was made ready with is never deleted', async () => {
		const [first] = await read((tx) => tx.select().from(candidate).where(eq(candidate.number, 1)));
		expect(
			await removeCandidate(hall.desk, office(), { candidateId: first!.id, uploadDir: '/nowhere' })
		).toMatchObject({ code: 'candidate-referred' });
	});
});

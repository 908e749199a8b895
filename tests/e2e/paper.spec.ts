import { expect, test } from '@playwright/test';
import postgres from 'postgres';
import { entered, keyed, ready, startEntry, typed } from '../support/paper-desk.ts';
import { approving, Session } from '../support/session.ts';

let session: Session;

test.afterEach(() => session.end());

test('tablets and paper: two tellers at the keyboard, one batch counted anew, one ballot ruled on', async ({
	browser
}) => {
	session = await Session.start(browser, { delegates: 14, rules: { seats: 10 } });
	await fifteenCandidates(await session.roundId());
	await session.checkIn();
	const office = await session.staffPage('office-1');

	await test.step('the office notes who wants paper, and hands it out once the round is ready', async () => {
		await office.goto('/admin/paper');
		await ready(office);
		await entered(office, '3');
		await expect(office.getByText('已登记使用纸质票')).toBeVisible();
		await session.makeReady(await session.roundId());
		await session.draw([1, 2]);
		await expect(office.getByText('轮次已就绪')).toBeVisible();
		for (let number = 3; number <= 14; number++) {
			await entered(office, String(number));
			await expect(office.getByText(`${session.delegate(number).name} 已领纸质票`)).toBeVisible();
		}
		await entered(office, '1');
		await expect(office.getByText('本轮已在平板上领取电子票')).toBeVisible();
	});

	const roundId = await session.roundId();
	await session.open(roundId);
	await session.cast([1, 2], () => approving([1, 2], 15));
	await session.close(roundId);

	const scrutineer = await session.staffPage('scrutineer');
	await test.step('a scrutineer counts the sheets out, and the equations follow each figure', async () => {
		await scrutineer.getByRole('link', { name: '清点、录入纸质票' }).click();
		await ready(scrutineer);
		await scrutineer.getByLabel('收回').fill('13');
		await expect(scrutineer.getByRole('alert')).toContainText('收回表决票 13 张，多于发出的 12 张');
		await scrutineer.getByLabel('印制').fill('16');
		await scrutineer.getByLabel('作废').fill('1');
		await scrutineer.getByLabel('收回').fill('12');
		await expect(scrutineer.getByText('印制 16 张 = 发出 12 张 + 剩余 3 张 + 作废 1 张')).toBeVisible();
		await scrutineer.getByRole('button', { name: '保存清点数字' }).click();
		await expect(scrutineer.getByText('第 2 批')).toBeVisible();
	});

	const tens = Array.from({ length: 10 }, (_, i) => (i === 4 ? elevenChoices : tenChoices(i)));
	const [one, two] = [await session.staffPage('teller-1'), await session.staffPage('teller-2')];

	await test.step('the first teller keys ten ballots of ten choices without a mouse, through a reload', async () => {
		await startEntry(one);
		await keyed(one, tens.slice(0, 5));
		await one.keyboard.press('1');
		await expect(one.getByText('1_')).toBeVisible();
		await one.keyboard.press('F9');
		await expect(one.getByText('屏幕已遮挡')).toBeVisible();
		await one.keyboard.press('2');
		await one.keyboard.press('F9');
		await one.keyboard.press('Backspace');
		await one.reload();
		await ready(one);
		await expect(one.getByText('第 6 张 / 共 10 张')).toBeVisible();
		await expect(one.getByRole('listitem').filter({ hasText: '无效' })).toHaveCount(1);
		await keyed(one, tens.slice(5));
		await expect(one.getByText('本批 10 张已录完').first()).toBeVisible();
		await expect(one.getByRole('listitem').filter({ hasText: readLine(tens[9]!) })).not.toHaveCount(0);
		await one.keyboard.press('NumpadMultiply');
		await expect(one.getByRole('heading', { name: '录入第 2 批' })).toBeVisible();
		await keyed(one, [['01'], 'x']);
		await one.keyboard.press('NumpadMultiply');
		await expect(one.getByText('您的录入已全部完成')).toBeVisible();
	});

	await test.step('the second teller finds nothing of it, and reads one ballot otherwise', async () => {
		await startEntry(two);
		await expect(two.getByRole('listitem').filter({ hasText: '无效' })).toHaveCount(0);
		await keyed(two, [...tens.slice(0, 9), ['01']]);
		await two.keyboard.press('NumpadMultiply');
		await expect(two.getByRole('heading', { name: '录入第 2 批' })).toBeVisible();
		await keyed(two, ['x', ['01']]);
		await two.keyboard.press('NumpadMultiply');
		await expect(two.getByText('等待监票人退回重录')).toBeVisible();
		await expect(two.getByText('第一次')).toHaveCount(0);
	});

	await test.step('the scrutineer sees only what differs, and sends the batch back', async () => {
		await expect(scrutineer.getByRole('heading', { name: '第 1 批：两次录入不一致' })).toBeVisible();
		await expect(
			scrutineer.getByText(/两次录入不一致：.* 第一次 \d+ 票，第二次 \d+ 票。/).first()
		).toBeVisible();
		await expect(scrutineer.getByRole('button', { name: '确认录完…' })).toHaveCount(0);
		await scrutineer.getByRole('button', { name: '退回重录' }).click();
		await scrutineer.getByRole('button', { name: '确认退回' }).click();
		await expect(scrutineer.getByRole('heading', { name: /两次录入不一致/ })).toHaveCount(0);
	});

	await test.step('both count it anew', async () => {
		for (const teller of [one, two]) {
			await expect(teller.getByText('第 2 次清点')).toBeVisible();
			await startEntry(teller);
			await expect(teller.getByText('第 1 张 / 共 10 张')).toBeVisible();
			await keyed(teller, tens);
			await teller.keyboard.press('Control+Enter');
			await expect(teller.getByRole('heading', { name: '清点、录入纸质票' })).toBeVisible();
		}
	});

	await test.step('the chief scrutineer rules on the unclear ballot', async () => {
		const chief = await session.staffPage('chief');
		await chief.goto('/scrutineer/paper');
		await ready(chief);
		const ballot = chief.getByRole('group', { name: '第 2 批，待认定第 1 张' });
		await ballot.getByLabel(/赞成的项目序号/).fill('2');
		await ballot.getByLabel('理由').fill('圈画压线，意思清楚');
		await ballot.getByRole('button', { name: '按此计票' }).click();
		await expect(chief.getByText('已认定有效：圈画压线，意思清楚')).toBeVisible();
	});

	await test.step('a scrutineer confirms, and both channels are counted', async () => {
		await expect(scrutineer.getByText('录入 12 张 = 收回 12 张').first()).toBeVisible();
		await scrutineer.getByRole('button', { name: '确认录完…' }).click();
		await scrutineer.getByRole('button', { name: '确认录完', exact: true }).click();
		await expect.poll(() => session.roundState()).toBe('counted');
		await expect(scrutineer.getByText('纸质票已经确认录完').first()).toBeVisible();
		await scrutineer.goto('/scrutineer');
		await expect(scrutineer.getByText('收回 14 张 = 有效 13 张 + 无效 1 张')).toBeVisible();
	});
});

test('an electronic round that failed goes on with paper alone', async ({ browser }) => {
	session = await Session.start(browser, { rules: { seats: 2, marks: 'approve-against-abstain' } });
	await session.checkIn();
	const failed = await session.roundId();
	await session.makeReady(failed);
	await session.draw([1]);
	await session.open(failed);
	await session.did('office-1', '/admin?/abort', { roundId: failed, reason: '会场网络故障' });
	await session.did('scrutineer', '/scrutineer?/confirmAbort', { roundId: failed });

	const office = await session.staffPage('office-1');
	await test.step('the office switches the following round to paper and hands it to everybody', async () => {
		await office.goto('/admin/paper');
		await ready(office);
		await office.getByRole('button', { name: '改为只用纸质票' }).click();
		await expect(office.getByRole('heading', { name: '本轮票种：只用纸质票，平板不领票' })).toBeVisible();
		const roundId = await draftOf(failed);
		await session.makeReady(roundId);
		await office.getByRole('button', { name: '全部发纸质票…' }).click();
		await office.getByRole('button', { name: '确认全部发票' }).click();
		await expect(office.getByText('已为 12 位代表登记领取纸质票')).toBeVisible();
	});

	const roundId = await session.roundId();
	expect(roundId).not.toBe(failed);
	await session.open(roundId);
	await session.close(roundId);
	await expect.poll(() => session.roundState()).toBe('closed');
	await session.did('teller-1', '/scrutineer/paper?/countOut', {
		roundId,
		printed: '12',
		spoiled: '0',
		returned: '9'
	});

	await test.step('two tellers read approval, against, a blank and an over-vote', async () => {
		for (const account of ['teller-1', 'teller-2'] as const) {
			const teller = await session.staffPage(account);
			await teller.goto('/scrutineer/paper');
			await startEntry(teller);
			await typed(teller, '12-34');
			await expect(teller.getByText('正在录：反对')).toBeVisible();
			await typed(teller, 'E');
			await expect(teller.getByText('正在录：赞成')).toBeVisible();
			await typed(teller, 'E');
			await expect(teller.getByText('这张还没有录入')).toBeVisible();
			await typed(teller, '0E123E1E1E1E1E1E1E');
			await teller.keyboard.press('NumpadMultiply');
			await expect(teller.getByRole('heading', { name: '清点、录入纸质票' })).toBeVisible();
		}
	});

	await session.did('chief', '/scrutineer/paper?/finish', { roundId });
	await expect.poll(() => session.roundState()).toBe('counted');
	const scrutineer = await session.staffPage('scrutineer');
	await expect(scrutineer.getByText('收回 9 张 = 有效 8 张 + 无效 1 张')).toBeVisible();
});

/** Ballot `i`: ten of the fifteen, one after another around the list. */
const tenChoices = (i: number): string[] =>
	Array.from({ length: 10 }, (_, k) => String(((i + k) % 15) + 1).padStart(2, '0'));
const elevenChoices = Array.from({ length: 11 }, (_, k) => String(k + 1).padStart(2, '0'));
const readLine = (ballot: string[]): string =>
	ballot
		.map(Number)
		.sort((a, b) => a - b)
		.join(' ');

/** The demonstration has eight candidates; numbers of two digits need more than nine. */
async function fifteenCandidates(roundId: string): Promise<void> {
	const sql = postgres(process.env.PIAOJUE_E2E_DATABASE_URL!, { max: 1, onnotice: () => {} });
	await sql`
		with copied as (
			insert into desk.candidate (congress_id, meeting_id, number, name, short_name, category, place, content, scale, total_fen,
				year_fen, funding, unit, leader, starts_on, ends_on, beneficiaries, basis)
			select c.congress_id, c.meeting_id, c.number + 8, c.name || '（二期）', c.short_name, c.category, c.place, c.content, c.scale,
				c.total_fen, c.year_fen, c.funding, c.unit, c.leader, c.starts_on, c.ends_on, c.beneficiaries, c.basis
			from desk.candidate c join desk.round_candidate r on r.candidate_id = c.id
			where r.round_id = ${roundId} and c.number <= 7
			returning id, congress_id, number)
		insert into desk.round_candidate (congress_id, round_id, candidate_id, number)
		select congress_id, ${roundId}::uuid, id, number from copied`;
	await sql.end();
}

/** The draft that follows a round. */
async function draftOf(previousId: string): Promise<string> {
	const sql = postgres(process.env.PIAOJUE_E2E_DATABASE_URL!, { max: 1, onnotice: () => {} });
	const [row] = await sql<{ id: string }[]>`select id from desk.round where previous_id = ${previousId}`;
	await sql.end();
	return row!.id;
}

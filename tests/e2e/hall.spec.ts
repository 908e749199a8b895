import { expect, test, type Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { connectDesk, inCongress } from '#lib/server/db/client.ts';
import { candidate, meeting, round, roundCandidate } from '#lib/server/db/schema.ts';
import { axe } from '../support/judge-page.ts';
import { approving, Session } from '../support/session.ts';

test.describe.configure({ mode: 'serial' });

const CANDIDATES = 20;
const digits = '一二三四五六七八九十';
/** Exactly twelve characters, the longest that a short name may be. */
const longName = (i: number) =>
	`第${digits[i % 10]}片区老旧小区改造${i < 10 ? '甲' : '乙'}期`.padEnd(12, '工');
/** Sixty characters, the most that a poll's title has; a further round adds ten. */
const LONGEST_TITLE = '涌山镇第八届人民代表大会第六次会议二〇二七年度政府民生实事项目候选项目人大代表'.padEnd(
	60,
	'票决'
);
/** Everybody approves three and two others: sixteen are level for the two places that are left. */
const tied = (number: number) =>
	approving([1, 3, 5, ...others.slice(2 * number - 2, 2 * number)], CANDIDATES);
const others = [2, 4, ...Array.from({ length: 15 }, (_, i) => i + 6)];
const wallSizes = [
	{ width: 1920, height: 1080 },
	{ width: 3840, height: 1080 },
	{ width: 1280, height: 720 }
];

let session: Session;
let roundId: string;
let hall: Page;
/** Every socket frame that the hall received. */
const frames: string[] = [];

test.beforeAll(async ({ browser }) => {
	session = await Session.start(browser, {
		delegates: 8,
		rules: { tallyDisplay: 'after-close', majorityBase: 'none', tie: 'revote' }
	});
	await seedCandidates(session);
	roundId = await session.roundId();
	hall = await session.hallPage();
	await hall.emulateMedia({ reducedMotion: 'reduce' });
	hall.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))));
	await hall.reload();
});
test.afterAll(() => session.end());

test('the check-in shows who is expected, here, excused and missing', async () => {
	await session.checkIn([1, 2, 3, 4, 5, 6, 7]);
	for (const words of ['应到代表', '实到代表', '请假', '未到', /符合法定人数/]) {
		await expect(hall.getByText(words).first()).toBeVisible();
	}
	await holds('check-in');
});

test('while open, the hall knows numbers of ballots and nothing of a candidate or a deputy', async () => {
	await session.checkIn([8]);
	await session.makeReady(roundId);
	await session.draw();
	await expect(hall.getByText('请各位代表在平板上核对并领取表决票')).toBeVisible();
	await holds('ready');
	await session.open(roundId);
	await session.cast([1, 2, 3], tied);
	await expect(hall.getByText('表决中')).toBeVisible();
	await expect(hall.getByText('3', { exact: true }).first()).toBeVisible();
	await holds('open');
	const shown = (await hall.locator('body').innerText()) + frames.join('\n');
	expect(frames.length).toBeGreaterThan(0);
	for (const { name } of session.credentials.delegates) expect(shown).not.toContain(name);
	expect(shown).not.toMatch(/"approve":|领先|赞成/);
});

test('the numbers on the hall are those of the API', async () => {
	const office = await session.staff('office-1');
	const tally = (await (await office.get(`/api/v1/rounds/${roundId}/tally`)).json()) as {
		drawn: number;
		cast: number;
		candidates: unknown;
	};
	expect(tally).toMatchObject({ drawn: 8, cast: 3, candidates: null });
	await expect(hall.getByText(String(tally.cast), { exact: true })).toBeVisible();
	await expect(hall.getByText(String(tally.drawn), { exact: true })).toBeVisible();
});

test('after a reload and after a cut the right picture is back', async () => {
	await hall.reload();
	await expect(hall.getByText('表决中')).toBeVisible();
	await hall.context().setOffline(true);
	await expect(hall.getByText(/数据暂停更新，画面停在 \d+ 秒前/)).toBeVisible();
	await expect(hall.getByText('表决中')).toBeVisible();
	await holds('stale');
	await session.cast([4], tied);
	await hall.context().setOffline(false);
	await expect(hall.getByText(/数据暂停更新/)).toBeHidden();
	await expect(hall.getByText('4', { exact: true })).toBeVisible();
});

test('the result of twenty names fits every wall, says every outcome in words and does not move', async () => {
	await session.cast([5, 6, 7, 8], tied);
	await session.close(roundId);
	await expect(hall.getByText('正在计票，请稍候')).toBeVisible();
	await holds('closed');
	// The box reports within a moment of the close; then the chief scrutineer may declare.
	const chief = await session.staff('chief');
	await expect.poll(() => chief.act('/scrutineer?/declareValid', { roundId })).toBeNull();
	await expect.poll(() => session.roundState()).toBe('counted');
	await expect(hall.getByText('计票完成，正在处理并列或缺额')).toBeVisible();
	await holds('settling');
	await session.did('office-1', '/admin?/settle', { roundId, kind: 'revote', note: '' });
	await expect(hall.getByText('计票完成，等待监票人签字')).toBeVisible();
	await holds('counted');
	await session.sign(roundId, await session.resultHash());
	await session.announce(roundId);
	await expect(hall.getByText('票决结果')).toBeVisible();
	await expect(hall.getByText(/入选/).first()).toBeVisible();
	await expect(hall.getByText(/发出 8 张 · 收回 8 张/)).toBeVisible();
	await holds('result');
	await hall.context().setOffline(true);
	await expect(hall.getByText(/数据暂停更新/)).toBeVisible();
	await holds('stale result');
	await hall.context().setOffline(false);
	await expect(hall.getByText(/数据暂停更新/)).toBeHidden();
	await hall.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
	await expect(hall.getByText(/✓ 入选/).first()).toBeVisible();
	await expect(hall.getByText(/未入选/).first()).toBeVisible();
	await hall.emulateMedia({ forcedColors: 'none', reducedMotion: 'reduce' });
});

test('the notice of the further round and its tally fit every wall, under the longest title', async () => {
	await session.did('chair', '/chair?/stage', { mode: 'auto', candidateId: '', page: '2' });
	await expect(hall.getByText('票数相等，须再次表决')).toBeVisible();
	await holds('further notice');
	const second = await session.nextRoundId();
	await session.read(async (tx) => {
		const [draft] = await tx.select().from(round).where(eq(round.id, second));
		expect(draft!.title).toHaveLength(LONGEST_TITLE.length + 10);
		await tx
			.update(round)
			.set({ rules: { ...draft!.rules, tallyDisplay: 'live' } })
			.where(eq(round.id, second));
	});
	await session.makeReady(second);
	await session.draw();
	await session.open(second);
	await session.cast([1, 2, 3, 4, 5, 6], () => approving([1, 2], 16));
	await expect(hall.getByText('6', { exact: true })).toBeVisible();
	await holds('open under the longest title');
	await session.did('chair', '/chair?/pause', { roundId: second });
	await expect(hall.getByText('表决暂停')).toBeVisible();
	await holds('paused');
	// So few ballots are released at the count only, on the same picture as a tally that runs.
	await session.close(second);
	await expect(hall.getByText('6 张已全部计入')).toBeVisible();
	await holds('tally');
});

test('a hall machine with a wrong clock shows the server’s: the timer ends for everybody at once', async () => {
	const slow = await hall.context().newPage();
	await slow.clock.install({ time: Date.now() - 3 * 60_000 });
	await slow.goto('/hall');
	await session.did('chair', '/chair?/timer', { seconds: '60' });
	await expect(slow.getByText(/计时 (00:[0-5]\d|01:00)/)).toBeVisible();
	await session.did('chair', '/chair?/timer', { seconds: '0' });
	await slow.close();
});

test('the office sets a screen up: theme, measures, and unpairing', async () => {
	const office = await session.staffPage('office-1');
	await office.goto('/admin/halls');
	await expect(office.getByText('已连接').nth(1)).toBeVisible();
	await office.waitForLoadState('networkidle');
	await office.getByLabel('名称').fill('主屏');
	await office.getByLabel('配色').selectOption({ label: '浅色（投影）' });
	await office.getByLabel('画面高（米）').fill('2.5');
	await office.getByLabel('最远座位（米）').fill('20');
	await office.getByRole('button', { name: '保存' }).click();
	await expect(office.getByText(/文字偏小，建议分页/)).toBeVisible();
	await expect(hall.locator('[data-theme="projector"]')).toBeVisible();
	await holds('projector');
	await office.getByLabel('配色').selectOption({ label: '深红（LED 屏）' });
	await office.getByRole('button', { name: '保存' }).click();
	await expect(hall.locator('[data-theme="red"]')).toBeVisible();
	await holds('red');
	await office.getByRole('button', { name: '解除配对' }).click();
	await expect(hall.getByText('配对码', { exact: true })).toBeVisible();
});

/** One scene on every wall: nothing small, cut, outside the safe area or over something else; contrast of 7:1. */
async function holds(where: string): Promise<void> {
	for (const size of wallSizes) {
		await hall.setViewportSize(size);
		await expect
			.poll(() => hall.evaluate(() => document.getAnimations().length), `${where}: stands still`)
			.toBe(0);
		// The stage takes the new size a frame after the window has it.
		await expect
			.poll(() => hall.evaluate(faultsOfPicture), `${where} at ${size.width}×${size.height}`)
			.toEqual([]);
	}
	await hall.setViewportSize(wallSizes[0]!);
	// By its name beside the tags: `withRules` would take their place.
	const checker = axe(hall, { rules: { 'color-contrast-enhanced': { enabled: true } } });
	const { violations } = await checker
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
		.analyze();
	expect
		.soft(
			violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
			`${where}: axe`
		)
		.toEqual([]);
}

/** Runs in the page: every text of the picture is measured where its strokes are. */
function faultsOfPicture(): string[] {
	const [width, height] = [innerWidth, innerHeight];
	const faults: string[] = [];
	const texts: { element: Element; box: { left: number; right: number; top: number; bottom: number } }[] = [];
	const root = document.documentElement;
	if (root.scrollHeight > height || root.scrollWidth > width) faults.push('scrolls');
	const walker = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT);
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		const element = node.parentElement!;
		if (!node.textContent?.trim() || element.closest('.visually-hidden')) continue;
		const text = node.textContent.trim();
		const { fontSize, textOverflow } = getComputedStyle(element);
		const stage = element.closest<HTMLElement>('[data-scene]')!;
		const size = parseFloat(fontSize) * (stage.getBoundingClientRect().width / stage.offsetWidth);
		if (size < height * 0.044) faults.push(`small: ${text}`);
		if (textOverflow === 'ellipsis' && element.scrollWidth > element.clientWidth) faults.push(`cut: ${text}`);
		const range = document.createRange();
		range.selectNodeContents(node);
		for (const rect of range.getClientRects()) {
			const middle = (rect.top + rect.bottom) / 2;
			const box = {
				left: rect.left,
				right: rect.right,
				top: middle - size * 0.45,
				bottom: middle + size * 0.45
			};
			if (
				box.left < width * 0.04 - 1 ||
				box.right > width * 0.96 + 1 ||
				box.top < height * 0.04 - 1 ||
				box.bottom > height * 0.96 + 1
			)
				faults.push(`outside the safe area: ${text}`);
			texts.push({ element, box });
		}
	}
	texts.forEach((one, i) => {
		for (const other of texts.slice(i + 1)) {
			if (one.element === other.element) continue;
			const [a, b] = [one.box, other.box];
			if (a.left < b.right - 2 && b.left < a.right - 2 && a.top < b.bottom - 2 && b.top < a.bottom - 2)
				faults.push(`overlap: ${one.element.textContent} and ${other.element.textContent}`);
		}
	});
	return faults;
}

/** Twenty candidates of twelve characters instead of the demonstration's eight. */
async function seedCandidates({ credentials }: Session): Promise<void> {
	const desk = connectDesk(process.env.PIAOJUE_E2E_DATABASE_URL!, { dir: '', secret: '' }, { max: 1 });
	const [place] = await desk.execute<{ congress_id: string }>(
		`select congress_id from desk.find_round('${credentials.roundId}'::uuid)`
	);
	const congressId = place!.congress_id;
	await inCongress(desk, congressId, async (tx) => {
		const listed = await tx
			.select({ candidate })
			.from(candidate)
			.innerJoin(roundCandidate, eq(roundCandidate.candidateId, candidate.id))
			.where(eq(roundCandidate.roundId, credentials.roundId))
			.orderBy(roundCandidate.number);
		const [current] = await tx.select().from(meeting).where(eq(meeting.id, credentials.meetingId));
		expect(current).toBeDefined();
		await tx.update(round).set({ title: LONGEST_TITLE }).where(eq(round.id, credentials.roundId));
		const model = listed[0]!.candidate;
		for (let i = 0; i < CANDIDATES; i++) {
			const names = { name: longName(i), shortName: longName(i) };
			const known = listed[i]?.candidate;
			if (known) {
				await tx.update(candidate).set(names).where(eq(candidate.id, known.id));
				continue;
			}
			const id = crypto.randomUUID();
			await tx.insert(candidate).values({ ...model, id, ...names, number: i + 1 });
			await tx
				.insert(roundCandidate)
				.values({ congressId, roundId: credentials.roundId, candidateId: id, number: i + 1 });
		}
	});
	await desk.$client.end();
}

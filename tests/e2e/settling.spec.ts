import { expect, test, type Page } from '@playwright/test';
import { and, eq, ne } from 'drizzle-orm';
import type { Mark } from '#lib/domain/ballot.ts';
import { defaultRules, type RuleSet } from '#lib/domain/rule-set.ts';
import { meeting, round } from '#lib/server/db/schema.ts';
import { chooseMeeting } from '#lib/server/desk/choose-meeting.ts';
import { createMeeting } from '#lib/server/desk/create-meeting.ts';
import { inControl, inDialog } from '../support/console-pages.ts';
import { judgePage } from '../support/judge-page.ts';
import { Session } from '../support/session.ts';
import { branches, DELEGATES, type Settling } from '../support/settling-branches.ts';
import { shoot } from '../support/shoot.ts';
import { signResultAt } from '../support/sign-result-page.ts';

/** One town, one page for each account: every branch is a meeting of its own, which the pages follow. */
let session: Session;
let chair: Page;
let office: Page;
let scrutineer: Page;
let chief: Page;
let hall: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
	session = await Session.start(browser, { delegates: DELEGATES });
	[chair, office, scrutineer, chief, hall] = await Promise.all([
		session.staffPage('chair'),
		session.staffPage('office-1'),
		session.staffPage('scrutineer'),
		session.staffPage('chief'),
		session.hallPage()
	]);
});
test.afterAll(() => session.end());

for (const { name, rules, by, rounds } of branches) {
	test(name, async () => {
		const desk = by === 'chair' ? chair : office;
		await meet(rules);
		for (const { marks, waits, settling, hall: said, script, report } of rounds) {
			const roundId = await vote(marks);
			if (rules.tallyDisplay === 'after-close') {
				await expect(chief.getByRole('button', { name: '核对完毕…' })).toBeVisible();
				await expect(panelOf(desk)).toHaveCount(0);
				await inDialog(chief, '核对完毕…', '宣布核对结果');
			}
			// Opened and closed over the protocol as another console of the chair.
			await inControl(chair);
			if (settling) {
				await expect(hall.getByText('计票完成，正在处理并列或缺额')).toBeVisible();
				await shoot(hall, `hall-${settling.way}`);
				await expect(panelOf(desk)).toContainText(waits!);
				await settleAt(desk, settling);
				await expect(hall.getByText('计票完成，等待监票人签字')).toBeVisible();
			}
			await signResultAt(scrutineer, signer('scrutineer'));
			await signResultAt(chief, signer('chief-scrutineer'));
			await inDialog(chair, '宣布结果…', '宣布结果');
			for (const words of said) await expect(hall.getByText(words).first()).toBeVisible();
			await expect(chair.getByText(script)).toBeVisible();
			const visitor = await hall.request.get(`/results/${roundId}`);
			const page = plain(await visitor.text());
			for (const words of report) expect(page).toMatch(words);
		}
	});
}

/** A meeting like the last one under other rules; everybody's pages and the hall turn to it. */
async function meet(rules: Partial<RuleSet>): Promise<void> {
	const before = await session.read((tx) => tx.select().from(meeting).where(eq(meeting.current, true)));
	const { id, name, heldOn, venue } = before[0]!;
	await session.command('office-1', (desk, actor) =>
		createMeeting(desk, actor, {
			...{ name, heldOn, venue, term: null, session: null, endsOn: null, agenda: [] },
			...{ title: '民生实事项目票决', seats: rules.seats!, copyFrom: id, withCandidates: true }
		})
	);
	const drafts = await session.read((tx) =>
		tx
			.update(round)
			.set({ rules: { ...defaultRules(rules.seats!), ...rules } })
			.where(and(eq(round.state, 'draft'), ne(round.meetingId, id)))
			.returning({ meetingId: round.meetingId })
	);
	// The first meeting keeps its own draft: nobody votes in it.
	await session.command('office-1', (desk, actor) => chooseMeeting(desk, actor, drafts[0]!));
	await session.checkIn();
}

/** From make-ready to the close of the round at hand, over the protocol. */
async function vote(marks: (number: number) => Mark[]): Promise<string> {
	const roundId = await draftAtHand();
	await session.makeReady(roundId);
	await session.draw();
	await session.open(roundId);
	await session.cast(session.everybody, marks);
	await session.close(roundId);
	return roundId;
}

/** The draft of the current meeting: its first round, or the one that follows the last. */
async function draftAtHand(): Promise<string> {
	const [draft] = await session.read((tx) =>
		tx
			.select({ id: round.id })
			.from(round)
			.innerJoin(meeting, and(eq(meeting.id, round.meetingId), eq(meeting.current, true)))
			.where(eq(round.state, 'draft'))
	);
	return draft!.id;
}

const panelOf = (desk: Page) => desk.getByRole('region', { name: '处理并列或缺额' });

async function settleAt(desk: Page, { choose, way, elected = [], note }: Settling): Promise<void> {
	const panel = panelOf(desk);
	// Who is tied is told, and never by how many: with the tally after the close nobody here may know.
	await expect(panel).not.toContainText(/\d+ 票/);
	await shoot(desk, `settling-${way}`);
	if (elected.length) await judgePage(desk, way, { links: false });
	if (choose) await panel.getByRole('radio', { name: choose }).check();
	if (elected.length) await expect(panel.getByRole('button', { name: `${way}…` })).toBeDisabled();
	for (const name of elected) await panel.getByRole('checkbox', { name }).check();
	if (note) await panel.getByLabel(note.label, { exact: true }).fill(note.words);
	await inDialog(desk, `${way}…`, `记录处理结果：${way}`);
	await expect(panel).toHaveCount(0);
}

function signer(role: 'scrutineer' | 'chief-scrutineer') {
	const { delegateNumber } = session.credentials.staff.find((entry) => entry.role === role)!;
	return session.delegate(delegateNumber!);
}

/** What a page says, without its markup. */
const plain = (html: string): string => html.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ');

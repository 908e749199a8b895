import { expect, type Page } from '@playwright/test';
import type { PaperBallot } from '#lib/domain/paper.ts';
import { countOutPaper } from '#lib/server/desk/count-out-paper.ts';
import { enterPaperBatch } from '#lib/server/desk/enter-paper-batch.ts';
import { issuePaper } from '#lib/server/desk/issue-paper.ts';
import type { Session } from './session.ts';

/** The page listens to keys only once its script runs. */
export const ready = (page: Page) => page.waitForLoadState('networkidle');

/** Types a number or a name at the desk that hands paper out, and presses Enter. */
export async function entered(office: Page, text: string): Promise<void> {
	await office.getByLabel('扫描代表证，或输入编号、姓名').fill(text);
	await office.keyboard.press('Enter');
}

/** A teller's page for the first batch that waits for this teller. */
export async function startEntry(teller: Page): Promise<void> {
	const link = teller.getByRole('link', { name: /^录入第/ }).first();
	if (!(await link.isVisible())) await teller.goto('/scrutineer/paper');
	await ready(teller);
	await link.click();
	await expect(teller.getByRole('heading', { name: /^录入第/ })).toBeVisible();
}

/** Keys ballots as fast as the browser takes them, which is faster than any teller; `x` is an unclear one. */
export async function keyed(page: Page, ballots: (string[] | 'x')[]): Promise<void> {
	for (const ballot of ballots) await typed(page, ballot === 'x' ? 'XE' : `${ballot.join('')}E`);
}

/** Single keys: digits, E for Enter, X for an unclear ballot, - for what is against. */
export async function typed(page: Page, keys: string): Promise<void> {
	for (const key of keys)
		await page.keyboard.press(
			key === 'E' ? 'NumpadEnter' : key === 'X' ? 'KeyX' : key === '-' ? 'NumpadSubtract' : `Numpad${key}`
		);
}

/** Hands paper out to these delegates. */
export async function issue(session: Session, roundId: string, numbers: number[]): Promise<void> {
	for (const delegateNumber of numbers)
		await session.command('office-1', (desk, actor) => issuePaper(desk, actor, { roundId, delegateNumber }));
}

/** So many sheets came out of the box, of twelve that were printed. */
export const countOut = (session: Session, roundId: string, returned: number) =>
	session.command('scrutineer', (desk, actor) =>
		countOutPaper(desk, actor, { roundId, printed: 12, spoiled: 0, returned })
	);

/** One paper ballot that approves these. */
export const approveOn = (...approve: number[]): PaperBallot => ({ approve, against: [] });

/** Both tellers read the first batch alike, where the test is not about their reading. */
export async function readTwice(session: Session, roundId: string, ballots: PaperBallot[]): Promise<void> {
	for (const teller of ['teller-1', 'teller-2'] as const)
		await session.command(teller, (desk, actor) =>
			enterPaperBatch(desk, actor, { roundId, batch: 1, attempt: 1, ballots })
		);
}

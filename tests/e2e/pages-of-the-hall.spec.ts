import { test } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { project } from '#lib/server/db/tracker-schema.ts';
import { judgePage, watch } from '../support/judge-page.ts';
import { consoles, judgeInEveryState } from '../support/judge-states.ts';
import { Session } from '../support/session.ts';

test.describe.configure({ mode: 'serial' });

let session: Session;

test.beforeAll(async ({ browser }) => {
	session = await Session.start(browser, { rules: { seats: 2 } });
});

test.afterAll(() => session.end());

test('every page of chair, scrutineers and tellers is in Chinese, accessible and quiet, in every state of a round', async () => {
	// Beside another file of tests it shares the cores with.
	test.setTimeout(300_000);
	await judgeInEveryState(session, consoles.hall);
});

test('what the public reads is in Chinese, accessible and quiet', async () => {
	const page = await session.page();
	const quiet = watch(page);
	const roundId = await session.roundId();
	// Of this session's own round: another town's projects may be rows alone, or just about to change.
	const [own] = await session.read((tx) =>
		tx.select({ id: project.id }).from(project).where(eq(project.roundId, roundId)).limit(1)
	);
	const paths = ['/', '/projects', `/projects/${own!.id}`, `/results/${roundId}`, '/login', '/hall'];
	for (const path of paths) {
		await page.goto(path);
		await judgePage(page, path);
		quiet.expectQuiet(path);
	}
});

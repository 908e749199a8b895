import { readFileSync } from 'node:fs';
import { fromBase64url, toBase64url } from '#lib/crypto/bytes.ts';
import { cardFromSeed, readTypedCode } from '#lib/crypto/card.ts';
import { signResult } from '#lib/crypto/result-hash.ts';
import type { HallView, TabletView } from '#lib/wire/views.ts';
import { signingView } from '#lib/server/queries/signing-view.ts';
import { resultReader } from '../result-reader.ts';
import { HallPage } from './hall-page.ts';
import { percentile, type Row } from './report.ts';
import { done, staffOf, startStage, until, type Stage } from './stage.ts';
import { castEverybody, drawEverybody, signEverybodyIn, type Voter } from './voters.ts';
import { readyRound } from './voting.ts';
import { Watcher } from './watcher.ts';

const DELEGATES = 300;
const VIEW_EVENTS = 5000;

/** What is measured in one session, beside its target. */
const FIGURES = {
	'open → view at all tablets, p95': { unit: 's', target: { atMost: 1 } },
	'confirm → acknowledged, p95': { unit: 's', target: { atMost: 1 } },
	'close → exact result in the hall': { unit: 's', target: { atMost: 2 } },
	'announce → hall': { unit: 's', target: { atMost: 1 } },
	'all cut → view again, p95': { unit: 's', target: { atMost: 2 } },
	'all cut → all synced': { unit: 's', target: { atMost: 10 } },
	'resident growth over 5,000 views': { unit: 'MiB', target: { atMost: 20 } },
	'hall page, heap growth over 5,000 views': { unit: 'MiB', target: { atMost: 20 } }
} as const;
type Figure = keyof typeof FIGURES;

/**
 * `hall`: whole sessions of 300 deputies, with every tablet, the consoles and the hall screen on live sockets.
 * Times are as the far ends of the sockets see them.
 */
export async function benchHall(runs: number, say: (text: string) => void): Promise<Row[]> {
	const samples = Object.fromEntries(Object.keys(FIGURES).map((figure) => [figure, []])) as unknown as Record<
		Figure,
		number[]
	>;
	for (let run = 0; run < runs; run++) {
		const stage = await startStage({ delegates: DELEGATES });
		try {
			await session(stage, (figure, value) => {
				samples[figure].push(value);
				say(`run ${run + 1}: ${figure} ${value.toFixed(3)} ${FIGURES[figure].unit}`);
			});
		} finally {
			await stage.stop();
		}
	}
	// Without a Chromium there is no page to measure.
	const measured = Object.entries(FIGURES).filter(([figure]) => samples[figure as Figure].length);
	return measured.map(([figure, { unit, target }]) => ({
		name: 'hall',
		case: `${DELEGATES} tablets`,
		figure,
		unit,
		target,
		samples: samples[figure as Figure],
		...(figure.startsWith('confirm')
			? { note: 'the wait for a flush of its own included, at most 2 s by design; 100 under way at once' }
			: {})
	}));
}

async function session(stage: Stage, note: (figure: Figure, value: number) => void): Promise<void> {
	const staff = {
		office: await staffOf(stage, 'office', 0),
		colleague: await staffOf(stage, 'office', 1),
		chair: await staffOf(stage, 'chair'),
		chief: await staffOf(stage, 'chief-scrutineer')
	};
	const voters = await signEverybodyIn(stage);
	const { port } = new URL(stage.origin);
	let tablets = await openAll(stage, voters);
	const hall = await Watcher.open(stage.origin, port, staff.chair.cookie, 'hall');
	const page = await HallPage.open(stage.origin, staff.chair.cookie);
	const consoles = await Promise.all(
		Object.values(staff).map(({ cookie }) => Watcher.open(stage.origin, port, cookie, 'console'))
	);
	const manifest = await readyRound(stage, staff);
	const { roundId } = manifest;
	const { casts } = await drawEverybody(stage, voters, manifest, 50);
	const hallShows = (state: string) => hall.next<HallView>((view) => view.round?.state === state);

	const opened = tablets.map((tablet) => tablet.next<TabletView>((view) => view.round?.state === 'open'));
	await done('open, chair', staff.chair.act('/chair?/open', { roundId }));
	const openedAt = performance.now();
	await done('open, chief scrutineer', staff.chief.act('/scrutineer?/open', { roundId }));
	note(
		'open → view at all tablets, p95',
		p95((await Promise.all(opened)).map(({ atMs }) => seconds(openedAt, atMs)))
	);

	const cast = await castEverybody(stage, manifest, casts, DELEGATES / 3);
	note('confirm → acknowledged, p95', p95([...cast.latencies, ...cast.lastLatencies]) / 1000);

	const counted = hallShows('counted');
	const closedAt = performance.now();
	await done('close', staff.chair.act('/chair?/close', { roundId }));
	note('close → exact result in the hall', seconds(closedAt, (await counted).atMs));

	tablets.forEach((tablet) => tablet.cut());
	const cutAt = performance.now();
	const back: number[] = [];
	tablets = await openAll(stage, voters, () => back.push(seconds(cutAt, performance.now())));
	note('all cut → view again, p95', p95(back));
	note('all cut → all synced', Math.max(...back));

	await sign(stage);
	const announced = hallShows('announced');
	const announcedAt = performance.now();
	await done('announce', staff.chair.act('/chair?/announce', { roundId }));
	note('announce → hall', seconds(announcedAt, (await announced).atMs));

	note('resident growth over 5,000 views', await growth(stage, roundId, tablets));
	if (page) note('hall page, heap growth over 5,000 views', await page.heapGrowth(VIEW_EVENTS));
	await page?.close();
	[...tablets, ...consoles, hall].forEach((watcher) => watcher.cut());
}

const openAll = (stage: Stage, voters: Voter[], synced: () => void = () => {}): Promise<Watcher[]> =>
	Promise.all(
		voters.map(async ({ cookie }) => {
			const tablet = await Watcher.open(stage.origin, new URL(stage.origin).port, cookie, 'tablet');
			synced();
			return tablet;
		})
	);

/** The quorum of signatures, by the cards of chief and one more. */
async function sign(stage: Stage): Promise<void> {
	const [place] = await stage.owner<{ congressId: string }[]>`
		select distinct congress_id as "congressId" from desk.round`;
	const signing = await until('the result to sign', () =>
		signingView(stage.desk, resultReader(place!.congressId))
	);
	const { staff, delegates } = stage.credentials;
	for (const role of ['scrutineer', 'chief-scrutineer']) {
		const { delegateNumber } = staff.find((account) => account.role === role)!;
		const seed = readTypedCode(delegates.find((person) => person.number === delegateNumber)!.code);
		if (!seed.ok) throw new Error(seed.code);
		const signature = signResult(cardFromSeed(seed.value).secret, fromBase64url(signing.resultHash));
		const person = await staffOf(stage, role);
		const { roundId, resultHash } = signing;
		await done(
			'sign',
			person.act('/scrutineer?/sign', { roundId, resultHash, signature: toBase64url(signature) })
		);
	}
}

/** Views are sent again and again, as fast as they are; what stays of them in the server's memory. */
async function growth(stage: Stage, roundId: string, tablets: Watcher[]): Promise<number> {
	const [place] = await stage.owner<{ name: string }[]>`
		select congress_id || ' ' || meeting_id as name from desk.round where id = ${roundId}`;
	const push = async (views: number) => {
		for (let sent = 0; sent < views; sent += tablets.length) {
			const next = tablets.map((tablet) => tablet.next(() => true));
			await stage.owner`select pg_notify('desk', ${place!.name})`;
			await Promise.all(next);
		}
	};
	// Once before the first look: what the first views allocate is no growth.
	await push(tablets.length * 3);
	const before = residentMiB(stage.serverPid);
	await push(VIEW_EVENTS);
	return residentMiB(stage.serverPid) - before;
}

/** Of a process, in MiB; Linux only, as the reference machine is. */
export function residentMiB(pid: number): number {
	const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
	return Number(kib) / 1024;
}

const seconds = (fromMs: number, toMs: number): number => (toMs - fromMs) / 1000;
const p95 = (values: number[]): number => percentile(values, 0.95);

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { decide } from '#lib/domain/decide.ts';
import { defaultRules } from '#lib/domain/rule-set.ts';
import type { DelegateActor, StaffActor } from '#lib/server/auth/actor.ts';
import { connectDesk, inCongress, type Desk, type Tx } from '#lib/server/db/client.ts';
import {
	candidate,
	congress,
	delegate,
	meeting,
	round,
	roundCandidate,
	roundResult,
	staff
} from '#lib/server/db/schema.ts';
import { project } from '#lib/server/db/tracker-schema.ts';
import { testDatabase } from './database.ts';

export type TrackedTown = Awaited<ReturnType<typeof trackedTown>>;

/** Noon of a day in Beijing. */
export const noon = (date: string): Date => new Date(`${date}T12:00:00+08:00`);

/** A town whose vote is announced, with two projects of two units and everybody who follows them up. */
export async function trackedTown() {
	const database = await testDatabase();
	const uploadDir = mkdtempSync(join(tmpdir(), 'piaojue-uploads-'));
	const desk = connectDesk(database.url, { dir: '', secret: randomBytes(32).toString('base64url') });
	const made = await insertTown(desk);
	return {
		...made,
		database,
		desk,
		uploadDir,
		read: <T>(query: (tx: Tx) => Promise<T>) => inCongress(desk, made.congressId, query),
		async leave() {
			await desk.$client.end({ timeout: 5 });
			await database.drop();
			rmSync(uploadDir, { recursive: true, force: true });
		}
	};
}

/** The rows alone, for a test that needs a second town in the same database. */
export async function insertTown(
	desk: Desk,
	name = '涌山镇',
	suffix = '',
	/** What signing in takes, and other dates for tests that go by today's. */
	{
		passwordHash = '-',
		dates = {}
	}: { passwordHash?: string; dates?: { startsOn?: string; endsOn?: string } } = {}
) {
	const congressId = crypto.randomUUID();
	const meetingId = crypto.randomUUID();
	const roundId = crypto.randomUUID();
	const people = await inCongress(desk, congressId, async (tx) => {
		await tx.insert(congress).values({ id: congressId, name: `${name}人民代表大会`, level: 'town' });
		await tx.insert(meeting).values({
			id: meetingId,
			congressId,
			name: '第八届人民代表大会第十次会议',
			heldOn: '2026-02-10',
			venue: '镇政府会议室',
			current: true
		});
		const candidates = await tx
			.insert(candidate)
			.values(
				sheets.map((sheet, i) => ({
					...{ congressId, meetingId, number: i + 1, shortName: sheet.name, basis: '' },
					...sheet,
					...dates
				}))
			)
			.returning();
		const held = announcedRound({ id: roundId, congressId, meetingId }, candidates);
		// Its list is written while it is a draft: from make-ready on the database takes none, and lets no state out.
		const draft = { manifest: null, manifestHash: null, fingerprint: null, announcedAt: null, present: null };
		await tx.insert(round).values({ ...held, ...draft, state: 'draft' });
		await tx
			.insert(roundCandidate)
			.values(candidates.map(({ id, number }) => ({ congressId, roundId, candidateId: id, number })));
		const { manifest, manifestHash, fingerprint, present, announcedAt } = held;
		const isRound = eq(round.id, roundId);
		await tx.update(round).set({ manifest, manifestHash, fingerprint, state: 'ready' }).where(isRound);
		await tx.update(round).set({ present, state: 'open' }).where(isRound);
		for (const state of ['closed', 'counted', 'certified'] as const)
			await tx.update(round).set({ state }).where(isRound);
		await tx.update(round).set({ announcedAt, state: 'announced' }).where(isRound);
		await tx.insert(roundResult).values(countedResult({ congressId, roundId }, candidates));
		const projects = [];
		for (const [i, row] of candidates.entries()) {
			const { shortName: _s, basis: _b, meetingId: _m, id, ...head } = row;
			const [tracked] = await tx
				.insert(project)
				.values({
					...head,
					roundId,
					candidateId: id,
					approve: 60 - i,
					year: 2026,
					resultHash: randomBytes(32),
					updatedAt: noon('2026-02-10')
				})
				.returning();
			projects.push(tracked!);
		}
		const deputies = await tx
			.insert(delegate)
			.values([1, 2, 3].map((number) => ({ ...deputyOf(number), congressId })))
			.returning();
		const accounts = await tx
			.insert(staff)
			.values(
				staffList.map((entry) => ({
					...entry,
					username: entry.username + suffix,
					congressId,
					passwordHash
				}))
			)
			.returning();
		return { projects, deputies, accounts };
	});
	return {
		congressId,
		meetingId,
		roundId,
		/** 锦溪河 of 镇水务站 and 福勤路 of 镇村镇建设办. */
		projects: people.projects,
		deputies: people.deputies.map(({ phone: _p, gender: _g, active: _a, ...who }): DelegateActor => ({
			kind: 'delegate',
			role: 'delegate',
			...who
		})),
		person(username: 'water' | 'roads' | 'supervision' | 'chair' | 'office'): StaffActor {
			const account = people.accounts.find((entry) => entry.username === username + suffix)!;
			const { id, role, name, unit } = account;
			return {
				kind: 'staff',
				id,
				congressId,
				role: role as StaffActor['role'],
				username,
				name,
				unit,
				delegateNumber: null
			};
		}
	};
}

type Candidate = { id: string; number: number; name: string };

/** Of 76 deputies 61 voted, on tablets; both projects were chosen. */
const rules = defaultRules(2);
const [electorate, voted] = [76, 61];

const announcedRound = (
	place: { id: string; congressId: string; meetingId: string },
	candidates: Candidate[]
): typeof round.$inferInsert => ({
	...place,
	...{ sequence: 1, kind: 'first', title: '民生实事项目票决', state: 'announced', rules },
	manifest: {
		...{ v: 1, roundId: place.id, meeting: { id: place.meetingId, name: '' }, title: '民生实事项目票决' },
		candidates: candidates.map(({ id, number, name }) => ({ id, number, name, textHash: '' })),
		...{ kind: 'first', rules, receipt: 'presence', electorate, rollHash: '', scrutineers: [] },
		...{ issuers: [], ackKey: '', release: null }
	},
	...{ manifestHash: randomBytes(32), fingerprint: 'test', present: voted, announcedAt: noon('2026-02-10') }
});

function countedResult(
	place: { congressId: string; roundId: string },
	candidates: Candidate[]
): typeof roundResult.$inferInsert {
	const sums = candidates.map(({ id }, i) => ({
		...{ candidate: id, approve: 60 - i, against: 0, abstain: voted - 60 + i }
	}));
	const channel = (issued: number, standings: typeof sums) => ({
		...{ issued, returned: issued, notReturned: 0, valid: issued, invalid: 0, standings }
	});
	const none = sums.map(({ candidate }) => ({ candidate, approve: 0, against: 0, abstain: 0 }));
	const result = decide({
		...{ rules, kind: 'first', electorate, present: voted, issued: voted, returned: voted, invalid: 0, sums }
	});
	return {
		...place,
		...{ version: 1, at: noon('2026-02-10'), result, root: randomBytes(32), auditHead: randomBytes(32) },
		resultJson: JSON.stringify({ electronic: channel(voted, sums), paper: channel(0, none), sum: result }),
		...{ auditCount: 1, resultHash: randomBytes(32) }
	};
}

const sheets = [
	{
		name: '锦溪河水环境综合治理',
		category: '生态环境',
		content: '整治河道 3.2 公里',
		place: '涌山村',
		beneficiaries: '12,000 人',
		unit: '镇水务站',
		leader: '张三',
		totalFen: 480_000_000,
		yearFen: 480_000_000,
		funding: '上级补助；镇级配套',
		startsOn: '2026-03-01',
		endsOn: '2026-12-20'
	},
	{
		name: '福勤路改造提升工程',
		category: '交通出行',
		content: '改造道路 1.1 公里',
		place: '集镇',
		beneficiaries: '8,000 人',
		unit: '镇村镇建设办',
		leader: '李四',
		totalFen: 230_000_000,
		yearFen: 230_000_000,
		funding: '镇级财政',
		startsOn: '2026-04-01',
		endsOn: '2026-11-30'
	}
];

const deputyOf = (number: number) => ({
	number,
	name: `代表${number}`,
	delegation: '第一代表团',
	seat: `1排${number}号`
});

const staffList = [
	{ username: 'water', role: 'department', name: '水务站', unit: '镇水务站' },
	{ username: 'roads', role: 'department', name: '建设办', unit: '镇村镇建设办' },
	{ username: 'supervision', role: 'supervision', name: '人大办', unit: null },
	{ username: 'chair', role: 'chair', name: '主席', unit: null },
	{ username: 'office', role: 'office', name: '会务', unit: null }
] as const;

import { parseArgs } from 'node:util';
import { eq } from 'drizzle-orm';
import { toBase64url } from '#lib/crypto/bytes.ts';
import { cardFromSeed } from '#lib/crypto/card.ts';
import { rehearseTexts as t } from '#lib/i18n/zh-CN/rehearsal-cli.ts';
import { refusalText } from '#lib/i18n/zh-CN/refusals.ts';
import type { StaffActor } from '#lib/server/auth/actor.ts';
import { inCongress, type Desk } from '#lib/server/db/client.ts';
import { delegate, staff } from '#lib/server/db/schema.ts';
import { checkIn } from '#lib/server/desk/check-in.ts';
import { endRehearsal } from '#lib/server/desk/end-rehearsal.ts';
import type { SimulatedDeputy } from '#lib/server/desk/rehearsal-cards.ts';
import { recordSteps } from '#lib/server/desk/record-steps.ts';
import { startRehearsal } from '#lib/server/desk/start-rehearsal.ts';
import { simulatedCount, reportOf } from '#lib/server/queries/rehearsals-view.ts';
import { playDeputies, type Player } from '#lib/server/rehearsal/play-deputies.ts';
import { ProtocolDelegate } from '#lib/server/rehearsal/protocol-delegate.ts';
import { fetchTrusting } from '#lib/server/rehearsal/trusting-fetch.ts';
import type { RehearsalReport } from '#lib/wire/rehearsal-views.ts';
import { readFileSync } from 'node:fs';
import { congressNamed } from './congress-named.ts';
import { placeOptions, withDesk } from './place.ts';
import { playStaff, type StaffOf } from './rehearse-staff.ts';
import { reportLines } from './rehearse-report.ts';
import { need, Trouble, UsageFault } from './subcommand.ts';

export const usage = `npm run admin -- rehearse --delegates N [--congress 人大名称]
    [--origin URL --box-origin URL] [--data DIR]`;

const PACE = { checkIn: 0, draw: 0, vote: 0 };

/** Rehearses the current meeting against the server that runs at ORIGIN, with nobody in the hall. */
export async function run(words: string[]): Promise<void> {
	const { values } = parseArgs({
		args: words,
		options: {
			...placeOptions,
			delegates: { type: 'string' },
			congress: { type: 'string' },
			origin: { type: 'string' },
			'box-origin': { type: 'string' }
		}
	});
	const delegates = Number(need('delegates', values.delegates));
	if (!Number.isInteger(delegates) || delegates < 2) throw new UsageFault(t.badNumber);
	await withDesk(values.data, async (desk, { databaseUrl, uploadDir, env }) => {
		const congress = await congressNamed(databaseUrl, values.congress);
		const report = await rehearse(desk, {
			congressId: congress.id,
			delegates,
			uploadDir,
			origin: values.origin ?? env?.origin ?? need('origin', undefined),
			boxOrigin: values['box-origin'] ?? env?.boxOrigin ?? need('box-origin', undefined),
			certFile: env?.tls?.certFile,
			say: (sentence) => console.log(sentence)
		});
		console.log(reportLines(report).join('\n'));
	});
}

export type Rehearsing = {
	congressId: string;
	/** All of them are played, the scrutineers among them. */
	delegates: number;
	uploadDir: string;
	origin: string;
	boxOrigin: string;
	certFile?: string | undefined;
	say: (sentence: string) => void;
};

/**
 * From the start of a rehearsal to its end: the deputies over the real protocol, the staff's acts as commands in the
 * name of the congress's own accounts. Whatever fails on the way, the formal meeting is the current one afterwards.
 */
export async function rehearse(desk: Desk, wanted: Rehearsing): Promise<RehearsalReport> {
	const people = await staffOf(desk, wanted.congressId);
	const office = people('office');
	const started = await startRehearsal(desk, office, {
		simulated: wanted.delegates,
		uploadDir: wanted.uploadDir,
		unattended: true
	});
	if (!started.ok) throw new Trouble(refusalText(started.code, started.detail));
	const { meetingId, deputies } = started.value;
	wanted.say(t.started(deputies.length));
	const over = new AbortController();
	const playing = play(desk, office, meetingId, deputies, wanted, over.signal);
	// Its failure is told by the staff's waiting in vain, or below.
	playing.catch(() => over.abort());
	try {
		const cards = new Map(deputies.map(({ number, seed }) => [number, cardFromSeed(seed)]));
		await playStaff(desk, people, {
			meetingId,
			cardOf: (number) => cards.get(number),
			count: await simulatedCount(desk, wanted.congressId, meetingId),
			say: wanted.say
		});
	} finally {
		over.abort();
		await playing.catch(() => {});
		const ended = await endRehearsal(desk, office, { meetingId });
		if (ended.ok) wanted.say(t.ended);
	}
	return (await reportOf(desk, wanted.congressId, meetingId))!.report;
}

async function play(
	desk: Desk,
	office: StaffActor,
	meetingId: string,
	deputies: readonly SimulatedDeputy[],
	{ origin, boxOrigin, certFile, say }: Rehearsing,
	signal: AbortSignal
): Promise<void> {
	const send = certFile ? { send: fetchTrusting(readFileSync(certFile, 'utf8')) } : {};
	const persons = await inCongress(desk, office.congressId, (tx) => tx.select().from(delegate));
	const people = deputies.map(({ number, seed }): Player => ({
		number,
		tablet: new ProtocolDelegate({ origin, boxOrigin, seed, ...send })
	}));
	await playDeputies(
		people,
		{
			pace: PACE,
			checkIn: async (delegateNumber) => {
				const done = await checkIn(desk, office, { delegateNumber, meetingId });
				if (!done.ok) throw new Error(`check-in of ${delegateNumber}: ${done.code}`);
			},
			told: async ({ number }, step, ms, trouble) => {
				if (step === 'check-in') return;
				const person = persons.find((one) => one.number === number)!;
				const { id, name, delegation, seat } = person;
				const { congressId } = office;
				const actor = {
					kind: 'delegate',
					role: 'delegate',
					id,
					congressId,
					number,
					name,
					delegation,
					seat
				} as const;
				await recordSteps(desk, actor, { meetingId, steps: [{ step, ms, trouble }] });
			},
			all: (step, count) => say(t.step(step, count))
		},
		signal
	);
}

/** The congress's accounts by role. @returns who plays a role; throws where the congress has no such account */
async function staffOf(desk: Desk, congressId: string): Promise<StaffOf> {
	const rows = await inCongress(desk, congressId, (tx) =>
		tx
			.select({ staff, number: delegate.number })
			.from(staff)
			.leftJoin(delegate, eq(delegate.id, staff.delegateId))
			.where(eq(staff.disabled, false))
			.orderBy(staff.username)
	);
	const consoleId = `rehearse-${toBase64url(crypto.getRandomValues(new Uint8Array(9)))}`;
	return (role, which = 0) => {
		const found = rows.filter((row) => row.staff.role === role)[which];
		if (!found) throw new Trouble(t.noAccount(role, which + 1));
		const { id, username, name, unit } = found.staff;
		return {
			kind: 'staff',
			...{ id, congressId, role, username, name, unit },
			delegateNumber: found.number,
			...(role === 'chair' ? { consoleId } : {})
		};
	};
}

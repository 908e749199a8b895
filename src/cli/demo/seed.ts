import { randomBytes, randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { cardFromSeed, cardUrl, typedCode } from '#lib/crypto/card.ts';
import { defaultRules, type RuleSet } from '#lib/domain/rule-set.ts';
import { csvRecords } from '#lib/import/csv.ts';
import { wanToFen } from '#lib/import/normalise.ts';
import { isoDate } from '#lib/i18n/format.ts';
import { hashPassword } from '#lib/server/auth/password.ts';
import { inCongress, type Desk, type Tx } from '#lib/server/db/client.ts';
import {
	candidate,
	card,
	congress,
	delegate,
	meeting,
	round,
	roundCandidate,
	scrutineer,
	staff
} from '#lib/server/db/schema.ts';
import { playDates } from './play-date.ts';
import { insertPictures } from './pictures.ts';

/** What `credentials.json` holds: everything a newcomer or a script needs to play every part. */
export type Credentials = {
	origin: string;
	boxOrigin: string;
	meetingId: string;
	roundId: string;
	staff: { role: string; username: string; password: string; delegateNumber?: number }[];
	delegates: { number: number; name: string; code: string; url: string }[];
};

/** Delegates who also watch over the ballot: played by hand by default, so their numbers are low. */
const CHIEF = 5;
const SCRUTINEER = 6;

const staffList = [
	{ role: 'office', username: 'office-1', name: '会务甲' },
	{ role: 'office', username: 'office-2', name: '会务乙' },
	{ role: 'chair', username: 'chair', name: '主持人' },
	{ role: 'chief-scrutineer', username: 'chief', name: '总监票人', delegateNumber: CHIEF },
	{ role: 'scrutineer', username: 'scrutineer', name: '监票人', delegateNumber: SCRUTINEER },
	{ role: 'teller', username: 'teller-1', name: '计票人甲' },
	{ role: 'teller', username: 'teller-2', name: '计票人乙' },
	{ role: 'department', username: 'department-1', name: '农业农村办', unit: '镇农业农村办' },
	{ role: 'department', username: 'department-2', name: '村镇建设办', unit: '镇村镇建设办' },
	{ role: 'supervision', username: 'supervision', name: '镇人大办公室' },
	{ role: 'system-admin', username: 'system', name: '系统管理员甲' },
	{ role: 'security-admin', username: 'security', name: '安全管理员乙' },
	{ role: 'audit-admin', username: 'audit', name: '审计管理员丙' }
] as const;

const dataFile = (name: string) => readFileSync(new URL(`./data/${name}`, import.meta.url), 'utf8');

/**
 * Loads 涌山镇 with its meeting set up and the round in draft. Card seeds are made here and returned, because
 * a demonstration has nobody to print and hand out cards; the database gets the public halves only.
 */
export async function seedDemonstration(
	desk: Desk,
	options: {
		origin: string;
		boxOrigin: string;
		delegates: number;
		/** Rules other than the demonstration's, for tests. */
		rules?: Partial<RuleSet>;
		/** Behind every user name: several demonstrations live beside each other in one installation. */
		suffix?: string;
		/** The session's day, ISO; the day of the play unless given. */
		heldOn?: string;
		/** Where the server looks for uploads; without it the candidates have no pictures. */
		uploadDir?: string;
	}
): Promise<Credentials> {
	const congressId = crypto.randomUUID();
	const meetingId = crypto.randomUUID();
	const roundId = crypto.randomUUID();
	// One password for all: a person plays six parts with it. It is made anew with every demonstration.
	const password = `yongshan-${randomInt(1000, 10_000)}`;
	const passwordHash = await hashPassword(password);
	const suffix = options.suffix ?? '';
	const heldOn = options.heldOn ?? isoDate(new Date());
	const people = delegateList(options.delegates);
	const cards = people.map((person) => {
		const seed = new Uint8Array(randomBytes(16));
		const code = typedCode(seed);
		return { ...person, card: cardFromSeed(seed), code, url: cardUrl(options.origin, code) };
	});
	await inCongress(desk, congressId, async (tx) => {
		await tx.insert(congress).values({ id: congressId, name: '涌山镇人民代表大会', level: 'town' });
		await tx.insert(meeting).values({
			id: meetingId,
			congressId,
			name: '涌山镇第八届人民代表大会第六次会议',
			heldOn,
			venue: '涌山镇政府会议中心',
			current: true,
			demonstration: true
		});
		await inLots(cards, (lot) =>
			tx.insert(delegate).values(
				lot.map(({ id, number, name, delegation, seat }) => ({
					id,
					congressId,
					number,
					name,
					delegation,
					seat
				}))
			)
		);
		await inLots(cards, (lot) =>
			tx.insert(card).values(
				lot.map((person) => ({
					congressId,
					delegateId: person.id,
					cardId: person.card.cardId,
					publicKey: person.card.publicKey,
					state: 'issued' as const,
					issuedAt: new Date()
				}))
			)
		);
		await tx.insert(staff).values(
			staffList.map((account) => ({
				congressId,
				username: account.username + suffix,
				passwordHash,
				role: account.role,
				name: account.name,
				unit: 'unit' in account ? account.unit : null,
				delegateId: 'delegateNumber' in account ? cards[account.delegateNumber - 1]!.id : null
			}))
		);
		await tx.insert(scrutineer).values([
			{ congressId, meetingId, delegateId: cards[CHIEF - 1]!.id, chief: true },
			{ congressId, meetingId, delegateId: cards[SCRUTINEER - 1]!.id, chief: false }
		]);
		await insertCandidates(tx, {
			congressId,
			meetingId,
			roundId,
			heldOn,
			rules: { ...defaultRules(5), ...options.rules },
			uploadDir: options.uploadDir
		});
	});
	return {
		origin: options.origin,
		boxOrigin: options.boxOrigin,
		meetingId,
		roundId,
		staff: staffList.map((account) => ({
			role: account.role,
			username: account.username + suffix,
			password,
			...('delegateNumber' in account ? { delegateNumber: account.delegateNumber } : {})
		})),
		delegates: cards.map(({ number, name, code, url }) => ({ number, name, code, url }))
	};
}

async function insertCandidates(
	tx: Tx,
	place: {
		congressId: string;
		meetingId: string;
		roundId: string;
		heldOn: string;
		rules: RuleSet;
		uploadDir: string | undefined;
	}
): Promise<void> {
	const { congressId, meetingId, roundId } = place;
	const { monthOf, year } = playDates(place.heldOn);
	const rows = csvRecords(dataFile('candidates.csv')).map((row) => ({
		id: crypto.randomUUID(),
		congressId,
		meetingId,
		number: Number(row['序号']),
		name: row['项目名称']!,
		shortName: row['简称']!,
		category: row['类别']!,
		place: row['建设地点']!,
		content: row['建设内容与规模']!,
		scale: row['建设规模']!,
		totalFen: fenOf(row['估算总投资(万元)']!),
		yearFen: fenOf(row['当年投资(万元)']!),
		funding: row['资金来源']!.replaceAll(/(\d+)/g, '$1 万元'),
		unit: row['责任单位']!,
		leader: row['责任领导']!,
		startsOn: `${monthOf(row['开工月份']!)}-01`,
		endsOn: lastDayOf(monthOf(row['完工月份']!)),
		beneficiaries: row['受益群众']!,
		basis: row['提出依据']!
	}));
	await tx.insert(candidate).values(rows);
	if (place.uploadDir) await insertPictures(tx, { congressId, uploadDir: place.uploadDir }, rows);
	await tx.insert(round).values({
		id: roundId,
		congressId,
		meetingId,
		sequence: 1,
		kind: 'first',
		title: `${year}年度民生实事项目票决`,
		rules: place.rules
	});
	await tx
		.insert(roundCandidate)
		.values(rows.map(({ id, number }) => ({ congressId, roundId, candidateId: id, number })));
}

/** The first 76 as in the data file; beyond that, more of the same invented kind. */
function delegateList(count: number) {
	const listed = csvRecords(dataFile('delegates.csv'));
	return Array.from({ length: count }, (_, i) => {
		const row = listed[i];
		return {
			id: crypto.randomUUID(),
			number: i + 1,
			name: row?.['姓名'] ?? `演示代表${String(i + 1).padStart(2, '0')}`,
			delegation: row?.['代表团'] ?? `第${'一二三四五六七八九十'[i % 10]}代表团`,
			seat: row?.['座位'] ?? `${Math.floor(i / 10) + 1}排${(i % 10) + 1}座`
		};
	});
}

function fenOf(wan: string): number {
	const fen = wanToFen(wan);
	if (!fen.ok) throw new Error(`not an amount of money: ${wan}`);
	return fen.value;
}

/** PostgreSQL takes 65,535 parameters a statement. */
async function inLots<T>(rows: T[], insert: (lot: T[]) => Promise<unknown>): Promise<void> {
	for (let i = 0; i < rows.length; i += 1000) await insert(rows.slice(i, i + 1000));
}

function lastDayOf(month: string): string {
	const [year, number] = month.split('-').map(Number);
	return new Date(Date.UTC(year!, number!, 0)).toISOString().slice(0, 10);
}

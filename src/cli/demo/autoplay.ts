import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBase64url, toBase64url } from '#lib/crypto/bytes.ts';
import { cardFromSeed, readTypedCode } from '#lib/crypto/card.ts';
import { signResult } from '#lib/crypto/result-hash.ts';
import { countRound } from '#lib/domain/count.ts';
import { decodeMask } from '#lib/domain/ballot.ts';
import type { TallyView } from '#lib/wire/views.ts';
import { readZip } from '#lib/server/archive/zip.ts';
import type { Desk } from '#lib/server/db/client.ts';
import { signingView } from '#lib/server/queries/signing-view.ts';
import { ProtocolStaff } from '../protocol-client.ts';
import { resultReader } from '../result-reader.ts';
import type { Credentials } from './seed.ts';

/**
 * Plays the staff's part of a whole session: make ready, open, close, sign, announce, each by the two or one
 * who must; then counts the archive's ballots again and compares. Delegates are played by `simulate`.
 */
export async function autoplay(
	credentials: Credentials,
	tools: { desk: Desk; archiveDir: string; say: (sentence: string) => void; signal: AbortSignal }
): Promise<void> {
	const { say } = tools;
	const played = (role: string, which = 0) =>
		credentials.staff.filter((entry) => entry.role === role).at(which)!;
	const office = [
		await signedIn(credentials, played('office')),
		await signedIn(credentials, played('office', 1))
	];
	const chair = await signedIn(credentials, played('chair'));
	const chief = await signedIn(credentials, played('chief-scrutineer'));
	const other = await signedIn(credentials, played('scrutineer'));
	const roundId = credentials.roundId;
	const all = credentials.delegates.length;
	const tally = () => readTally(credentials, chair, roundId);

	await did('就绪（一）', office[0]!.act('/admin?/makeReady', { roundId }));
	await did('就绪（二）', office[1]!.act('/admin?/makeReady', { roundId }));
	say('会务两人确认：本轮已就绪，候选项目、规则、名单已冻结');
	await until(tools.signal, async () => (await tally()).drawn === all);
	await did('开始表决（主持人）', chair.act('/chair?/open', { roundId }));
	await did('开始表决（监票人）', chief.act('/scrutineer?/open', { roundId }));
	say('主持人和监票人确认：开始表决');
	await until(tools.signal, async () => (await tally()).cast === all);
	await did('结束表决', chair.act('/chair?/close', { roundId }));
	say(`表决结束，收回 ${all} 张`);
	const congressId = await congressOf(tools.desk, roundId);
	const signing = await until(tools.signal, () => signingView(tools.desk, resultReader(congressId)));
	for (const [account, who] of [
		[played('scrutineer'), other],
		[played('chief-scrutineer'), chief]
	] as const) {
		const code = credentials.delegates.find((person) => person.number === account.delegateNumber)!.code;
		const seed = readTypedCode(code);
		if (!seed.ok) throw new Error('not a card code');
		const signature = signResult(cardFromSeed(seed.value).secret, fromBase64url(signing.resultHash));
		await did(
			'签字',
			who.act('/scrutineer?/sign', {
				roundId,
				resultHash: signing.resultHash,
				signature: toBase64url(signature)
			})
		);
	}
	say('总监票人和监票人已签字');
	await did('宣布结果', chair.act('/chair?/announce', { roundId }));
	const final = await tally();
	const chosen = signing.result.standings.filter((entry) => entry.outcome === 'elected');
	say(`主持人宣布结果，入选 ${chosen.length} 项：${chosen.map((entry) => entry.shortName).join('、')}`);
	compare(final, recount(join(tools.archiveDir, `${roundId}-sealed.zip`), credentials, signing.result));
	say('复核：公布的得票与封存档案中逐票重新计算的结果一致');
}

async function signedIn(credentials: Credentials, account: { username: string; password: string }) {
	const person = new ProtocolStaff(credentials.origin);
	await person.signIn(account.username, account.password);
	return person;
}

async function did(what: string, act: Promise<string | null>): Promise<void> {
	const refused = await act;
	if (refused) throw new Error(`${what}: ${refused}`);
}

async function readTally(
	credentials: Credentials,
	staff: ProtocolStaff,
	roundId: string
): Promise<TallyView> {
	const answer = await staff.get(`/api/v1/rounds/${roundId}/tally`);
	if (!answer.ok) throw new Error(`tally: ${answer.status} at ${credentials.origin}`);
	return (await answer.json()) as TallyView;
}

/** Asks again twice a second until there is something. */
async function until<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<NonNullable<T>> {
	for (;;) {
		const answer = await ask();
		if (answer) return answer;
		if (signal.aborted) throw new Error('stopped');
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
}

async function congressOf(desk: Desk, roundId: string): Promise<string> {
	const [row] = await desk.$client<
		{ congress_id: string }[]
	>`select congress_id from desk.find_round(${roundId})`;
	return row!.congress_id;
}

/** Approvals per ballot number, counted from the sealed archive's ballots by the same pure `count`. */
function recount(
	path: string,
	credentials: Credentials,
	signing: { electronic: { issued: number } }
): { approve: Map<string, number> } {
	const zip = readZip(readFileSync(path));
	if (!zip.ok) throw new Error(`${path}: ${zip.code}`);
	const files = new Map(zip.value.map((entry) => [entry.name, entry.content]));
	const lines = new TextDecoder().decode(files.get('sealed/ballots.jsonl')).trim().split('\n');
	const masks = lines.map((line) => fromBase64url((JSON.parse(line) as { mask: string }).mask));
	const candidates = Array.from({ length: 8 }, (_, i) => String(i + 1));
	const rules = {
		seats: 5,
		marks: 'approve',
		cap: 'at-most',
		quorum: 'two-thirds',
		majorityBase: 'all',
		tie: 'revote',
		shortfall: 'presidium',
		secondRoundPass: 'majority'
	} as const;
	const counted = countRound({
		rules,
		kind: 'first',
		electorate: credentials.delegates.length,
		present: credentials.delegates.length,
		issued: signing.electronic.issued,
		candidates,
		unreadable: 0,
		ballots: masks.map((mask) => {
			const marks = decodeMask(mask, candidates.length, rules);
			if (!marks.ok) throw new Error(`the archive holds a ballot that is ${marks.code}`);
			return { count: 1, approve: candidates.filter((_, i) => marks.value[i] === 1), against: [] };
		})
	});
	if (!counted.ok) throw new Error(counted.code);
	return { approve: new Map(counted.value.standings.map((s) => [s.candidate, s.approve])) };
}

function compare(announced: TallyView, again: { approve: Map<string, number> }): void {
	for (const { number, approve } of announced.candidates ?? []) {
		if (again.approve.get(String(number)) !== approve) {
			throw new Error(
				`candidate ${number}: announced ${approve}, recounted ${again.approve.get(String(number))}`
			);
		}
	}
	if (announced.candidates?.length !== again.approve.size)
		throw new Error('the announced tally is incomplete');
}

import { describe, expect, test } from 'vitest';
import type { DrawLine, ElectronicDraw } from '#lib/crypto/archive.ts';
import { toBase64url } from '#lib/crypto/bytes.ts';
import { cardFromSeed } from '#lib/crypto/card.ts';
import { rollHash } from '#lib/crypto/manifest.ts';
import type { ArchiveFault } from '#lib/crypto/verify/archive-fault.ts';
import { verifyArchive } from '#lib/crypto/verify/verify-archive.ts';
import {
	archiveWorld,
	filesOf,
	leafOfBallot,
	relink,
	sign,
	sortedByLeaf,
	type Archives
} from './support/archive-world.ts';

const world = await archiveWorld();
const strangerKey = toBase64url(cardFromSeed(new Uint8Array(16).fill(99)).publicKey);

/** The dishonest office signs anew after each of these, so nothing but the change itself can be the fault. */
const forgeries: [string, ArchiveFault, (archives: Archives) => void][] = [
	['a candidate numbered twice', 'bad-manifest', ({ board }) => (board.manifest.candidates[1]!.number = 1)],
	[
		'an issuer key of another size',
		'bad-manifest',
		({ board }) => (board.manifest.issuers[0]!.spki = 'AAAA')
	],
	['a release table of its own', 'bad-manifest', ({ board }) => (board.manifest.release!.rows[0]!.k = 1)],
	['no chief scrutineer', 'bad-manifest', ({ board }) => (board.manifest.scrutineers[0]!.chief = false)],
	[
		'a small-order acknowledgement key',
		'bad-manifest',
		({ board }) => (board.manifest.ackKey = toBase64url(new Uint8Array(32)))
	],
	[
		'a rule changed after the draws',
		'bad-draw-signature',
		({ board }) => (board.manifest.rules.shortfall = 'vacant')
	],
	[
		'a record of the audit changed',
		'broken-audit-chain',
		({ sealed }) => (sealed.audit[1]!.actor = 'nobody')
	],
	[
		'the last record of the audit changed',
		'audit-head-differs',
		({ sealed }) => (sealed.audit[5]!.detail = { returned: 61 })
	],
	[
		'a record of the audit left out',
		'audit-head-differs',
		({ sealed }) => void relink((sealed.audit.splice(1, 1), sealed.audit))
	],
	[
		'a number twice on the roll',
		'roll-not-sorted',
		({ sealed }) => void sealed.roll.push({ ...sealed.roll[75]! })
	],
	[
		'a deputy exchanged on the roll',
		'roll-hash-differs',
		({ sealed }) => (sealed.roll[70]!.cardPublicKey = strangerKey)
	],
	[
		'one card for two deputies',
		'bad-card-key',
		({ sealed }) => (sealed.roll[71]!.cardPublicKey = sealed.roll[70]!.cardPublicKey)
	],
	[
		'a small-order card key',
		'bad-card-key',
		({ sealed }) => (sealed.roll[70]!.cardPublicKey = toBase64url(new Uint8Array(32)))
	],
	[
		'more on the roll than deputies',
		'roll-exceeds-electorate',
		({ board, sealed }) => {
			sealed.roll.push({ number: 77, cardPublicKey: strangerKey, checkedIn: false });
			board.manifest.rollHash = toBase64url(rollHash(sealed.roll));
		}
	],
	[
		'a deputy who drew twice',
		'draws-not-sorted',
		({ sealed }) => void sealed.draws.splice(9, 0, sealed.draws[9]!)
	],
	[
		'a draw of nobody on the roll',
		'draw-not-on-roll',
		({ sealed }) => void sealed.draws.push({ number: 99, paper: true })
	],
	['a draw of somebody absent', 'draw-not-checked-in', ({ sealed }) => (sealed.roll[4]!.checkedIn = false)],
	[
		'a draw by a card that is not on the roll',
		'draw-by-unknown-card',
		({ sealed }) => (electronicDraw(sealed.draws, 4).cardPublicKey = strangerKey)
	],
	[
		'a draw by a reissued card without its audit record',
		'draw-by-unknown-card',
		({ board, sealed }) => {
			sealed.audit.splice(2, 1);
			board.auditHead = relink(sealed.audit);
		}
	],
	[
		'a card reissued as another deputy’s',
		'bad-card-key',
		({ board, sealed }) => {
			sealed.audit[2]!.detail!.new = sealed.roll[20]!.cardPublicKey;
			board.auditHead = relink(sealed.audit);
		}
	],
	[
		'a blinded value too many',
		'bad-blinded',
		({ sealed }) => void electronicDraw(sealed.draws, 4).blinded.push('AAAA')
	],
	[
		'a blinded value of zero',
		'bad-blinded',
		({ sealed }) => (electronicDraw(sealed.draws, 4).blinded = [toBase64url(new Uint8Array(384))])
	],
	[
		'another deputy’s blinded value',
		'bad-draw-signature',
		({ sealed }) => (electronicDraw(sealed.draws, 4).blinded = electronicDraw(sealed.draws, 5).blinded)
	],
	['a draw left out', 'issued-differs', ({ sealed }) => void sealed.draws.splice(61, 1)],
	['a paper draw left out', 'issued-differs', ({ sealed }) => void sealed.draws.splice(66, 1)],
	['a ballot changed', 'bad-cast-signature', ({ sealed }) => (sealed.ballots[3]!.mask = 'FVUA')],
	[
		'a ballot with another’s ticket',
		'bad-ticket',
		({ sealed }) => (sealed.ballots[3]!.tickets = sealed.ballots[4]!.tickets)
	],
	['a ballot without a ticket', 'bad-ticket', ({ sealed }) => (sealed.ballots[3]!.tickets = [])],
	[
		'a ballot with six approvals',
		'too-many-approvals',
		(archives) => replaceBallot(archives, 5, [1, 1, 1, 1, 1, 1, 0, 0, 0])
	],
	[
		'a ballot against, where only approval is offered',
		'bad-ballot',
		(archives) => replaceBallot(archives, 5, [2, 0, 0, 0, 0, 0, 0, 0, 0])
	],
	[
		'a ballot replaced with its own voter’s key, and its leaf',
		'electronic-count-differs',
		(archives) => replaceBallot(archives, 5, [1, 0, 0, 0, 0, 0, 0, 0, 0])
	],
	[
		'ballots in another order',
		'ballots-not-sorted',
		({ sealed }) => void sealed.ballots.splice(0, 2, ...sealed.ballots.slice(0, 2).reverse())
	],
	[
		'a ballot exchanged for another one of its voter',
		'leaves-differ',
		({ sealed }) => {
			const other = world.otherBallot(5, [1, 0, 0, 0, 0, 0, 0, 0, 0]);
			sealed.ballots = sortedByLeaf(
				sealed.ballots.map((ballot) => (ballot.key === other.key ? other : ballot))
			);
		}
	],
	[
		'a ballot put in twice',
		'ballot-key-repeated',
		({ sealed }) => {
			sealed.ballots = sortedByLeaf([...sealed.ballots, world.otherBallot(5, [1, 0, 0, 0, 0, 0, 0, 0, 0])]);
		}
	],
	['a ballot taken out', 'leaves-differ', ({ sealed }) => void sealed.ballots.pop()],
	[
		'a drawn ballot cast by the office, with its leaf',
		'electronic-count-differs',
		({ board, sealed }) => {
			sealed.ballots = sortedByLeaf([...sealed.ballots, world.unusedBallot([1, 0, 0, 0, 0, 0, 0, 0, 0])]);
			board.leaves = sealed.ballots.map(leafOfBallot);
		}
	],
	['votes moved from one candidate to another', 'electronic-count-differs', ({ board }) => moveVote(board)],
	['paper ballots added', 'paper-count-differs', ({ sealed }) => (sealed.paper.ballots[0]!.count = 3)],
	[
		'a paper ballot for an unknown candidate',
		'bad-paper-ballot',
		({ sealed }) => (sealed.paper.ballots[0]!.approve = [world.archives.board.manifest.roundId])
	],
	['a leaf too many', 'leaves-differ', ({ board }) => void board.leaves.push(new Uint8Array(32).fill(255))],
	['another threshold', 'sum-differs', ({ board }) => (board.result.sum.threshold = 30)],
	['somebody else elected', 'sum-differs', ({ board }) => void board.result.sum.elected.reverse()],
	[
		'a release larger than the pool',
		'releases-unlawful',
		({ board }) => (board.releases.shown[2]!.released = 46)
	],
	['a release that falls', 'releases-unlawful', ({ board }) => (board.releases.shown[2]!.approve[0] = 0)],
	['a release not rounded', 'releases-unlawful', ({ board }) => (board.releases.shown[0]!.approve[0] = 1)],
	['a release row for more deputies', 'release-row-differs', ({ board }) => (board.releases.from = 100)],
	[
		'releases of a round that showed turnout only',
		'release-row-differs',
		({ board }) => (board.releases = { from: null, shown: [] })
	]
];

describe('signed anew by a dishonest office', () => {
	test.each(forgeries)('%s: %s', (_, code, change) => {
		const archives = structuredClone(world.archives);
		change(archives);
		sign(archives, world.scrutineers);
		expect(verifyArchive(filesOf(archives))).toMatchObject({ ok: false, code });
	});
});

function electronicDraw(draws: DrawLine[], number: number): ElectronicDraw {
	return draws.find((draw): draw is ElectronicDraw => draw.number === number && !('paper' in draw))!;
}

function replaceBallot({ sealed, board }: Archives, number: number, marks: (0 | 1 | 2)[]): void {
	const ballot = world.otherBallot(number, marks);
	sealed.ballots = sortedByLeaf([...sealed.ballots.filter(({ key }) => key !== ballot.key), ballot]);
	board.leaves = sealed.ballots.map(leafOfBallot);
}

function moveVote(board: Archives['board']): void {
	const [first, second] = board.result.electronic.standings;
	first!.approve -= 1;
	first!.abstain += 1;
	second!.approve += 1;
	second!.abstain -= 1;
}

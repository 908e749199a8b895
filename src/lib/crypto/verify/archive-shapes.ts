import { ruleValues, type RuleSet, type VoteRules } from '../../domain/rule-set.ts';
import { satisfactionRules } from '../../domain/tracker/satisfaction.ts';
import type { CandidateSums } from '../../domain/decide.ts';
import type { ShownTally } from '../../domain/release.ts';
import type {
	ChannelResult,
	DrawLine,
	ElectronicDraw,
	PaperFile,
	ReleasesFile,
	ResultFile,
	ResultSignature,
	RollLine,
	SealedBallot
} from '../archive.ts';
import type { AuditHead, AuditRecord } from '../audit.ts';
import { TICKET_BYTES } from '../issuer-key.ts';
import type { Manifest, ReleaseRow } from '../manifest.ts';
import {
	base64url,
	either,
	flag,
	integer,
	listOf,
	object,
	oneOf,
	orNull,
	recordOf,
	text,
	uuid,
	type Shape
} from './shape.ts';

const voteRules = object<VoteRules>({
	seats: integer(1),
	marks: oneOf(...ruleValues.marks),
	cap: oneOf(...ruleValues.cap),
	quorum: oneOf(...ruleValues.quorum),
	majorityBase: oneOf(...ruleValues.majorityBase),
	tie: oneOf(...ruleValues.tie),
	shortfall: oneOf(...ruleValues.shortfall),
	secondRoundPass: oneOf(...ruleValues.secondRoundPass),
	tallyDisplay: oneOf(...ruleValues.tallyDisplay),
	candidateOrder: oneOf(...ruleValues.candidateOrder)
});

/** A vote's rules have exactly the members they always had; a survey's have its rule beside them. */
const rules: Shape<RuleSet> = (value): value is RuleSet => {
	if (typeof value !== 'object' || value === null || !('grading' in value)) return voteRules(value);
	const { grading, ...rest } = value as Partial<RuleSet>;
	return (
		rest.marks === 'three-grades' &&
		voteRules({ ...rest, marks: 'approve-against-abstain' }) &&
		oneOf(...satisfactionRules)(grading)
	);
};

const releaseRow = object<ReleaseRow>({
	from: integer(1),
	k: integer(1),
	reserve: integer(1),
	floor: integer(1),
	tickMs: integer(1)
});

export const manifestShape = object<Manifest>({
	v: oneOf(1),
	roundId: uuid,
	meeting: object<Manifest['meeting']>({ id: uuid, name: text }),
	title: text,
	kind: oneOf('first', 'tie-revote', 'second-round'),
	candidates: listOf(
		object<Manifest['candidates'][number]>({
			number: integer(1),
			id: uuid,
			name: text,
			textHash: base64url(32)
		})
	),
	rules,
	receipt: oneOf('presence', 'none'),
	electorate: integer(),
	rollHash: base64url(32),
	scrutineers: listOf(
		object<Manifest['scrutineers'][number]>({ name: text, chief: flag, publicKey: base64url(32) })
	),
	issuers: listOf(object<Manifest['issuers'][number]>({ spki: base64url() })),
	ackKey: base64url(32),
	release: orNull(object<{ rows: ReleaseRow[] }>({ rows: listOf(releaseRow) }))
});

const voteSums = { candidate: uuid, approve: integer(), against: integer(), abstain: integer() };
const sums: Shape<CandidateSums> = either(
	object<Omit<CandidateSums, 'basic'>>(voteSums),
	object<Required<CandidateSums>>({ ...voteSums, basic: integer() })
);

const channel = object<ChannelResult>({
	issued: integer(),
	returned: integer(),
	// Below zero where more came back than went out, which is a fault with a name of its own.
	notReturned: integer(Number.MIN_SAFE_INTEGER),
	valid: integer(),
	invalid: integer(),
	standings: listOf(sums)
});

/** `sum` is not looked into: it has to equal the count that the verifier makes itself. */
export const resultShape = object<ResultFile>({
	electronic: channel,
	paper: channel,
	sum: ((value) => typeof value === 'object' && value !== null) as Shape<ResultFile['sum']>
});

export const releasesShape = object<ReleasesFile>({
	from: orNull(integer(1)),
	shown: listOf(object<ShownTally>({ released: integer(), approve: listOf(integer()) }))
});

export const auditHeadShape = object<AuditHead>({ count: integer(), head: base64url(32) });

export const signaturesShape = listOf(
	object<ResultSignature>({ name: text, chief: flag, publicKey: base64url(32), signature: base64url(64) })
);

export const ballotShape = object<SealedBallot>({
	key: base64url(32),
	tickets: listOf(base64url(TICKET_BYTES)),
	mask: base64url(),
	random: base64url(32),
	signature: base64url(64)
});

export const drawShape: Shape<DrawLine> = either(
	object<ElectronicDraw>({
		number: integer(1),
		cardPublicKey: base64url(32),
		blinded: listOf(base64url()),
		signature: base64url(64)
	}),
	object<{ number: number; paper: true }>({ number: integer(1), paper: oneOf(true) })
);

export const rollShape = object<RollLine>({
	number: integer(1),
	cardPublicKey: base64url(32),
	checkedIn: flag
});

type PaperLine = PaperFile['ballots'][number];
const paperLine = { count: integer(1), approve: listOf(uuid), against: listOf(uuid) };

export const paperShape = object<PaperFile>({
	issued: integer(),
	unreadable: integer(),
	ballots: listOf(
		either(
			object<Omit<PaperLine, 'basic'>>(paperLine),
			object<Required<PaperLine>>({ ...paperLine, basic: listOf(uuid) })
		)
	)
});

export const auditShape = object<AuditRecord>({
	seq: integer(1),
	at: text,
	actor: text,
	act: text,
	detail: orNull(recordOf(either(text, integer(Number.MIN_SAFE_INTEGER)))),
	prev: base64url(32)
});

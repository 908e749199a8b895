import { z } from 'zod';
import { roles } from '../domain/permissions.ts';
import { roundStates } from '../domain/round-state.ts';
import { bytesText, uuidText } from './api.ts';
import { statusOfCode, type ProblemCode } from './problem.ts';

/** What the ballot protocol answers over HTTP (docs/protocol.md): for its description, and for the tests of it. */

const codes = Object.keys(statusOfCode) as [ProblemCode, ...ProblemCode[]];

export const problemBody = z.strictObject({
	type: z.literal('about:blank'),
	title: z.string(),
	status: z.int(),
	code: z.enum(codes).describe('稳定不变的代码'),
	detail: z.string().describe('发生了什么，意味着什么，怎么办')
});

export const challengeAnswer = z.strictObject({ nonce: bytesText(32) });

export const meAnswer = z.strictObject({
	role: z.enum(roles).nullable(),
	delegate: z
		.strictObject({
			number: z.int(),
			name: z.string(),
			delegation: z.string(),
			seat: z.string(),
			checkedIn: z.boolean(),
			left: z.boolean()
		})
		.optional()
});

const roundState = z.enum(roundStates);

const manifest = z
	.looseObject({
		v: z.literal(1),
		roundId: uuidText,
		meeting: z.looseObject({ id: uuidText, name: z.string() }),
		title: z.string(),
		kind: z.enum(['first', 'tie-revote', 'second-round']),
		candidates: z.array(
			z.looseObject({ number: z.int(), id: uuidText, name: z.string(), textHash: bytesText(32) })
		),
		electorate: z.int(),
		rollHash: bytesText(32),
		issuers: z.array(z.looseObject({ spki: z.string() })),
		ackKey: bytesText(32)
	})
	.describe('原样接收后取散列；各项的含义见协议说明');

export const currentRoundAnswer = z.strictObject({
	round: z
		.strictObject({
			id: uuidText,
			state: roundState,
			manifest: manifest.nullable(),
			fingerprint: z.string().nullable()
		})
		.nullable()
});

export const candidatesAnswer = z.array(
	z.strictObject({
		name: z.string(),
		content: z.string(),
		amount: z.string(),
		funding: z.string(),
		unit: z.string(),
		period: z.string(),
		place: z.string(),
		beneficiaries: z.string()
	})
);

export const drawAnswer = z.strictObject({ blindSignatures: z.array(bytesText(384)) });

export const tallyAnswer = z.strictObject({
	roundId: uuidText,
	state: roundState,
	drawn: z.int(),
	cast: z.int(),
	released: z.int(),
	exact: z.boolean(),
	candidates: z
		.array(
			z.strictObject({
				number: z.int(),
				name: z.string(),
				approve: z.int(),
				against: z.int().nullable(),
				abstain: z.int().nullable()
			})
		)
		.nullable()
});

export const castAnswer = z.strictObject({ leaf: bytesText(32), ack: bytesText(64) });

export const nothing = z.strictObject({});

import type { z } from 'zod';
import { openapiTexts as t } from '../../i18n/zh-CN/openapi.ts';
import { challengeBody, drawBody, loginBody, stepsBody } from '../../wire/api.ts';
import { castShape } from '../../wire/cast-body.ts';
import { oc4idsPackage } from '../../wire/oc4ids.ts';
import type { ProblemCode } from '../../wire/problem.ts';
import {
	candidatesAnswer,
	castAnswer,
	challengeAnswer,
	currentRoundAnswer,
	drawAnswer,
	meAnswer,
	nothing,
	tallyAnswer
} from '../../wire/protocol-answers.ts';
import {
	calendarQuery,
	newsQuery,
	projectAnswer,
	projectsAnswer,
	projectsQuery
} from '../../wire/public-api.ts';
import { formats } from '../public-answers.ts';

/**
 * Every call of the interface with the shapes that its code reads and its tests hold answers to. The description
 * at /api/v1/openapi.json is made of this table; a test walks the routes and finds each of them here.
 */
export type Operation = {
	method: 'get' | 'post';
	/** Parameters in braces. */
	path: string;
	summary: string;
	tag: keyof typeof t.tags;
	/** Of the box's origin. */
	box?: true;
	query?: z.ZodObject;
	body?: z.ZodType;
	/** JSON, by its shape; null for an answer without a body. */
	answer?: z.ZodType | null;
	/** Other types it answers in. */
	types?: readonly string[];
	problems: readonly ProblemCode[];
	/** `card`: a deputy's session; `session`: any, or a paired screen. */
	needs?: 'card' | 'session';
};

const files = [formats.csv, formats.xlsx];

export const operations: readonly Operation[] = [
	{
		...{ method: 'get', path: '/api/v1/projects', tag: 'openData', summary: t.projects },
		...{ query: projectsQuery, answer: projectsAnswer, types: files },
		problems: ['bad-request', 'not-acceptable']
	},
	{
		...{ method: 'get', path: '/api/v1/projects.{format}', tag: 'openData', summary: t.projectsFile },
		...{ query: projectsQuery, answer: projectsAnswer, types: files },
		problems: ['bad-request', 'not-acceptable']
	},
	{
		...{ method: 'get', path: '/api/v1/projects/{id}', tag: 'openData', summary: t.project },
		...{ answer: projectAnswer, types: files },
		problems: ['not-found', 'not-acceptable']
	},
	{
		...{ method: 'get', path: '/api/v1/projects/{id}.{format}', tag: 'openData', summary: t.projectFile },
		...{ answer: projectAnswer, types: files },
		problems: ['not-found', 'not-acceptable']
	},
	{
		...{ method: 'get', path: '/api/v1/projects/oc4ids.json', tag: 'openData', summary: t.oc4ids },
		...{ query: projectsQuery, answer: oc4idsPackage },
		problems: ['bad-request', 'not-found']
	},
	{
		...{ method: 'get', path: '/api/v1/calendar/milestones.ics', tag: 'openData', summary: t.calendar },
		...{ query: calendarQuery, types: ['text/calendar'] },
		problems: ['bad-request', 'not-found', 'too-many-projects']
	},
	{
		...{ method: 'get', path: '/feed.xml', tag: 'openData', summary: t.feed },
		...{ query: newsQuery, types: ['application/atom+xml'] },
		problems: ['bad-request', 'not-found']
	},
	{
		...{ method: 'get', path: '/api/v1/openapi.json', tag: 'openData', summary: t.openapi },
		...{ types: ['application/json'], problems: [] }
	},
	{
		...{ method: 'get', path: '/api/v1/rounds/{id}/archive', tag: 'openData', summary: t.archive },
		...{ types: ['application/zip'], problems: ['not-found'] }
	},
	{
		...{ method: 'get', path: '/api/v1/rounds/{id}/tally', tag: 'ballot', summary: t.tally },
		...{ answer: tallyAnswer, problems: ['not-signed-in', 'not-found'] }
	},
	{
		...{ method: 'post', path: '/api/v1/card/challenge', tag: 'ballot', summary: t.challenge },
		...{ body: challengeBody, answer: challengeAnswer },
		problems: ['bad-request', 'bad-origin', 'too-large', 'unsupported-media-type']
	},
	{
		...{ method: 'post', path: '/api/v1/card/login', tag: 'ballot', summary: t.login },
		...{ body: loginBody, answer: null },
		problems: ['bad-request', 'card-refused', 'bad-origin', 'too-large', 'unsupported-media-type']
	},
	{
		...{ method: 'get', path: '/api/v1/me', tag: 'ballot', summary: t.me },
		...{ answer: meAnswer, problems: [] }
	},
	{
		...{ method: 'get', path: '/api/v1/rounds/current', tag: 'ballot', summary: t.current, needs: 'session' },
		...{ answer: currentRoundAnswer, problems: ['not-signed-in'] }
	},
	{
		...{ method: 'get', path: '/api/v1/rounds/{id}/candidates', tag: 'ballot', summary: t.candidates },
		...{ answer: candidatesAnswer, problems: ['not-signed-in', 'not-found'], needs: 'session' }
	},
	{
		...{ method: 'post', path: '/api/v1/rounds/{id}/draw', tag: 'ballot', summary: t.draw, needs: 'card' },
		...{ body: drawBody, answer: drawAnswer },
		problems: [
			...(['bad-request', 'bad-blinded', 'not-signed-in', 'bad-origin', 'not-checked-in'] as const),
			...(['bad-signature', 'forbidden', 'not-found', 'round-not-drawable', 'drew-paper'] as const),
			...(['already-drawn-differently', 'too-large', 'unsupported-media-type'] as const)
		]
	},
	{
		...{ method: 'post', path: '/box/v1/rounds/{id}/cast', tag: 'ballot', summary: t.cast, box: true },
		...{ body: castShape, answer: castAnswer },
		problems: [
			...(['bad-request', 'bad-ballot', 'too-many-approvals', 'too-few-approvals', 'bad-origin'] as const),
			...(['bad-ticket', 'bad-signature', 'not-found', 'round-closed', 'round-not-open'] as const),
			...(['too-large', 'unsupported-media-type'] as const)
		]
	},
	{
		...{ method: 'post', path: '/api/v1/sign-out', tag: 'ballot', summary: t.signOut },
		...{ answer: null, problems: ['bad-origin'] }
	},
	{
		...{ method: 'post', path: '/api/v1/rehearsal/steps', tag: 'ballot', summary: t.steps, needs: 'card' },
		...{ body: stepsBody, answer: nothing },
		problems: ['bad-request', 'not-signed-in', 'forbidden', 'bad-origin']
	}
];

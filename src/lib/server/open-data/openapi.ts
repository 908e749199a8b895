import { z } from 'zod';
import { openapiTexts as t } from '../../i18n/zh-CN/openapi.ts';
import { statusOfCode, type ProblemCode } from '../../wire/problem.ts';
import { problemBody } from '../../wire/protocol-answers.ts';
import { formats } from '../public-answers.ts';
import { operations, type Operation } from './operations.ts';

export type Places = {
	origin: string;
	boxOrigin: string;
	/** Name of the session's. */
	cookie: string;
	/** Terms of the open data, where some are set. */
	license?: { name: string; url: string } | undefined;
};

/** The description of the interface, OpenAPI 3.1, made of the shapes that read requests and describe answers. */
export function openapi({ origin, boxOrigin, cookie, license }: Places): object {
	const paths: Record<string, Record<string, object>> = {};
	for (const operation of operations) {
		const { path, method, box } = operation;
		paths[path] ??= { ...(box ? { servers: [{ url: boxOrigin }] } : {}) };
		paths[path][method] = describe(operation);
	}
	return {
		openapi: '3.1.0',
		info: { title: t.title, version: '1', description: t.about, ...(license ? { license } : {}) },
		servers: [{ url: origin }],
		tags: Object.values(t.tags).map((name) => ({ name })),
		paths,
		components: {
			schemas: { Problem: shapeOf(problemBody, 'output') },
			securitySchemes: {
				session: { type: 'apiKey', in: 'cookie', name: cookie, description: t.cookie }
			}
		}
	};
}

function describe({
	path,
	method,
	summary,
	tag,
	query,
	body,
	answer,
	types,
	problems,
	needs
}: Operation): object {
	const content = {
		...(answer ? { [formats.json]: { schema: shapeOf(answer, 'output') } } : {}),
		...Object.fromEntries((types ?? []).map((type) => [type, {}]))
	};
	return {
		summary,
		operationId: operationId(method, path),
		tags: [t.tags[tag]],
		parameters: [...pathParameters(path), ...queryParameters(query), ...originHeader(method)],
		...(body
			? { requestBody: { required: true, content: { [formats.json]: { schema: shapeOf(body, 'input') } } } }
			: {}),
		responses: {
			...(answer === null ? { 204: { description: t.okNothing } } : { 200: { description: t.ok, content } }),
			...(tag === 'openData' && path !== '/api/v1/rounds/{id}/archive'
				? { 304: { description: t.unchanged } }
				: {}),
			...problemAnswers(problems),
			503: problemAnswer(t.tryLater)
		},
		...(needs ? { security: [{ session: [] }] } : {})
	};
}

/** `/api/v1/rounds/{id}/draw` as `postRoundsIdDraw`. */
const operationId = (method: string, path: string): string =>
	method +
	path
		.replace(/^\/(api|box)\/v1/, '')
		.split(/[^A-Za-z0-9]+/)
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
		.join('');

const pathParameters = (path: string): object[] =>
	[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
		...{ name, in: 'path', required: true, description: name === 'format' ? t.format : t.id },
		schema: name === 'format' ? { type: 'string', enum: Object.keys(formats) } : { type: 'string' }
	}));

/** Optional all of them: without one nothing is narrowed. */
function queryParameters(query: z.ZodObject | undefined): object[] {
	if (!query) return [];
	return Object.entries(query.shape).map(([name, shape]) => {
		const { description, ...schema } = shapeOf(shape as z.ZodType, 'input');
		return { name, in: 'query', required: false, ...(description ? { description } : {}), schema };
	});
}

const originHeader = (method: string): object[] =>
	method === 'get'
		? []
		: [
				{
					name: 'Origin',
					in: 'header',
					required: true,
					description: t.sameOrigin,
					schema: { type: 'string' }
				}
			];

/** One answer to a status, with the codes that it may carry. */
function problemAnswers(codes: readonly ProblemCode[]): Record<string, object> {
	const statuses = [...new Set(codes.map((code) => statusOfCode[code]))].sort((a, b) => a - b);
	return Object.fromEntries(
		statuses.map((status) => [
			status,
			problemAnswer(`${t.problem}：${codes.filter((code) => statusOfCode[code] === status).join('、')}`)
		])
	);
}

const problemAnswer = (description: string): object => ({
	description,
	content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
});

function shapeOf(shape: z.ZodType, io: 'input' | 'output'): z.core.JSONSchema.BaseSchema {
	const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' });
	return schema;
}

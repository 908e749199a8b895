import { expect, test } from 'vitest';
import { routeTree } from '../../../../tests/support/route-tree.ts';
import { openapi } from './openapi.ts';

type Described = {
	openapi: string;
	paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
};

const places = { origin: 'https://desk.example', boxOrigin: 'https://box.example', cookie: 'piaojue' };
const described = openapi(places) as Described;
const methods = ['get', 'post', 'put', 'patch', 'delete'];

test('every call under /api/v1 is described, and nothing is described that is not there', () => {
	const there = routeTree()
		.filter(({ path }) => path.startsWith('/api/v1/'))
		.flatMap(({ path, methods }) =>
			methods.map((method) => `${method} ${path.replace(/\[(\w+)\]/g, '{$1}')}`)
		);
	const told = Object.entries(described.paths).flatMap(([path, calls]) =>
		Object.keys(calls)
			.filter((name) => methods.includes(name))
			.map((method) => `${method.toUpperCase()} ${path}`)
	);
	expect(there.length).toBeGreaterThan(12);
	// A file of one project is the same route, its suffix part of the id.
	const file = 'GET /api/v1/projects/{id}.{format}';
	expect(told).toContain(file);
	expect(told.filter((call) => call.includes(' /api/') && call !== file).sort()).toEqual(there.sort());
	expect(told).toContain('POST /box/v1/rounds/{id}/cast');
	expect(told).toContain('GET /feed.xml');
});

test('it is OpenAPI 3.1 with names of their own and an answer to each call', () => {
	expect(described.openapi).toBe('3.1.0');
	const calls = Object.values(described.paths).flatMap((path) =>
		Object.entries(path).filter(([name]) => methods.includes(name))
	);
	const names = calls.map(([, { operationId }]) => operationId);
	expect(new Set(names).size).toBe(names.length);
	for (const [, { responses }] of calls) expect(Object.keys(responses)).toContain('503');
	// A schema that could not be written out would say nothing.
	const text = JSON.stringify(described);
	expect(text).not.toContain('"schema":{}');
	expect(text).not.toContain('$defs');
});

test('the box is asked at its own address', () => {
	expect(described.paths['/box/v1/rounds/{id}/cast']).toMatchObject({
		servers: [{ url: 'https://box.example' }]
	});
});

test('terms of use are named where the site has some', () => {
	const license = { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' };
	expect(openapi({ ...places, license })).toMatchObject({ info: { license } });
	expect(openapi(places)).not.toHaveProperty('info.license');
});

test('money is said in the unit that each format has', () => {
	expect(JSON.stringify(described)).toContain('JSON 中金额以分为单位，CSV、XLSX 文件和 OC4IDS 中以元为单位');
});

import { expect, test } from 'vitest';
import { healthCheckTexts } from '../../i18n/zh-CN/health.ts';
import { judgeBackups } from './backup.ts';
import { healthCheckNames } from './check.ts';
import { judgeClock, judgeProcesses, judgeSchema, MOST_SKEW_MS } from './database.ts';
import { judgeFolder, LEAST_FREE } from './folders.ts';
import { healthChecks } from './health-checks.ts';

test('every check has its words', () => {
	expect(Object.keys(healthCheckTexts)).toEqual([...healthCheckNames]);
});

test.each([
	[[1, 2], [1, 2], true, '第 2 版，与程序一致'],
	[[1], [1, 2, 3], false, '缺少 2 项升级（已有 1 项）'],
	[[1, 2, 3], [1, 2], false, '数据库比程序新 1 项升级']
])('a database at %j is judged by a build of %j', (applied, ofBuild, passed, measured) => {
	expect(judgeSchema(applied, ofBuild)).toEqual({ check: 'schema', passed, measured });
});

test('clocks may differ by two seconds, in either direction', () => {
	expect(judgeClock(MOST_SKEW_MS).passed).toBe(true);
	expect(judgeClock(-MOST_SKEW_MS).passed).toBe(true);
	expect(judgeClock(2500)).toEqual({ check: 'clock', passed: false, measured: '数据库快 2.5 秒' });
	expect(judgeClock(-2001).passed).toBe(false);
	expect(judgeClock(0).measured).toBe('没有偏差');
});

test('a desk without a box, or the other way round, is no installation', () => {
	expect(judgeProcesses({ desk: 10, box: 4 }).passed).toBe(true);
	expect(judgeProcesses({ desk: 10, box: 0 })).toMatchObject({
		passed: false,
		measured: '会务端 10 个连接，票箱端没有连接'
	});
	expect(judgeProcesses({ desk: 0, box: 3 }).passed).toBe(false);
});

const GIB = 1024 ** 3;
test.each([
	['a fifth free', true, 20 * GIB, 100 * GIB, true],
	['less than a fifth', true, 19 * GIB, 100 * GIB, false],
	['a tenth of a large disk', true, LEAST_FREE.enough, 500 * GIB, true],
	['a small disk that is nearly empty', true, GIB, 1.2 * GIB, false],
	['room, but no right to write', false, 80 * GIB, 100 * GIB, false]
])('a folder with %s', (_, writable, freeBytes, totalBytes, passed) => {
	expect(judgeFolder('upload-folder', { writable, freeBytes, totalBytes }).passed).toBe(passed);
});

test('a backup grows old in a week, and a drill in half a year or by failing', () => {
	const now = new Date('2026-06-30T08:00:00Z');
	const ago = (days: number) => new Date(now.getTime() - days * 24 * 3600_000);
	const passed = (
		backup: Parameters<typeof judgeBackups>[0],
		drill: Parameters<typeof judgeBackups>[1]
	): boolean[] => judgeBackups(backup, drill, now).map((check) => check.passed);
	expect(passed(null, null)).toEqual([false, false]);
	expect(passed({ at: ago(7), bytes: 1 }, { at: ago(183), passed: true })).toEqual([true, true]);
	expect(passed({ at: ago(7.1), bytes: 1 }, { at: ago(1), passed: false })).toEqual([false, false]);
});

test('what can not be looked at has failed, and the rest is looked at all the same', async () => {
	const away = (() => Promise.reject(new Error('away'))) as never;
	const checks = await healthChecks({
		sql: away,
		keyDir: '/tmp',
		uploadDir: '/tmp/not/yet/there',
		archiveDir: '/tmp'
	});
	expect(checks.map(({ check }) => check)).toEqual([...healthCheckNames]);
	const failed = checks.filter(({ measured }) => measured === '无法检查').map(({ check }) => check);
	expect(failed).toEqual(['database', 'schema', 'clock', 'settings', 'processes', 'backup', 'restore-drill']);
	expect(checks.find(({ check }) => check === 'upload-folder')!.measured).toMatch(/^可以写入/);
});

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isDay } from '#lib/domain/days.ts';
import { connectDesk } from '#lib/server/db/client.ts';
import { exitOnSignals, removeEmbedded, startEmbedded } from '#lib/server/db/embedded.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { autoplay } from './demo/autoplay.ts';
import { seedDemonstration, type Credentials } from './demo/seed.ts';
import { simulate } from './demo/simulate.ts';
import { ensureBuild } from './ensure-build.ts';
import { answers, foldersOf, ownSecret, serverEnv } from './installation.ts';
import { startProgram, stopProgram } from './run-program.ts';

/** `npm run demo`: the whole system on this machine, with the demonstration's data and simulated delegates. */

/** Delegates that stay for people to play, unless --simulate says otherwise. */
const BY_HAND = 6;
/** A living hall for somebody who watches; quicker where nobody plays along. Milliseconds. */
const PACE = { checkIn: 12_000, draw: 8_000, vote: 90_000 };
const AUTOPLAY_PACE = { checkIn: 8_000, draw: 6_000, vote: 40_000 };

const { values } = parseArgs({
	options: {
		data: { type: 'string', default: '.data/demo' },
		port: { type: 'string', default: '3000' },
		delegates: { type: 'string', default: '76' },
		simulate: { type: 'string' },
		date: { type: 'string' },
		fresh: { type: 'boolean', default: false },
		autoplay: { type: 'boolean', default: false }
	}
});
const say = (sentence: string) =>
	console.log(`${new Date().toLocaleTimeString('zh-CN', { hour12: false })}  ${sentence}`);

exitOnSignals();
await main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});

async function main(): Promise<void> {
	const dataDir = resolve(values.data);
	const delegates = wholeNumber('--delegates', values.delegates, 8, 5000);
	const port = wholeNumber('--port', values.port, 1, 65_535);
	const simulated = wholeNumber(
		'--simulate',
		values.simulate ?? String(values.autoplay ? delegates : delegates - BY_HAND),
		0,
		delegates
	);
	const heldOn = values.date;
	if (heldOn !== undefined && !isDay(heldOn)) throw new Error('--date must be a day such as 2026-11-28');
	if (values.fresh) await removeEmbedded(dataDir);
	mkdirSync(dataDir, { recursive: true });
	if (values.fresh)
		for (const name of ['credentials.json', 'keys', 'archive', 'uploads', 'secret'])
			rmSync(join(dataDir, name), { recursive: true, force: true });
	say('正在准备演示（首次启动需要一两分钟）……');
	await ensureBuild();
	const database = await startEmbedded({ dataDir });
	await migrate(database.url);
	const { keyDir, archiveDir, uploadDir } = foldersOf(dataDir);
	const keys = { dir: keyDir, secret: ownSecret(dataDir) };
	const origin = `http://localhost:${port}`;
	const boxOrigin = `http://127.0.0.1:${port}`;
	const desk = connectDesk(database.url, keys, { max: 2 });
	const credentials = await credentialsOf(dataDir, { origin, boxOrigin, delegates }, () =>
		seedDemonstration(desk, { origin, boxOrigin, delegates, uploadDir, heldOn })
	);
	const server = startProgram(['src/server.js'], {
		env: {
			...serverEnv(dataDir, database.url),
			HOST: '127.0.0.1',
			PORT: String(port),
			ORIGIN: origin,
			BOX_ORIGIN: boxOrigin,
			DESK_ORIGINS: ''
		}
	});
	const over = new AbortController();
	server.once('exit', (code) => {
		if (over.signal.aborted) return;
		console.error(`the server has ended by itself (${code})`);
		process.exit(1);
	});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => over.abort());
	await answers(origin, port);
	introduce(credentials, dataDir, simulated);
	const numbers = credentials.delegates
		.map((person) => person.number)
		.slice(credentials.delegates.length - simulated);
	const pace = values.autoplay ? AUTOPLAY_PACE : PACE;
	const simulation = simulate(credentials, { numbers, pace, say }, over.signal).catch((error: unknown) => {
		if (!over.signal.aborted) console.error('simulation:', error instanceof Error ? error.message : error);
	});
	if (values.autoplay) {
		try {
			await autoplay(credentials, { desk, archiveDir, say, signal: over.signal });
			say('自动演示结束。页面仍可查看，按 Ctrl-C 结束。');
		} catch (error) {
			over.abort();
			await stopProgram(server);
			throw error;
		}
	}
	await simulation;
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < least || value > most) {
		throw new Error(`${name} must be a whole number from ${least} to ${most}`);
	}
	return value;
}

/** The stored credentials, moved to this start's addresses, or those of a new demonstration. */
async function credentialsOf(
	dataDir: string,
	wanted: { origin: string; boxOrigin: string; delegates: number },
	seed: () => Promise<Credentials>
): Promise<Credentials> {
	const file = join(dataDir, 'credentials.json');
	let credentials: Credentials;
	if (existsSync(file)) {
		credentials = JSON.parse(readFileSync(file, 'utf8')) as Credentials;
		if (credentials.delegates.length !== wanted.delegates && process.argv.includes('--delegates')) {
			throw new Error(
				`${dataDir} holds ${credentials.delegates.length} delegates; add --fresh to start over`
			);
		}
		const { origin, boxOrigin } = wanted;
		const delegates = credentials.delegates.map((person) => ({
			...person,
			url: `${origin}/tablet#card=${person.code}`
		}));
		credentials = { ...credentials, origin, boxOrigin, delegates };
	} else {
		credentials = await seed();
	}
	writeFileSync(file, JSON.stringify(credentials, null, '\t') + '\n', { mode: 0o600 });
	return credentials;
}

function introduce(credentials: Credentials, dataDir: string, simulated: number): void {
	const { origin, staff, delegates } = credentials;
	const account = (role: string) =>
		staff
			.filter((entry) => entry.role === role)
			.map((entry) => entry.username)
			.join('、');
	const byHand = delegates.slice(0, delegates.length - simulated);
	console.log(`
票决 · 演示数据：涌山镇第八届人民代表大会第六次会议（代表 ${delegates.length} 人，其中 ${simulated} 人由程序模拟）

  会场大屏    ${origin}/hall          首次打开显示六位配对码，在主持人或会务页面输入
  会务        ${origin}/login         ${account('office')}（就绪须两人先后确认）
  主持人      ${origin}/login         ${account('chair')}
  监票人      ${origin}/login         ${account('chief-scrutineer')}、${account('scrutineer')}
  计票人      ${origin}/login         ${account('teller')}
  人大办      ${origin}/login         ${account('supervision')}
  责任单位    ${origin}/login         ${account('department')}
  管理员      ${origin}/login         ${account('system-admin')}（系统）、${account('security-admin')}（安全）、${account('audit-admin')}（审计）
  公开页面    ${origin}/

  以上账号的密码都是 ${staff[0]!.password}
  不同角色请用不同的浏览器窗口（无痕窗口或另一浏览器），否则会互相替换登录。
`);
	if (byHand.length) {
		console.log('  代表平板（逐个在单独的窗口打开；先由会务签到）：');
		for (const person of byHand.slice(0, BY_HAND)) console.log(`    ${person.name}  ${person.url}`);
	}
	const cards = staff.filter((entry) => entry.delegateNumber);
	console.log('  监票人签字用本人代表证：');
	for (const entry of cards) {
		const person = delegates.find((one) => one.number === entry.delegateNumber)!;
		console.log(`    ${entry.username}  ${person.name}  ${person.code}`);
	}
	console.log(
		`\n  全部账号和代表证：${join(dataDir, 'credentials.json')}\n  按 Ctrl-C 结束；再次运行 npm run demo 继续，加 --fresh 重新开始。\n`
	);
}

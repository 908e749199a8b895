import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { operatorChecks as t } from '#lib/i18n/zh-CN/operator.ts';
import type { Env } from '#lib/server/env.ts';
import { findChromium } from '#lib/server/papers/press.ts';

/** What `doctor` looks at beside the health of database and folders. */
export type OperatorCheck = { name: string; passed: boolean; measured: string; help: string };

const DAY_MS = 24 * 3600_000;
/** A certificate that ends before this many days may end during a session. */
const LEAST_DAYS = 14;
/** Smaller font packages have boxes for it, and delegates have such names. */
const RARE_CHARACTER = '䶮';

/** The server's own certificate; null where a proxy speaks HTTPS, or nobody does. */
export async function certificateCheck(tls: Env['tls'], now = new Date()): Promise<OperatorCheck | null> {
	if (!tls) return null;
	const check = { name: t.certificate.name, help: t.certificate.help };
	try {
		const certificate = new X509Certificate(await readFile(tls.certFile));
		await readFile(tls.keyFile);
		const ends = new Date(certificate.validTo);
		const days = Math.floor((ends.getTime() - now.getTime()) / DAY_MS);
		return { ...check, passed: days >= LEAST_DAYS, measured: t.certificate.ends(ends, days) };
	} catch {
		return { ...check, passed: false, measured: t.certificate.unreadable(tls.certFile) };
	}
}

/** Browsers give cryptography and camera to HTTPS and to the own machine, and to nobody else. */
export function addressCheck(origin: string): OperatorCheck {
	const { protocol, hostname } = new URL(origin);
	const passed = protocol === 'https:' || ['localhost', '127.0.0.1'].includes(hostname);
	return { name: t.address.name, passed, measured: origin, help: t.address.help };
}

export function chromiumCheck(chosen: string | undefined): OperatorCheck {
	const path = findChromium(chosen);
	const answer = path ? spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 }) : null;
	const passed = answer?.status === 0;
	return {
		...{ name: t.chromium.name, passed, help: t.chromium.help },
		measured: passed ? answer.stdout.trim() : t.chromium.none(path)
	};
}

export function fontCheck(): OperatorCheck {
	const charset = RARE_CHARACTER.codePointAt(0)!.toString(16);
	const list = spawnSync('fc-list', [`:lang=zh-cn:charset=${charset}`, 'family'], { encoding: 'utf8' });
	const family = list.stdout?.split(/[\n,]/)[0]?.trim();
	return {
		...{ name: t.fonts.name, passed: Boolean(family), help: t.fonts.help },
		measured: family ? family : t.fonts.none
	};
}

import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from '#lib/server/papers/press.ts';

/** In the order in which they are tried: the shell is in Debian, and smaller. */
const browserPackages = ['chromium-headless-shell', 'chromium'];

/** Pages bring no font of their own. Smaller packages have boxes for 䶮 and 㛃, and delegates have such names. */
const fontPackage = 'fonts-noto-cjk';
const rareCharacter = '䶮';

/** The Chromium that tests drive: CHROMIUM_PATH, else the system's own. */
export const browserPath = (): string | undefined => findChromium(process.env.CHROMIUM_PATH);

/**
 * Sees to it that there are a Chromium and a Chinese font: by the system's packages on Debian and Ubuntu as
 * root. Otherwise rejects, saying the one command to run.
 */
export async function ensureBrowser(): Promise<void> {
	const wanted = missingPackages();
	if (wanted.length === 0) return;
	if (!existsSync('/usr/bin/apt-get')) {
		throw new Error('End-to-end tests need Chromium and a Chinese font: install both, set CHROMIUM_PATH');
	}
	if (process.getuid?.() !== 0) {
		const commands = wanted.map((alternatives) =>
			alternatives.map((name) => `sudo apt-get ${installing([name]).join(' ')}`).join(' || ')
		);
		throw new Error(
			`End-to-end tests need a browser and a font. Run: sudo apt-get update; ${commands.join('; ')}`
		);
	}
	for (const alternatives of wanted) {
		console.log(`Installing ${alternatives.join(' or ')} …`);
		if (!(await anyInstalled(alternatives)))
			throw new Error(`apt-get can't install ${alternatives.join(' or ')}`);
	}
	if (missingPackages().length > 0) {
		throw new Error('There is still no browser or font after installing them: set CHROMIUM_PATH');
	}
}

const installing = (packages: string[]): string[] => [
	'install',
	'-y',
	'--no-install-recommends',
	...packages
];

async function anyInstalled(alternatives: string[]): Promise<boolean> {
	for (const name of alternatives) {
		if (await aptGet(installing([name]))) return true;
		// The lists on a fresh machine are empty or old: then they are fetched first.
		if ((await aptGet(['update'])) && (await aptGet(installing([name])))) return true;
	}
	return false;
}

/** What is not there yet: of each, any one will do. */
const missingPackages = (): string[][] => [
	...(browserPath() ? [] : [browserPackages]),
	...(hasChineseFont() ? [] : [['fontconfig'], [fontPackage]])
];

function hasChineseFont(): boolean {
	const charset = rareCharacter.codePointAt(0)!.toString(16);
	const { stdout } = spawnSync('fc-list', [`:lang=zh-cn:charset=${charset}`, 'file'], { encoding: 'utf8' });
	return Boolean(stdout?.trim());
}

const aptGet = (words: string[]): Promise<boolean> =>
	new Promise((ended) => {
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		const program = spawn('apt-get', ['-q', ...words], { env, stdio: 'ignore' });
		program.once('error', () => ended(false));
		program.once('close', (code) => ended(code === 0));
	});

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const browserPlaces = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
];

/** Pages bring no font of their own. Smaller packages have boxes for 䶮 and 㛃, and delegates have such names. */
const fontPackage = 'fonts-noto-cjk';
const rareCharacter = '䶮';

/** The Chromium that tests drive: CHROMIUM_PATH, else the system's own. */
export function browserPath(): string | undefined {
	const chosen = process.env.CHROMIUM_PATH;
	return chosen ? chosen : browserPlaces.find((path) => existsSync(path));
}

/**
 * Sees to it that there are a Chromium and a Chinese font: by the system's packages on Debian and Ubuntu as
 * root. Otherwise throws, saying the one command to run.
 */
export function ensureBrowser(): void {
	const missing = missingPackages();
	if (missing.length === 0) return;
	const install = ['install', '-y', '--no-install-recommends', ...missing];
	if (!existsSync('/usr/bin/apt-get')) {
		throw new Error('End-to-end tests need Chromium and a Chinese font: install both, set CHROMIUM_PATH');
	}
	if (process.getuid?.() !== 0) {
		const command = `sudo apt-get update && sudo apt-get ${install.join(' ')}`;
		throw new Error(`End-to-end tests need a browser and a font. Run: ${command}`);
	}
	console.log(`Installing ${missing.join(' and ')} …`);
	// The lists on a fresh machine are empty or old: then they are fetched first.
	if (!aptGet(install) && !(aptGet(['update']) && aptGet(install))) {
		throw new Error(`apt-get ${install.join(' ')} failed`);
	}
	if (missingPackages().length > 0) {
		throw new Error(
			`There is still no browser or font after installing ${missing.join(', ')}: set CHROMIUM_PATH`
		);
	}
}

function missingPackages(): string[] {
	return [...(browserPath() ? [] : ['chromium']), ...(hasChineseFont() ? [] : ['fontconfig', fontPackage])];
}

function hasChineseFont(): boolean {
	const charset = rareCharacter.codePointAt(0)!.toString(16);
	const { stdout } = spawnSync('fc-list', [`:lang=zh-cn:charset=${charset}`, 'file'], { encoding: 'utf8' });
	return Boolean(stdout?.trim());
}

function aptGet(words: string[]): boolean {
	const { status } = spawnSync('apt-get', ['-q', ...words], {
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		stdio: ['ignore', 'ignore', 'ignore']
	});
	return status === 0;
}

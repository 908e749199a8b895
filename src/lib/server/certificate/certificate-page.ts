import { certificateTexts as t } from '../../i18n/zh-CN/certificate.ts';
import { formatDate } from '../../i18n/format.ts';
import type { HallRoot } from './root-of-chain.ts';

/**
 * The page of plain HTML by which a device comes to trust the hall's root. It may come over plain http, so nothing
 * on it is secret, and it says what to compare.
 *
 * @param userAgent the guide of this kind of device stands open
 */
export function certificatePage(root: HallRoot | null, origin: string, userAgent: string): string {
	const own = t.guides.find(({ agent }) => agent.test(userAgent))?.id ?? 'android';
	const guides = t.guides
		.map(
			({ id, title, steps }) =>
				`<details${id === own ? ' open' : ''}><summary>${title}</summary><ol>${steps.map((step) => `<li>${step}</li>`).join('')}</ol></details>`
		)
		.join('\n');
	const body = root
		? `<p>${t.intro}</p>
<section><h2>${t.compareTitle}</h2><p>${t.compare}</p>
<p class="print">${groups(root.fingerprint)}</p>
<p>${t.name}：${escapeHtml(root.name)}<br>${t.until}：${formatDate(root.until.toISOString())}</p></section>
<p class="ways"><a class="button" href="/certificate/root.crt">${t.download}</a><a class="button" href="/certificate/root.mobileconfig">${t.downloadProfile}</a></p>
${guides}`
		: `<p>${t.none}</p>`;
	return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t.title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${t.title}</h1>
${body}
<p class="ways"><a class="button" href="${escapeHtml(origin)}/tablet">${t.open}</a><a class="button" href="${escapeHtml(origin)}/device">${t.check}</a></p>
</main>
</body>
</html>
`;
}

/** 64 hexadecimal digits in groups that a person can compare, eight a line. */
const groups = (fingerprint: string): string =>
	fingerprint
		.replaceAll(':', '')
		.match(/.{4}/g)!
		.map((group) => `<span>${group}</span>`)
		.join(' ');

const escapeHtml = (text: string): string =>
	text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const STYLE = `
body { margin: 0; color: #1a1a1a; background: #f4f2ee; font: 1.375rem/1.6 'PingFang SC', 'HarmonyOS Sans SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif }
main { max-width: 52rem; margin: 0 auto; padding: 1.5rem }
h1 { font-size: 2rem }
section { padding: 1rem 1.5rem; border-left: 6px solid #8e1b1b; background: #fff }
h2 { margin: 0; font-size: 1.5rem }
.print { display: grid; grid-template-columns: repeat(auto-fill, minmax(5rem, 1fr)); gap: 0 0.75rem; font: 600 1.5rem/1.6 Consolas, 'DejaVu Sans Mono', monospace }
.ways { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1.5rem 0 }
.button { display: inline-flex; align-items: center; min-height: 60px; padding: 0 1.5rem; border: 2px solid #1f4e9e; border-radius: 6px; color: #1f4e9e; background: #fff; font-weight: 600; text-decoration: none }
details { margin-bottom: 1rem; padding: 0 1.5rem; border-radius: 10px; background: #fff }
summary { min-height: 60px; padding: 0.75rem 0; font-weight: 600; cursor: pointer }
li { margin-bottom: 0.5rem; overflow-wrap: anywhere }
:focus-visible { outline: 3px solid #1f4e9e; outline-offset: 3px }
`;

import { offlineCardsTexts as t } from '../../i18n/zh-CN/cards-page.ts';
import { sheetStyle } from './card-sheets.ts';
import type { CardHolder } from './make-cards.ts';

/**
 * The page that is saved and carried to an unplugged machine, as one file: list, script and style inside, and a
 * policy that names this one script and forbids every request.
 *
 * @param page.scriptHash base64 of the script's SHA-256
 */
export function offlineDocument(page: {
	holders: readonly CardHolder[];
	origin: string;
	mark: string | null;
	script: string;
	scriptHash: string;
}): string {
	const policy = `default-src 'none'; script-src 'sha256-${page.scriptHash}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`;
	const list = page.holders.map(({ number, name, delegation, seat }) => ({ number, name, delegation, seat }));
	return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${t.title}</title>
<style>${sheetStyle}${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(page.mark ?? '')} ${t.title}</h1>
<p>${t.intro}</p>
<p class="warn" id="online" hidden>${t.online}</p>
<p class="bad" id="fault" role="alert" hidden></p>
<h2>${t.from}</h2>
<p id="embedded"></p>
<p><label>${t.file}<br><input type="file" id="file" accept=".csv,text/csv"></label></p>
<p><label>${t.origin}（${t.originHelp}）<br><input type="text" id="origin" size="48" value="${escapeHtml(page.origin)}"></label></p>
<p><button id="make">${t.make}</button></p>
<div id="made" hidden>
<p id="count" role="status"></p>
<p class="warn">${t.lose}</p>
<p><button id="print">${t.print}</button> <label><input type="checkbox" id="printed"> ${t.printed}</label> <button id="save">${t.save}</button></p>
<p class="ok" id="saved" hidden>${t.saved}</p>
</div>
</main>
<div id="sheets" data-mark="${escapeHtml(page.mark ?? '')}"></div>
<script type="application/json" id="delegates">${JSON.stringify(list).replaceAll('<', '\\u003c')}</script>
<script>${page.script}</script>
</body>
</html>
`;
}

const escapeHtml = (text: string): string =>
	text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const STYLE = `
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; font-size: 1.125rem; line-height: 1.6 }
main button, main input[type=text], main input[type=file] { min-height: 48px; padding: 0.25rem 1rem; font: inherit }
main input[type=checkbox] { width: 24px; height: 24px; vertical-align: middle }
.warn, .bad, .ok { padding: 0.75rem 1rem; background: #fff4d6 }
.bad { background: #fdecee }
.ok { background: #e6f4ea }
[hidden] { display: none !important }
@media print { main { display: none } }
`;

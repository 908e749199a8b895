import { renderSVG } from 'uqr';
import { cardsTexts as texts } from '#lib/i18n/zh-CN/cards.ts';
import type { CardHolder } from './delegates-csv.ts';

/** A card to print: whoever holds `code` or `url` holds the deputy's ballot. */
export type PrintedCard = CardHolder & { code: string; url: string };

const CARDS_PER_PAGE = 8;

/** One HTML file that needs nothing but itself: A4, two by four cards of 90 × 54 mm with cut lines. */
export function cardsPage(cards: readonly PrintedCard[]): string {
	const pages = Array.from({ length: Math.ceil(cards.length / CARDS_PER_PAGE) }, (_, page) =>
		cards.slice(page * CARDS_PER_PAGE, (page + 1) * CARDS_PER_PAGE)
	);
	return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="robots" content="noindex">
<title>${texts.title}</title>
<style>${STYLE}</style>
</head>
<body>
<p class="note">${texts.pageNote}</p>
${pages.map((page) => `<section>\n${page.map(cardMarkup).join('\n')}\n</section>`).join('\n')}
</body>
</html>
`;
}

const cardMarkup = ({ number, name, delegation, seat, code, url }: PrintedCard): string => `<article>
<div class="qr">${renderSVG(url, { ecc: 'M', border: 4 })}</div>
<div class="who">
<h2>${escapeHtml(name)}</h2>
<p>${escapeHtml(delegation)}</p>
<p>${texts.number} ${number}&emsp;${texts.seat} ${escapeHtml(seat)}</p>
</div>
<p class="hint">${texts.keepSafe}</p>
<p class="code">${code}</p>
</article>`;

const escapeHtml = (text: string): string =>
	text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const STYLE = `
@page { size: A4; margin: 0 }
* { box-sizing: border-box; margin: 0 }
body { font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: #000 }
section { width: 210mm; height: 297mm; padding: 40mm 15mm; display: grid; grid-template-columns: 90mm 90mm; grid-auto-rows: 54mm; break-after: page }
section:last-child { break-after: auto }
article { border: 0.2mm dashed #888; padding: 2.5mm; display: grid; grid-template: 35mm auto auto / 35mm 1fr; column-gap: 3mm; overflow: hidden }
.qr svg { display: block; width: 35mm; height: 35mm }
.who { align-self: center }
h2 { font-size: 20pt; line-height: 1.3 }
.who p { font-size: 14pt; line-height: 1.35 }
.hint, .code { grid-column: 1 / -1; text-align: center }
.hint { font-size: 8pt }
.code { font: bold 11pt "DejaVu Sans Mono", Consolas, Menlo, monospace; white-space: nowrap }
.note { padding: 4mm; font-size: 14pt; background: #fdecee }
@media print { .note { display: none } }
`;

import { renderSVG } from 'uqr';
import { cardsTexts as texts } from '../../i18n/zh-CN/cards.ts';
import type { PrintedCard } from './make-cards.ts';

/**
 * The one layout of the deputies' cards, whoever prints it: the page of the office, the saved page on an unplugged
 * machine, the command. A4, two by four cards of 90 × 54 mm. On a card, from the left: a strip that stays in sight
 * (name, delegation, seat), the ground of the fold, and the panel that is folded over it, print inwards, with the
 * QR code and the typed code: neither can be photographed from a card that is carried folded.
 */
export const CARDS_PER_SHEET = 8;

/** Side of the QR code itself, without its quiet zone, in millimetres. A card asks for 25 at least. */
export const QR_MM = 25.6;

const QUIET_MODULES = 4;

/** Where the fold is, in millimetres from the card's left edge; the panel right of it fits the widest QR code. */
const FOLD_MM = 57.5;

export type SheetOptions = {
	/** Stands on every sheet and card: 演示数据, 演练. */
	mark?: string | null;
	/** 备用卡: a second copy, for the scrutineers' sealed envelopes. */
	spare?: boolean;
	/** Shown in a page that is not kept: nothing has to be deleted after printing. */
	unsaved?: boolean;
};

/** One HTML file that needs nothing but itself and runs no script. */
export const cardsDocument = (cards: readonly PrintedCard[], options: SheetOptions = {}): string =>
	`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="robots" content="noindex">
<title>${texts.title}</title>
<style>${sheetStyle}</style>
</head>
<body>
${options.unsaved ? '' : `<p class="note">${texts.pageNote}</p>`}
${cardSheets(cards, options)}
</body>
</html>
`;

/** The sheets' markup, to stand in a document with `sheetStyle`. */
export function cardSheets(cards: readonly PrintedCard[], options: SheetOptions = {}): string {
	const count = Math.ceil(cards.length / CARDS_PER_SHEET);
	return Array.from({ length: count }, (_, at) => {
		const some = cards.slice(at * CARDS_PER_SHEET, (at + 1) * CARDS_PER_SHEET);
		const title = options.spare ? texts.spareSheet : texts.sheet;
		const mark = options.mark ? `${escapeHtml(options.mark)} ` : '';
		return `<section class="sheet">
<header><b>${mark}${title(at + 1, count)}</b><span>${texts.sheetHelp}</span></header>
${MARKS}
${some.map((card) => cardMarkup(card, options)).join('\n')}
<footer><i></i><span>${texts.ruler}</span><span>${texts.waste}</span></footer>
</section>`;
	}).join('\n');
}

function cardMarkup(card: PrintedCard, { mark, spare }: SheetOptions): string {
	const { number, name, delegation, seat, code, url } = card;
	const isLong = name.length > 7 || delegation.length > 10 || seat.length > 10;
	const qr = renderSVG(url, { ecc: 'M', border: QUIET_MODULES });
	const modules = Number(/viewBox="0 0 (\d+)/.exec(qr)?.[1]) / 10 || 0;
	const sideMm = qrBlockMm(modules);
	return `<article class="card">
<div class="who${isLong ? ' long' : ''}"><h2>${upright(name)}</h2><p>${upright(delegation)}</p><p>${upright(seat)}</p><small>${texts.number} ${number}</small></div>
<div class="ground"><b>${texts.cardTitle}${spare ? texts.spare : ''}</b>${mark ? `<b>${escapeHtml(mark)}</b>` : ''}<p>${texts.foldHelp}</p><p>${texts.keepSafe}</p><p>${texts.giveBack}</p></div>
<div class="secret"><div class="qr" style="width:${sideMm}mm;height:${sideMm}mm">${qr}</div><p class="hint">${texts.typed}</p><p class="code">${codeLines(code)}</p></div>
</article>`;
}

/** The side of the printed block, quiet zone included. @param modules of the block, quiet zone included */
const qrBlockMm = (modules: number): number =>
	Math.round(((QR_MM * modules) / (modules - 2 * QUIET_MODULES)) * 100) / 100;

/** Three lines of two, two and three groups: readable in the panel's width. */
function codeLines(code: string): string {
	const groups = code.split('-');
	return [groups.slice(0, 2), groups.slice(2, 4), groups.slice(4)]
		.map((line, at) => `<span>${line.join('-')}${at < 2 ? '-' : ''}</span>`)
		.join('');
}

/** Numbers stand upright in vertical writing, up to three digits in the space of one character. */
const upright = (text: string): string =>
	text
		.split(/(\d{1,3})/)
		.map((part, at) => (at % 2 ? `<span>${part}</span>` : escapeHtml(part)))
		.join('');

const escapeHtml = (text: string): string =>
	text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Where to cut, beyond the cards' own hairlines, and where to fold. */
const MARKS = [15, 105, 195]
	.flatMap((x) => [`left:${x}mm;top:33mm`, `left:${x}mm;top:257.5mm`])
	.map((place) => `<i class="cut" style="${place}"></i>`)
	.concat(
		[15 + FOLD_MM, 105 + FOLD_MM]
			.flatMap((x) => [`left:${x}mm;top:33mm`, `left:${x}mm;top:257.5mm`])
			.map((place) => `<i class="fold" style="${place}"></i>`)
	)
	.concat(
		[0, 1, 2, 3, 4]
			.map((row) => 40.5 + row * 54)
			.flatMap((y) => [`top:${y}mm;left:7mm`, `top:${y}mm;left:197mm`])
			.map((place) => `<i class="cut across" style="${place}"></i>`)
	)
	.join('');

export const sheetStyle = `
@page { size: A4; margin: 0 }
.sheet, .sheet * { box-sizing: border-box; margin: 0; font-style: normal }
body { margin: 0; font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: #000; background: #fff }
.sheet { position: relative; width: 210mm; height: 297mm; padding: 40.5mm 15mm; display: grid; grid-template-columns: 90mm 90mm; grid-auto-rows: 54mm; align-content: start; break-after: page; overflow: hidden; line-height: 1.3 }
.sheet:last-child { break-after: auto }
.sheet header { position: absolute; top: 9mm; left: 15mm; right: 15mm; display: grid; gap: 1mm; font-size: 10pt }
.sheet header b { font-size: 13pt }
.sheet footer { position: absolute; bottom: 14mm; left: 15mm; right: 15mm; display: flex; align-items: center; gap: 4mm; font-size: 9pt }
.sheet footer i { width: 50mm; height: 2mm; border: 0.3mm solid #000; border-top: 0 }
.sheet .cut { position: absolute; width: 0; height: 6mm; border-left: 0.25mm solid #000 }
.sheet .across { width: 6mm; height: 0; border-left: 0; border-top: 0.25mm solid #000 }
.sheet .fold { position: absolute; width: 0; height: 6mm; border-left: 0.25mm dashed #000 }
.card { width: 90mm; height: 54mm; outline: 0.15mm solid #999; display: grid; grid-template-columns: 25mm 32.5mm 32.5mm; overflow: hidden }
.who { position: relative; writing-mode: vertical-rl; height: 54mm; padding: 2mm 1.5mm; font-size: 14pt; line-height: 1.1; white-space: normal }
.who h2 { font-size: 20pt; font-weight: 700; line-height: 1.15 }
.who.long h2 { font-size: 14pt; line-height: 1.1 }
.who p { font-size: 14pt }
.who h2, .who p { height: 44mm }
.who.long h2, .who.long p { max-height: 50mm; height: auto }
.who span { text-combine-upright: all; -webkit-text-combine: horizontal }
.who small { position: absolute; left: 1.5mm; bottom: 2mm; writing-mode: horizontal-tb; font-size: 9pt }
.ground { padding: 3mm 2mm; border-left: 0.15mm solid #ccc; display: grid; gap: 1.5mm; align-content: center; font-size: 8pt; line-height: 1.4 }
.ground b { font-size: 10pt }
.secret { border-left: 0.25mm dashed #000; display: grid; justify-items: center; align-content: center; text-align: center }
.qr svg { display: block; width: 100%; height: 100% }
.hint { font-size: 7pt }
.code { font: bold 9.5pt/1.3 "DejaVu Sans Mono", Consolas, Menlo, monospace }
.code span { display: block }
.note { padding: 4mm; font-size: 14pt; background: #fdecee }
@media print { .note { display: none } }
`;

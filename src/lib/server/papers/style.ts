import { demonstrationText } from '../../i18n/zh-CN/common.ts';
import { rehearsalBand, rehearsalText } from '../../i18n/zh-CN/rehearsal.ts';
import type { PaperMark } from './document.ts';

/**
 * GB/T 9704 on A4: 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, 3 号仿宋 in 22 lines of 28 characters, title 2 号小标宋.
 * One style sheet for screen, print and PDF.
 */
export function paperStyle(mark: PaperMark | null, page: 'official' | 'ballot' = 'official'): string {
	const margins = page === 'official' ? '37mm 26mm 35mm 28mm' : '14mm 26mm 14mm 28mm';
	const words = mark?.rehearsal
		? `${rehearsalBand}${mark.text === rehearsalText ? '' : ` · ${demonstrationText}`}`
		: mark?.text;
	const amber = mark?.rehearsal
		? '; font-weight: 700; color: #1a1a1a; background: #ffc53d; height: 8mm; margin-top: 3mm; padding: 0 4mm; vertical-align: middle'
		: '';
	const label = words ? `@top-right { content: "${words}"; font: 12pt ${sans}${amber} }` : '';
	return `
@page { size: A4; margin: ${margins};
${label}
@bottom-center { content: "第 " counter(page) " 页 共 " counter(pages) " 页"; font: ${page === 'official' ? '14pt' : '9pt'} ${body}; vertical-align: top; padding-top: ${page === 'official' ? '7mm' : '2mm'} } }
:root { --measure: 156mm }
* { box-sizing: border-box }
html { background: #e9e7e3; color: #000; -webkit-print-color-adjust: exact; print-color-adjust: exact }
body { margin: 0; font: 16pt/28.95pt ${body}; letter-spacing: -.21pt; font-synthesis: none; text-align: justify; line-break: strict; orphans: 2; widows: 2 }
main { width: 210mm; margin: 8mm auto; padding: ${margins}; background: #fff; box-shadow: 0 1px 6px #0003 }
h1 { margin: 0 0 18pt; font: 700 22pt/34pt ${title}; letter-spacing: 0; text-align: center; text-wrap: balance }
h1 span { display: block }
h2 { margin: 14pt 0 4pt; font: 400 16pt/28.95pt ${sans}; letter-spacing: 0; break-after: avoid }
p { margin: 0; text-indent: 2em; overflow-wrap: anywhere }
.lines { padding-left: 2em }
.flat { text-indent: 0 }
.center { text-align: center; text-indent: 0 }
.right { text-align: right; text-indent: 0 }
table { width: 100%; border-collapse: collapse; font-size: 12pt; line-height: 18pt; letter-spacing: 0; text-align: left }
th, td { padding: 3pt 4pt; border: .5pt solid #000; vertical-align: middle; overflow-wrap: anywhere }
th { font-weight: 400; font-family: ${sans}; text-align: center }
table.lined { border: 1pt solid #000 }
.close td, .close th { padding-top: 1pt; padding-bottom: 1pt }
thead { display: table-header-group }
tr, .whole { break-inside: avoid }
.n { text-align: center; font-variant-numeric: tabular-nums; white-space: nowrap }
.small { font-size: 12pt; line-height: 18pt; letter-spacing: 0 }
.code { font-family: "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; overflow-wrap: anywhere; text-align: left }
.sign { margin-top: 8mm; break-inside: avoid }
.sign > div { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); column-gap: 10mm }
.sign div div { display: flex; align-items: flex-end; height: 25mm; font-size: 14pt; line-height: 20pt; white-space: nowrap }
.sign i { flex: 1; min-width: 20mm; height: 25mm; margin-left: 2mm; border-bottom: .75pt solid #000 }
.sign p { margin-top: 8mm; text-align: right }
.mark { position: fixed; top: 45%; left: 0; right: 0; font: 700 64pt/1 ${sans}; letter-spacing: .3em; text-align: center; transform: rotate(-30deg); opacity: .1; pointer-events: none }

.tiles { position: fixed; top: -20mm; right: -20mm; bottom: -20mm; left: -20mm; z-index: 2; overflow: hidden; font: 700 34pt/120pt ${sans}; letter-spacing: .1em; text-align: left; transform: rotate(-30deg) scale(1.3); opacity: .13; pointer-events: none }
.band { position: sticky; top: 0; z-index: 3; padding: 6px 16px; color: #1a1a1a; background: #ffc53d; font: 700 18px/1.5 ${sans}; letter-spacing: .05em; text-align: center }
.tools { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; padding: 10px 24px; background: #fff; border-bottom: 1px solid #cfcac2; font: 17px/1.5 ${sans}; letter-spacing: 0 }
.tools a, .tools button { display: inline-flex; align-items: center; min-height: 44px; padding: 0 18px; border: 1px solid #1f4e9e; border-radius: 6px; color: #1f4e9e; background: #fff; font: inherit; text-decoration: none; cursor: pointer }
.tools button { color: #fff; background: #1f4e9e }
.tools b { color: #7a4f00 }
.page { break-before: page }
@media print { html { background: none } main { width: auto; margin: 0; padding: 0; box-shadow: none } .tools, .band { display: none } }
`;
}

const sans = '"SimHei", "STHeiti", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';
const body =
	'"Paper Body", "FangSong_GB2312", "FangSong", "STFangsong", "Noto Serif CJK SC", "Source Han Serif SC", serif';
const title =
	'"Paper Title", "FZXiaoBiaoSong-B05S", "方正小标宋简体", "STZhongsong", "Noto Serif CJK SC", "Source Han Serif SC", serif';

export const ballotStyle = `
.ballot { position: relative; padding: 4mm 0; break-inside: avoid }
.half { height: 130mm; overflow: hidden }
.half + .half { border-top: .75pt dashed #000; height: 134mm; padding-top: 8mm }
.ballot h1 { margin: 0 0 2mm; font-size: 18pt; line-height: 25pt }
.ballot .no { position: absolute; top: 1mm; left: 0; padding: 0 2mm; border: 1pt solid #000; font: 10.5pt/15pt ${sans} }
.half + .half .no { top: 5mm }
.ballot .no + h1 { margin-top: 4mm }
.ballot table { margin: 2mm 0 }
.ballot td, .ballot th { padding: 2pt 4pt; font-size: 14pt; line-height: 19pt }
.ballot .box { width: 17mm }
.ballot .small { font-size: 11pt; line-height: 16pt; text-indent: 0 }
.ballot .foot { display: flex; justify-content: space-between; align-items: end; margin-top: 2mm }
`;

export const bookletStyle = `
.cover { display: flex; flex-direction: column; justify-content: space-between; height: 218mm; text-align: center }
.cover h1 { margin: 45mm 0 0; font-size: 26pt; line-height: 44pt }
.cover p { text-indent: 0 }
.sheet h2 { margin-top: 0; font-size: 18pt; text-align: center }
.sheet th { width: 30mm; white-space: nowrap }
.sheet td, .sheet th { padding: 5pt 6pt; font-size: 14pt; line-height: 22pt }
figure { margin: 6mm 0 0; text-align: center; break-inside: avoid }
figure img { max-width: 100%; max-height: 85mm }
figcaption { font-size: 12pt; line-height: 18pt }
`;

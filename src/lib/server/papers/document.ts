import { createHash } from 'node:crypto';
import { demonstrationText } from '../../i18n/zh-CN/common.ts';
import { rehearsalBand, rehearsalText } from '../../i18n/zh-CN/rehearsal.ts';
import { papersPageTexts as t, papersRefusalTexts } from '../../i18n/zh-CN/papers.ts';
import type { MeetingHead } from '../../wire/views.ts';
import { html, Markup } from './html.ts';
import { paperStyle } from './style.ts';

/** What a paper says, and what its page looks like. */
export type Paper = {
	title: string;
	body: Markup;
	style?: string;
	page?: 'official' | 'ballot';
};

/** The bar over a paper on the screen; it is not printed. */
export type PaperTools = {
	back: { href: string; text: string };
	/** Null: no Chromium on the server. */
	pdf: string | null;
	links: { href: string; text: string }[];
	/** Whether a press on 打印 is told to the server: for the staff's papers, which the readiness list asks for. */
	counted?: boolean;
};

const script = `document.getElementById('print').addEventListener('click',(e)=>{if(e.currentTarget.dataset.counted)navigator.sendBeacon(location.href);print()})`;
// Written to the letter: the policy's hash covers every space.
const scriptElement = new Markup(`<script>${script}</script>`);
const scriptHash = createHash('sha256').update(script).digest('base64');

/** For the page on the screen; the copy that becomes the PDF runs no script at all. */
export const paperPolicy = `default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; font-src 'self'; script-src 'sha256-${scriptHash}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

/** What every page of an unreal meeting's paper carries. */
export type PaperMark = { text: string; rehearsal: boolean };

/** Null for a real meeting; a rehearsal on invented data is both. */
export function markOf({ rehearsal, demonstration }: MeetingHead): PaperMark | null {
	const words = [...(rehearsal ? [rehearsalText] : []), ...(demonstration ? [demonstrationText] : [])];
	return words.length ? { text: words.join(' · '), rehearsal } : null;
}

/** One HTML document for screen, print and PDF. */
export function paperDocument(paper: Paper, mark: PaperMark | null, tools: PaperTools | null): string {
	return html`<!doctype html>
		<html lang="zh-CN">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width" />
				<meta name="robots" content="noindex" />
				${tools && html`<link rel="icon" href="/favicon.svg" type="image/svg+xml" />`}
				<title>${paper.title}${mark && `（${mark.text}）`}</title>
				<style>
					${new Markup(paperStyle(mark, paper.page) + (paper.style ?? ''))}
				</style>
			</head>
			<body>
				${mark?.rehearsal && html`<div class="band">${rehearsalBand}</div>`} ${tools && toolBar(tools, mark)}
				${mark && watermark(mark)}
				<main>${paper.body}</main>
				${tools && scriptElement}
			</body>
		</html> `.text;
}

/** One word across the page; of a rehearsal, rows of it, which no photocopy and no fold can take away. */
const watermark = ({ text, rehearsal }: PaperMark): Markup =>
	rehearsal
		? html`<div class="tiles" aria-hidden="true">${`${rehearsalText}\u3000\u3000`.repeat(400)}</div>`
		: html`<div class="mark" aria-hidden="true">${text}</div>`;

const toolBar = ({ back, pdf, links, counted }: PaperTools, mark: PaperMark | null): Markup =>
	html`<nav class="tools">
		<a href="${back.href}">${back.text}</a>
		<button id="print" type="button" data-counted="${counted && 1}">${t.print}</button>
		${pdf ? html`<a href="${pdf}" download>${t.pdf}</a>` : html`<span>${papersRefusalTexts['pdf-no-browser']}</span>`}
		${links.map(({ href, text }) => html`<a href="${href}">${text}</a>`)} ${mark && html`<b>${mark.text}</b>`}
	</nav>`;

/** A line to sign on, 25 mm high. */
export const signLine = (label: string, name = ''): Markup =>
	html`<div>${label}${name && ` ${name}`}<i></i></div>`;

import { createHash } from 'node:crypto';
import { demonstrationText } from '../../i18n/zh-CN/common.ts';
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
};

const script = `document.getElementById('print').addEventListener('click',()=>print())`;
// Written to the letter: the policy's hash covers every space.
const scriptElement = new Markup(`<script>${script}</script>`);
const scriptHash = createHash('sha256').update(script).digest('base64');

/** For the page on the screen; the copy that becomes the PDF runs no script at all. */
export const paperPolicy = `default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; font-src 'self'; script-src 'sha256-${scriptHash}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

/** The word that every page of an unreal meeting's paper carries; null for a real one. */
export const markOf = (meeting: MeetingHead): string | null =>
	meeting.demonstration ? demonstrationText : null;

/** One HTML document for screen, print and PDF. */
export function paperDocument(paper: Paper, mark: string | null, tools: PaperTools | null): string {
	return html`<!doctype html>
		<html lang="zh-CN">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width" />
				<meta name="robots" content="noindex" />
				<title>${paper.title}${mark && `（${mark}）`}</title>
				<style>
					${new Markup(paperStyle(mark, paper.page) + (paper.style ?? ''))}
				</style>
			</head>
			<body>
				${tools && toolBar(tools, mark)} ${mark && html`<div class="mark" aria-hidden="true">${mark}</div>`}
				<main>${paper.body}</main>
				${tools && scriptElement}
			</body>
		</html> `.text;
}

const toolBar = ({ back, pdf, links }: PaperTools, mark: string | null): Markup =>
	html`<nav class="tools">
		<a href="${back.href}">${back.text}</a>
		<button id="print" type="button">${t.print}</button>
		${pdf ? html`<a href="${pdf}" download>${t.pdf}</a>` : html`<span>${papersRefusalTexts['pdf-no-browser']}</span>`}
		${links.map(({ href, text }) => html`<a href="${href}">${text}</a>`)} ${mark && html`<b>${mark}</b>`}
	</nav>`;

/** A line to sign on, 25 mm high. */
export const signLine = (label: string, name = ''): Markup =>
	html`<div>${label}${name && ` ${name}`}<i></i></div>`;

import { offlineCardsTexts as t } from '../../i18n/zh-CN/cards-page.ts';
import { delegatesRefusalTexts } from '../../i18n/zh-CN/cards.ts';
import { filled } from '../../i18n/zh-CN/import.ts';
import { rollCsv } from '../../wire/roll-csv.ts';
import { cardSheets, CARDS_PER_SHEET } from './card-sheets.ts';
import { makeCards, type CardHolder, type MadeCard } from './make-cards.ts';
import { readDelegates } from './read-delegates.ts';

/**
 * The script of the saved page: makes, prints and forgets. Its policy forbids the page every request, so the only
 * thing that leaves is the file that a person saves.
 */
const embedded = JSON.parse(element('delegates').textContent || '[]') as CardHolder[];
let holders = embedded;
let made: MadeCard[] = [];

element('online').hidden = !navigator.onLine;
element('embedded').textContent = t.embedded(embedded.length);
show();

input('file').addEventListener('change', () => void chooseFile());
element('make').addEventListener('click', make);
element('print').addEventListener('click', () => window.print());
input('printed').addEventListener('change', show);
element('save').addEventListener('click', save);
window.addEventListener('beforeunload', (event) => {
	if (made.length && element('saved').hidden) event.preventDefault();
});

async function chooseFile(): Promise<void> {
	const [file] = input('file').files ?? [];
	const read = file ? readDelegates(new Uint8Array(await file.arrayBuffer())) : null;
	holders = read?.ok ? read.value : embedded;
	fault(read && !read.ok ? filled(delegatesRefusalTexts[read.code], read.detail) : '');
	// A refused file does not stay chosen: what the page names as its list is what it makes cards from.
	if (!read?.ok) input('file').value = '';
	element('embedded').textContent =
		file && read?.ok ? t.chosen(file.name, holders.length) : t.embedded(holders.length);
	show();
}

function make(): void {
	const origin = input('origin').value.trim();
	if (!isOrigin(origin)) return fault(t.badOrigin);
	fault('');
	made = makeCards(holders, origin);
	const cards = made.map(({ printed }) => printed);
	element('sheets').innerHTML = cardSheets(cards, { mark: element('sheets').dataset.mark || null });
	element('count').textContent = t.count(made.length, Math.ceil(made.length / CARDS_PER_SHEET));
	show();
}

function save(): void {
	const url = URL.createObjectURL(
		new Blob([rollCsv(made.map(({ imported }) => imported))], { type: 'text/csv' })
	);
	const link = document.createElement('a');
	link.href = url;
	link.download = 'roll.csv';
	link.click();
	element('saved').hidden = false;
}

/** What can be pressed now. */
function show(): void {
	element('made').hidden = made.length === 0;
	button('make').disabled = made.length > 0 || holders.length === 0;
	for (const name of ['file', 'origin']) input(name).disabled = made.length > 0;
	button('save').disabled = !input('printed').checked;
}

function fault(message: string): void {
	element('fault').textContent = message;
	element('fault').hidden = message === '';
}

function isOrigin(text: string): boolean {
	try {
		return new URL(text).origin === text && /^https?:/.test(text);
	} catch {
		return false;
	}
}

function element(id: string): HTMLElement {
	const found = document.getElementById(id);
	if (!found) throw new Error(`the page has no ${id}`);
	return found;
}

function input(id: string): HTMLInputElement {
	return element(id) as HTMLInputElement;
}

function button(id: string): HTMLButtonElement {
	return element(id) as HTMLButtonElement;
}

import { deserialize } from '$app/forms';
import { deliverVisit, type Delivery, type DeliveryAnswer } from '#lib/client/deliver-visit.ts';
import { freshId } from '#lib/client/fresh-id.ts';
import { dropPhoto, isPhotoKept, keptPhoto } from '#lib/client/photo-store.ts';
import type { VisitDrafts } from '#lib/client/visit-drafts.ts';
import { type StoredVisit } from '#lib/client/visit-drafts.ts';
import { superviseTexts } from '#lib/i18n/zh-CN/supervise.ts';

/** A photograph over a village's network takes its time. */
const TIMEOUT_MS = 120_000;
const texts = superviseTexts.outbox;

/**
 * What lies on this phone and is not handed over yet. Records that wait are sent when there is a network: at the start,
 * when the browser says that it is back, and now and then.
 */
export class Outbox {
	records = $state.raw<StoredVisit[]>([]);
	/** The record on its way. */
	sending = $state<string | null>(null);
	/** What the last deliveries came to, for the person. */
	news = $state.raw<{ text: string; tone: 'ok' | 'warn' | 'bad' } | null>(null);
	readonly #drafts: VisitDrafts;
	readonly #onSent: () => Promise<void>;

	/**
	 * @param drafts of the deputy who is signed in
	 * @param onSent told after the server took something new
	 */
	constructor(drafts: VisitDrafts, onSent: () => Promise<void>) {
		this.#drafts = drafts;
		this.#onSent = onSent;
		this.look();
	}

	look(): void {
		this.records = this.#drafts.all();
	}

	get(id: string): StoredVisit | null {
		return this.#drafts.get(id);
	}

	/** The draft of this kind that was begun on this project. */
	begun(projectId: string, kind: StoredVisit['kind']): StoredVisit | null {
		const mine = this.#drafts.all().filter((one) => one.projectId === projectId && one.kind === kind);
		return mine.find(({ state }) => state === 'draft') ?? null;
	}

	/** @returns whether this phone keeps it; else it lasts as long as the page */
	keep(record: StoredVisit): boolean {
		this.#drafts.keep(record);
		this.look();
		return this.isKept(record);
	}

	/** Whether all of it would be here after the page is closed. */
	isKept({ id, photos }: StoredVisit): boolean {
		return this.#drafts.isKept(id) && photos.every((photo) => isPhotoKept(photo.id));
	}

	/** Whether this phone keeps drafts at all. */
	canKeep(): boolean {
		return this.#drafts.canKeep();
	}

	async discard(record: StoredVisit): Promise<void> {
		this.#drafts.drop(record.id);
		this.look();
		for (const { id } of record.photos) await dropPhoto(id);
	}

	/** Back to a draft, to be changed. Words that have arrived stay as they are. */
	reopen(record: StoredVisit): void {
		if (!record.arrived) this.keep({ ...record, state: 'draft' });
	}

	/** Hands in what stands on the page. */
	async handIn(record: StoredVisit): Promise<Delivery['end']> {
		return this.sending ? 'none' : this.#send(record);
	}

	/** Sends what waits, one after the other, and stops where there is no network. */
	async sendWaiting(): Promise<void> {
		if (this.sending) return;
		for (const { id } of this.#drafts.all()) {
			const record = this.#drafts.get(id);
			if (record?.state !== 'waiting') continue;
			const end = await this.#send(record);
			if (end === 'none' || end === 'sign-in') return;
		}
	}

	async #send(record: StoredVisit): Promise<Delivery['end']> {
		this.sending = record.id;
		try {
			let problem = '';
			let last = record;
			const { end, refusedPhotos, lostPhotos } = await deliverVisit(record, {
				sendRecord: (one) => post(one.projectId, 'record', fieldsOf(one)),
				photoBytes: keptPhoto,
				sendPhoto: ({ id, projectId }, { caption }, { bytes, type, cameraDay }) =>
					post(projectId, 'photo', { id, caption, cameraDay, file: new File([bytes], 'photo', { type }) }),
				keep: (changed) => {
					if (changed) this.keep(changed);
					else this.#drafts.drop(record.id);
					problem = changed?.problem ?? '';
					last = changed ?? last;
				},
				dropPhoto,
				newId: freshId
			});
			const kept = this.isKept(last) ? 'kept' : 'page';
			if (end === 'sent')
				this.#tell(
					texts.sent(record.projectName),
					lostPhotos ? [...refusedPhotos, texts.photosLost(lostPhotos)] : refusedPhotos
				);
			else if (end === 'refused') this.news = { text: problem, tone: 'bad' };
			else if (end === 'sign-in') this.news = { text: texts.signIn[kept], tone: 'warn' };
			else this.news = { text: texts.offline[kept], tone: 'warn' };
			if (end === 'sent' || end === 'sign-in') await this.#onSent();
			return end;
		} finally {
			this.sending = null;
			this.look();
		}
	}

	#tell(text: string, refusedPhotos: string[]): void {
		const once = refusedPhotos.filter((one, i) => refusedPhotos.indexOf(one) === i);
		const told = { text: text + once.join(''), tone: once.length ? ('warn' as const) : ('ok' as const) };
		this.news = told;
		// Good news need not stay on every page that follows.
		if (told.tone === 'ok') setTimeout(() => this.news === told && (this.news = null), 20_000);
	}
}

const fieldsOf = ({ id, kind, visitedOn, companions, found, opinion }: StoredVisit) => ({
	...{ id, kind, visitedOn, companions, found, opinion }
});

/** One act over the page's own form action. Everything that is no answer of ours is `none`. */
async function post(
	projectId: string,
	action: string,
	fields: Record<string, string | File>
): Promise<DeliveryAnswer> {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.append(name, value);
	const late = new AbortController();
	const timer = setTimeout(() => late.abort(), TIMEOUT_MS);
	try {
		const answer = await fetch(`/supervise/${projectId}?/${action}`, {
			method: 'POST',
			headers: { 'x-sveltekit-action': 'true', accept: 'application/json' },
			body,
			signal: late.signal
		});
		const result = deserialize(await answer.text());
		if (result.type === 'success') return { kind: 'done' };
		if (result.type !== 'failure') return { kind: 'none' };
		if (result.status === 401) return { kind: 'sign-in' };
		if (result.status === 503) return { kind: 'none' };
		const { code, message } = (result.data ?? {}) as { code?: string; message?: string };
		return message ? { kind: 'refused', code: code ?? '', message } : { kind: 'none' };
	} catch {
		return { kind: 'none' };
	} finally {
		clearTimeout(timer);
	}
}

import { formatDateTime } from '../../i18n/format.ts';
import { archivePaperTexts as t } from '../../i18n/zh-CN/archive-keeping.ts';
import type { ArchiveRecordFacts } from '../queries/archive-view.ts';
import { signLine, type Paper } from './document.ts';
import { html } from './html.ts';

/** 移交清单, 销毁记录 or the record of a taking-out: what happened, to which files, and two lines to sign on. */
export function archivePaper({ record, title, fingerprint, meeting }: ArchiveRecordFacts): Paper {
	const name = t.titles[record.act];
	const [first, second] = t.signs[record.act];
	return {
		title: `${title}${name}`,
		body: html`<h1><span>${meeting.name}</span><span>${name}</span></h1>
			<p>${t.round}：${title}</p>
			<p>${t.fingerprint}：${fingerprint}</p>
			<p>${t.at}：${formatDateTime(record.at)}</p>
			<p>${t.by}：${record.by}${record.second && html` &emsp;${t.witness}：${record.second}`}</p>
			${record.note.split('\n').map((line) => html`<p>${record.act === 'hand-over' ? '' : `${t.note}：`}${line}</p>`)}
			${
				record.files.length === 0
					? html`<p>${t.noFiles}</p>`
					: html`<table class="lined" style="margin-top:4mm">
							<thead>
								<tr>
									<th>${t.name}</th>
									<th style="width:32mm">${t.bytes}</th>
								</tr>
							</thead>
							<tbody>
								${record.files.map(
									(file) =>
										html`<tr>
												<td style="word-break:break-all">${file.name}</td>
												<td class="n">${file.bytes}</td>
											</tr>
											<tr>
												<td colspan="2" class="small" style="word-break:break-all">
													${t.sha256}：${file.sha256}
												</td>
											</tr>`
								)}
							</tbody>
						</table>`
			}
			<p class="small" style="margin-top:3mm">${record.act === 'destruction' ? t.destroyed : t.verify}</p>
			<div class="sign"><div>${signLine(first)}${signLine(second)}</div></div>
			<p class="right">${t.date}</p>`
	};
}

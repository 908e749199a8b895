import { formatDate } from '../../i18n/format.ts';
import { ledgerHead, ledgerRow, ledgerNote } from '../../i18n/zh-CN/follow-ledger.ts';
import type { LedgerOfYear } from '../queries/ledger-of-year.ts';
import type { Sheet, SheetColumn } from './sheet-file.ts';

type Form = Omit<SheetColumn, 'head'>;

/** 序号 … 协同单位, as the page has them. */
const BEFORE: readonly Form[] = [
	{ width: 6, kind: 'count' },
	{ width: 24 },
	{ width: 30 },
	{ width: 10 },
	{ width: 16 },
	{ width: 16 }
];
const MONTH: Form = { width: 32 };
/** 是否达序 … 完成时限: what the page shows, then the figures for those who reckon. */
const AFTER: readonly Form[] = [
	{ width: 8 },
	{ width: 10 },
	{ width: 28 },
	{ width: 9 },
	{ width: 9, kind: 'count' },
	{ width: 9, kind: 'count' },
	{ width: 12, kind: 'day' },
	{ width: 12, kind: 'money' },
	{ width: 12, kind: 'money' },
	{ width: 12, kind: 'money' },
	{ width: 12, kind: 'day' }
];

/** The ledger as a sheet for A3: the very columns of the page, then the figures. */
export function ledgerSheet(ledger: LedgerOfYear, congressName: string, today: string): Sheet {
	const forms = [...BEFORE, ...ledger.months.map(() => MONTH), ...AFTER];
	return {
		name: `${ledger.year}年度`,
		title: [`${congressName}${ledger.year}年度民生实事项目台账`, ledgerNote(formatDate(today))],
		columns: ledgerHead(ledger.months).map((head, i) => ({ head, ...forms[i]! })),
		rows: ledger.rows.map((row) => ledgerRow(row)),
		paper: 'a3'
	};
}

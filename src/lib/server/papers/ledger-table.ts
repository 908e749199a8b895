import { ledgerHead, ledgerRow } from '../../i18n/zh-CN/follow-ledger.ts';
import type { LedgerOfYear } from '../queries/ledger-of-year.ts';
import type { Table } from './tables.ts';

/** The ledger as rows of a spreadsheet: the very columns of the page, then the figures for those who reckon. */
export const ledgerTable = (ledger: LedgerOfYear, congressName: string): Table => [
	[`${congressName}${ledger.year}年度民生实事项目台账`],
	ledgerHead(ledger.months),
	...ledger.rows.map((row) => ledgerRow(row))
];

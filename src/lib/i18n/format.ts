/**
 * Dates, money and numbers as the pages write them. Everything is in Beijing time whatever the clock of the
 * machine says: the server, a tablet and the hall screen must write the same minute.
 */

const timeZone = 'Asia/Shanghai';

type Instant = string | number | Date;

/** `2024年4月12日`, of an ISO date or an instant. */
export const formatDate = (at: Instant): string => {
	const { year, month, day } = beijing(at);
	return `${year}年${Number(month)}月${Number(day)}日`;
};

/** `2024年4月`: for projects, whose plans name the month. */
export const formatMonth = (at: Instant): string => {
	const { year, month } = beijing(at);
	return `${year}年${Number(month)}月`;
};

/** `09:42` */
export const formatTime = (at: Instant): string => {
	const { hour, minute } = beijing(at);
	return `${hour}:${minute}`;
};

/** `09:42:07` */
export const formatTimeWithSeconds = (at: Instant): string => {
	const { hour, minute, second } = beijing(at);
	return `${hour}:${minute}:${second}`;
};

/** `2024年4月12日 09:42` */
export const formatDateTime = (at: Instant): string => `${formatDate(at)} ${formatTime(at)}`;

/** The ISO date that Beijing's calendar shows at this instant: what 今天 means. */
export const isoDate = (at: Instant): string => {
	const { year, month, day } = beijing(at);
	return `${year}-${month}-${day}`;
};

/** Money in fen (分) as 万元 with two decimals: `1,480.00 万元`. */
export const formatWan = (fen: number): string => `${wan.format(fen / 1_000_000)} 万元`;

/** To the fen, where two sums are held against each other that may look the same when rounded: `480.003 万元`. */
export const formatExactWan = (fen: number): string => `${exactWan.format(fen / 1_000_000)} 万元`;

/** A whole number with its measure word: `1,234`, `76 人`. */
export const formatCount = (count: number, measure = ''): string =>
	measure ? `${whole.format(count)} ${measure}` : whole.format(count);

/** `1.2 MB`; whole kilobytes below one megabyte, and never 0. */
export const formatBytes = (bytes: number): string =>
	bytes < 1_000_000
		? `${Math.max(1, Math.round(bytes / 1000))} KB`
		: bytes < 1_000_000_000
			? `${(bytes / 1_000_000).toFixed(1)} MB`
			: `${(bytes / 1_000_000_000).toFixed(1)} GB`;

const wan = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const exactWan = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 6 });
const whole = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 0 });

const parts = new Intl.DateTimeFormat('en-GB', {
	timeZone,
	year: 'numeric',
	month: '2-digit',
	day: '2-digit',
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit',
	hourCycle: 'h23'
});

type Parts = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string>;

/** An ISO date without a time is that day's UTC midnight, 08:00 in Beijing: the same calendar day. */
function beijing(at: Instant): Parts {
	const date = new Date(at);
	if (Number.isNaN(date.getTime())) throw new Error(`not a date: ${String(at)}`);
	return Object.fromEntries(parts.formatToParts(date).map(({ type, value }) => [type, value])) as Parts;
}

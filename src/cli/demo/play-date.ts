/** The month of the session that the data file's months were written for. */
const DATA_MONTH = '2024-04';

/**
 * The demonstration's dates moved to the day it is played on: projects begin and end as long after the session as in
 * the data file, and the poll is named after the year that most of the work falls into.
 *
 * @param heldOn ISO date of the session
 */
export function playDates(heldOn: string) {
	const shift = monthsOf(heldOn.slice(0, 7)) - monthsOf(DATA_MONTH);
	return {
		/** @param month `2024-05`, as in the data file */
		monthOf: (month: string): string => monthAfter(month, shift),
		year: Number(monthAfter(heldOn.slice(0, 7), 4).slice(0, 4))
	};
}

const monthsOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;

function monthAfter(month: string, months: number): string {
	const at = monthsOf(month) + months;
	return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}

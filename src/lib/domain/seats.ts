export type SeatPlace = { zone: string; row: number; seat: number };

/** A seat's place in the plan; the seats of one row that nobody sits on are null. */
export type SeatRow<Item> = { row: number; seats: (Item | null)[] };
export type SeatZone<Item> = { zone: string; rows: SeatRow<Item>[] };

/** Beyond any hall: a slip of the pen must not draw a map of a thousand empty rows. */
const MOST = 200;

const digits = '零一二三四五六七八九';

/** Where a seat is, from how the roll writes it: `3排12座`, `第三排第十二号`, `A区 3排12座`; null where it says otherwise. */
export function parseSeat(text: string): SeatPlace | null {
	const match =
		/^(.*?)第?([\d零〇一二两三四五六七八九十百]+)[排行]第?([\d零〇一二两三四五六七八九十百]+)[座号位]?$/.exec(
			text.normalize('NFKC').replace(/\s/g, '')
		);
	if (!match) return null;
	const row = numberOf(match[2]!);
	const seat = numberOf(match[3]!);
	if (!row || !seat || row > MOST || seat > MOST) return null;
	return { zone: match[1]!, row, seat };
}

/**
 * The hall as rows of seats, zone by zone. Whoever has no readable seat, or one that somebody else has too, is
 * listed beside it.
 */
export function seatPlan<Item extends { seat: string }>(
	people: Item[]
): { zones: SeatZone<Item>[]; elsewhere: Item[] } {
	const taken = new Map<string, Map<number, Map<number, Item>>>();
	const elsewhere: Item[] = [];
	for (const person of people) {
		const place = parseSeat(person.seat);
		if (!place) {
			elsewhere.push(person);
			continue;
		}
		const rows = entry(taken, place.zone, () => new Map<number, Map<number, Item>>());
		const seats = entry(rows, place.row, () => new Map<number, Item>());
		if (seats.has(place.seat)) elsewhere.push(person);
		else seats.set(place.seat, person);
	}
	const zones = [...taken].map(([zone, rows]) => {
		// All rows of a zone are as long as the longest, so that equal seat numbers stand above each other.
		const longest = Math.max(...[...rows.values()].flatMap((seats) => [...seats.keys()]));
		return {
			zone,
			rows: [...rows]
				.sort(([a], [b]) => a - b)
				.map(([row, seats]) => ({
					row,
					seats: Array.from({ length: longest }, (_, i) => seats.get(i + 1) ?? null)
				}))
		};
	});
	return { zones, elsewhere };
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
	const known = map.get(key);
	if (known !== undefined) return known;
	const made = make();
	map.set(key, made);
	return made;
}

/** Arabic digits, or a Chinese number below a thousand; NaN for anything else. */
function numberOf(text: string): number {
	if (/^\d+$/.test(text)) return Number(text);
	const plain = text.replaceAll('〇', '零').replaceAll('两', '二');
	const match =
		/^(?:([一二三四五六七八九])百)?零?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/.exec(plain);
	if (!match) return NaN;
	const [, hundreds, tens, ten, ones] = match;
	const digit = (of: string | undefined) => (of ? digits.indexOf(of) : 0);
	return 100 * digit(hundreds) + (ten ? 10 * (tens ? digit(tens) : 1) : 0) + digit(ones);
}

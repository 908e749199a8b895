import { z } from 'zod';

/** The largest whole number of the database's `integer`. */
const MOST = 2_147_483_647;

/** A version, a revision or a place in a row, as a form sends it and a column holds it. */
export const numberFrom = (least: 0 | 1) => z.coerce.number().int().min(least).max(MOST);

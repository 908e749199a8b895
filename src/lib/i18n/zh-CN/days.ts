/** Which days the forms take; a test holds it to `dayRange`. */
export const yearsText = '2000 年至 2199 年';

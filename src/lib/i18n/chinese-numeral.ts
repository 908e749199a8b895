const digits = '零一二三四五六七八九';

/**
 * A whole number from 1 to 999 as 届 and 次 are written: 六, 十, 二十一, 一百零五, 一百一十. Anything else stays in digits:
 * a name is never wrong, at most unusual.
 */
export function chineseNumeral(number: number): string {
	if (!Number.isInteger(number) || number < 1 || number > 999) return String(number);
	const [hundreds, tens, ones] = [Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10];
	const unit = ones ? digits[ones]! : '';
	if (!hundreds) {
		if (!tens) return unit;
		// 十二 and not 一十二 where nothing stands before.
		return (tens === 1 ? '' : digits[tens]!) + '十' + unit;
	}
	const rest = tens ? `${digits[tens]!}十${unit}` : unit && `零${unit}`;
	return `${digits[hundreds]!}百${rest}`;
}

/**
 * What of an address is one sender: all of IPv4, and of IPv6 the first 64 bits, since one telephone has the rest for
 * itself and changes it as it likes.
 */
export function networkOf(address: string): string {
	if (!address.includes(':') || address.includes('.')) return address;
	const [head = '', tail] = address.split('::');
	const left = head.split(':').filter(Boolean);
	const right = tail?.split(':').filter(Boolean) ?? [];
	const filled = [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
	return filled.slice(0, 4).join(':');
}

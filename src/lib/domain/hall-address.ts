/**
 * What keeps the devices of a hall from an address: `local`, it is this machine's own; `not-https`, a browser allows
 * neither cryptography nor camera on it. Null where they can use it.
 *
 * @param origin as WHATWG serialises it, with scheme and host
 */
export function addressFault(origin: string): 'local' | 'not-https' | null {
	const { protocol, hostname } = new URL(origin);
	if (/^(localhost|.+\.localhost|127\..*|\[::1\])$/.test(hostname)) return 'local';
	return protocol === 'https:' ? null : 'not-https';
}

/** So long nothing moves on a line that is no more, though nobody has said so: a radio that is out of reach is silent. */
const SILENCE_MS = 60_000;

/**
 * Posts a form and tells how much of it is out, which `fetch` can't. Rejects where the network is away or silent.
 *
 * @param told whole per cent of the bytes that are sent
 */
export const sendWithProgress = (
	address: string,
	form: FormData,
	told: (percent: number) => void
): Promise<{ status: number; text: string }> =>
	new Promise((done, failed) => {
		const request = new XMLHttpRequest();
		let silence: ReturnType<typeof setTimeout>;
		const wait = () => {
			clearTimeout(silence);
			silence = setTimeout(() => request.abort(), SILENCE_MS);
		};
		request.open('POST', address);
		request.setRequestHeader('accept', 'application/json');
		request.setRequestHeader('x-sveltekit-action', 'true');
		request.upload.onprogress = ({ loaded, total }) => {
			wait();
			told(total ? Math.floor((loaded / total) * 100) : 0);
		};
		request.onload = () => done({ status: request.status, text: request.responseText });
		request.onerror = request.onabort = () => failed(new Error('the network is away'));
		request.onloadend = () => clearTimeout(silence);
		wait();
		request.send(form);
	});

/**
 * Posts a form and tells how much of it is out, which `fetch` can't. Rejects where the network is away.
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
		request.open('POST', address);
		request.setRequestHeader('accept', 'application/json');
		request.setRequestHeader('x-sveltekit-action', 'true');
		request.upload.onprogress = ({ loaded, total }) => told(total ? Math.floor((loaded / total) * 100) : 0);
		request.onload = () => done({ status: request.status, text: request.responseText });
		request.onerror = () => failed(new Error('the network is away'));
		request.send(form);
	});

/** Made by src/cli/offline-cards-plugin.ts. */
declare module 'virtual:offline-cards' {
	const script: string;
	export default script;
}

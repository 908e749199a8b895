import { createHash } from 'node:crypto';
import { certificateTexts as t } from '../../i18n/zh-CN/certificate.ts';
import type { HallRoot } from './root-of-chain.ts';

/**
 * The root as a configuration profile, which is how an iPad takes one. Its ids follow from the certificate, so
 * installing it again replaces it.
 */
export function mobileconfig(root: HallRoot): string {
	const id = (use: string) => {
		const hex = createHash('sha256').update(use).update(root.der).digest('hex');
		return hex
			.slice(0, 32)
			.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
			.toUpperCase();
	};
	const name = escapeXml(root.name);
	return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>PayloadContent</key>
	<array>
		<dict>
			<key>PayloadCertificateFileName</key><string>root.crt</string>
			<key>PayloadContent</key><data>${root.der.toString('base64')}</data>
			<key>PayloadDisplayName</key><string>${name}</string>
			<key>PayloadIdentifier</key><string>piaojue.root.${id('certificate')}</string>
			<key>PayloadType</key><string>com.apple.security.root</string>
			<key>PayloadUUID</key><string>${id('certificate')}</string>
			<key>PayloadVersion</key><integer>1</integer>
		</dict>
	</array>
	<key>PayloadDescription</key><string>${escapeXml(t.profile)}</string>
	<key>PayloadDisplayName</key><string>${name}</string>
	<key>PayloadIdentifier</key><string>piaojue.profile.${id('profile')}</string>
	<key>PayloadRemovalDisallowed</key><false/>
	<key>PayloadType</key><string>Configuration</string>
	<key>PayloadUUID</key><string>${id('profile')}</string>
	<key>PayloadVersion</key><integer>1</integer>
</dict>
</plist>
`;
}

const escapeXml = (text: string): string =>
	text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

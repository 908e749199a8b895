/** What the sign-in page says when the form itself is incomplete. */
export const signInFormTexts = {
	username: '请输入用户名。',
	password: '请输入密码。'
} as const;

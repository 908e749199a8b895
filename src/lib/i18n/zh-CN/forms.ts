/** What a form says of itself, whatever it is about. */
export const formTexts = {
	restored: '已恢复上次未提交的内容。',
	/** The form's subject has changed since the words were typed. */
	moved: '已恢复上次未提交的内容。填写之后这里有过新的变动，请核对后再提交。',
	/** Where the form takes a file. */
	files: '文件不能恢复，请重新选择。',
	clear: '清除',
	unkept: '这个浏览器不保存未提交的内容。提交之前请不要刷新或关闭本页。',
	signedOut: '登录已失效，本次操作没有办理。',
	signIn: '重新登录',
	comesBack: '填写的内容保留在这里，登录后回到本页，再提交一次。',
	inNewWindow: '请在新窗口中登录，再回到本页提交。',
	noAnswer:
		'没有收到应答，不能确定是否已经办理。填写的内容仍在本页，请稍候刷新页面，看清当前状态后再决定是否重新提交。'
} as const;

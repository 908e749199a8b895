import { rollFormTexts } from '#lib/i18n/zh-CN/roll.ts';
import { checkIn } from '#lib/server/desk/check-in.ts';
import { issuePaper } from '#lib/server/desk/issue-paper.ts';
import { leaveEarly } from '#lib/server/desk/leave-early.ts';
import { noteLeave } from '#lib/server/desk/note-leave.ts';
import { notePaper } from '#lib/server/desk/note-paper.ts';
import { returnToHall } from '#lib/server/desk/return-to-hall.ts';
import { undoCheckIn } from '#lib/server/desk/undo-check-in.ts';
import { withdrawLeave } from '#lib/server/desk/withdraw-leave.ts';
import { rollView } from '#lib/server/queries/roll-view.ts';
import { issuePaperForm, notePaperForm } from '#lib/wire/paper.ts';
import { attendanceForm, delegateForm, delegateReasonForm } from '#lib/wire/roll.ts';
import { staffOf } from '../../staff-of.ts';
import { rollAction } from './roll-action.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, depends }) => {
	depends('admin:roll');
	const { meetingId } = await parent();
	return { roll: meetingId ? await rollView(locals.desk, staffOf(locals).congressId, meetingId) : [] };
};

const { delegateNumber, reason } = rollFormTexts;

export const actions: Actions = {
	checkIn: rollAction(attendanceForm, checkIn, 'checkIn', delegateNumber),
	leaveEarly: rollAction(attendanceForm, leaveEarly, 'leaveEarly', delegateNumber),
	returnToHall: rollAction(attendanceForm, returnToHall, 'returnToHall', delegateNumber),
	noteLeave: rollAction(delegateReasonForm, noteLeave, 'noteLeave', reason),
	withdrawLeave: rollAction(delegateForm, withdrawLeave, 'withdrawLeave', delegateNumber),
	undoCheckIn: rollAction(delegateReasonForm, undoCheckIn, 'undoCheckIn', reason),
	notePaper: rollAction(notePaperForm, notePaper, 'notePaper', delegateNumber),
	issuePaper: rollAction(issuePaperForm, issuePaper, 'issuePaper', delegateNumber)
};

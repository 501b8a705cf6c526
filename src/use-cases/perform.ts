import type { Outcomes, Request } from '../domain/requests/requests.ts'
import type { Asking } from './asking.ts'
import { invitePerson } from './people/invite-person.ts'
import { performLeadership } from './leadership.ts'
import { performReminders } from './reminders.ts'
import { setRules } from './rules/agency-rules.ts'
import { submitReport } from './report/submit-report.ts'
import { withdrawReport } from './report/withdraw-report.ts'
import { askReopening, reopenReport, returnReport, verifyReports } from './verify/decide-reports.ts'

/** Does what a conversation asks for, with its rights checked; the outcome is a value. `files` finds the stored file of what was sent. */
export async function perform(
  asking: Asking,
  request: Request,
  files: (ref: string) => number | undefined,
): Promise<Outcomes[Request['do']]> {
  switch (request.do) {
    case 'submit-report':
      return submitReport(asking, request, files)
    case 'withdraw-report':
      return withdrawReport(asking, request.versionId)
    case 'verify-reports':
      return verifyReports(asking, request.versionIds)
    case 'return-report':
      return returnReport(asking, request.versionId, request.reason)
    case 'ask-reopening':
      return askReopening(asking, request.versionId)
    case 'reopen-report':
      return reopenReport(asking, request.versionId, request.reason)
    case 'snooze':
    case 'set-absence':
    case 'end-absence':
    case 'nudge':
      return performReminders(asking, request)
    case 'invite-person':
      return invitePerson(asking, request)
    case 'take-alerts':
    case 'note-alerts':
    case 'mute-alerts':
    case 'ask-about-alerts':
    case 'answer-alerts':
    case 'ask-room':
    case 'decide-room':
    case 'set-room':
    case 'close-room':
      return performLeadership(asking, request)
    case 'set-rules':
      return setRules(asking, request)
    case 'choose-language':
      await asking.tx.person.update({ where: { id: asking.viewer.personId }, data: { locale: request.locale } })
      return { kind: 'chosen' }
  }
}

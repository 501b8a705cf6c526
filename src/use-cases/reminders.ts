import type { ReminderAnswers, ReminderNeed, ReminderOutcomes, ReminderRequest } from '../domain/requests/reminder-requests.ts'
import type { Asking } from './asking.ts'
import { colleagues, endOwnAbsence, ownAbsence, setAbsence } from './reminders/absence.ts'
import { lateOfficers, nudge } from './reminders/late-officers.ts'
import { snooze } from './reminders/snooze.ts'

/** Answers what people ask about reminders. */
export async function answerReminders(asking: Asking, need: ReminderNeed): Promise<ReminderAnswers[ReminderNeed['ask']]> {
  switch (need.ask) {
    case 'late-officers':
      return lateOfficers(asking, need.agencyId)
    case 'colleagues':
      return colleagues(asking)
    case 'absence':
      return ownAbsence(asking)
  }
}

/** Has done what they want about them. */
export async function performReminders(asking: Asking, request: ReminderRequest): Promise<ReminderOutcomes[ReminderRequest['do']]> {
  switch (request.do) {
    case 'snooze':
      return snooze(asking, request.until)
    case 'set-absence':
      return setAbsence(asking, request)
    case 'end-absence':
      return endOwnAbsence(asking)
    case 'nudge':
      return nudge(asking, request.agencyId)
  }
}

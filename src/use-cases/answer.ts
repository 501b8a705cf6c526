import type { Answers, Need } from '../domain/requests/requests.ts'
import { versionsById } from '../store/reports/versions.ts'
import { lastTaskList, overWith } from '../store/chats/outbox-reads.ts'
import { answerAgencies } from './ask/answer-agencies.ts'
import { answerAgency } from './ask/answer-agency.ts'
import { findNames } from './ask/find-names.ts'
import type { Asking } from './asking.ts'
import { answerReporting } from './report/answer-reporting.ts'
import { answerTasks } from './report/answer-tasks.ts'
import { answerPeople } from './people/answer-people.ts'
import { answerLeadership } from './leadership.ts'
import { answerReminders } from './reminders.ts'
import { maySeeAgency } from './rights.ts'
import { showRules } from './rules/agency-rules.ts'
import { answerWaiting } from './verify/answer-waiting.ts'
import { showEvidence } from './verify/show-evidence.ts'

/** Answers what a conversation needs, within the viewer's scope. */
export async function answer(asking: Asking, need: Need, chatKey: string): Promise<Answers[Need['ask']]> {
  const { tx, viewer, now } = asking
  switch (need.ask) {
    case 'tasks':
      return answerTasks(asking)
    case 'reporting':
      return answerReporting(asking, need)
    case 'find':
      return findNames(tx, viewer, need, now.toISOString())
    case 'agency':
      return answerAgency(tx, viewer, need, now.toISOString())
    case 'agencies':
      return answerAgencies(tx, viewer)
    case 'waiting':
      return answerWaiting(asking, need.agencyId)
    case 'version': {
      const [version] = await versionsById(tx, viewer.governmentId, [need.versionId])
      return version && maySeeAgency(viewer, version) ? version : undefined
    }
    case 'evidence':
      return showEvidence(asking, need.versionId)
    case 'late-officers':
    case 'colleagues':
    case 'absence':
      return answerReminders(asking, need)
    case 'people':
      return answerPeople(asking, need.text)
    case 'alerts':
    case 'room':
    case 'room-by-id':
    case 'room-scopes':
    case 'digest':
      return answerLeadership(asking, need, chatKey)
    case 'rules':
      return showRules(asking, need.agencyId)
    case 'over-with':
      return overWith(tx, chatKey, viewer.personId, need.message)
    case 'last-task-list': {
      const listed = await lastTaskList(tx, chatKey, viewer.personId)
      return listed.length > 0 ? listed : (await answerTasks(asking)).items
    }
  }
}

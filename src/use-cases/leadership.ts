import type { LeadershipAnswers, LeadershipNeed, LeadershipOutcomes, LeadershipRequest } from '../domain/requests/leadership-requests.ts'
import { answerQuestion, askAbout, mute, noteOn, seenAlerts, takeUp } from './alerts/follow-up.ts'
import type { Asking } from './asking.ts'
import { gatherDigest } from './digest/gather-digest.ts'
import { agenciesSeen, maySeeAgency } from './rights.ts'
import { askRoom, chooseForRoom, closeRoomFor, decideRoom, roomHere, roomScopes, roomToDecide } from './rooms/manage-rooms.ts'

/** Answers what leadership's conversations ask: alerts, rooms, digests. */
export async function answerLeadership(
  asking: Asking,
  need: LeadershipNeed,
  chatKey: string,
): Promise<LeadershipAnswers[LeadershipNeed['ask']]> {
  const { tx, viewer, now, holidays } = asking
  switch (need.ask) {
    case 'alerts':
      return seenAlerts(asking, need)
    case 'room':
      return roomHere(asking, chatKey)
    case 'room-by-id':
      return roomToDecide(asking, need.roomId)
    case 'room-scopes':
      return roomScopes(asking)
    case 'digest': {
      const { governmentId, zone } = viewer
      if (need.agencyId !== undefined && !maySeeAgency(viewer, { agencyId: need.agencyId, governmentId })) return undefined
      const agencies = need.agencyId === undefined ? agenciesSeen(viewer) : [need.agencyId]
      return gatherDigest(tx, { governmentId, zone, agencies }, need.of, now, holidays)
    }
  }
}

/** Has done what they ask for. */
export async function performLeadership(asking: Asking, request: LeadershipRequest): Promise<LeadershipOutcomes[LeadershipRequest['do']]> {
  switch (request.do) {
    case 'take-alerts':
      return takeUp(asking, request.alertIds)
    case 'note-alerts':
      return noteOn(asking, request.alertIds, request.note)
    case 'mute-alerts':
      return mute(asking, request.alertIds, request.until)
    case 'ask-about-alerts':
      return askAbout(asking, request.alertIds)
    case 'answer-alerts':
      return answerQuestion(asking, request.alertIds, request.text)
    case 'ask-room':
      return askRoom(asking, request)
    case 'decide-room':
      return decideRoom(asking, request)
    case 'set-room':
      return chooseForRoom(asking, request)
    case 'close-room':
      return closeRoomFor(asking, request)
  }
}

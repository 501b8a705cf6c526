import type { AlertSeen } from '../leadership/alerts.ts'
import type { DigestFacts } from '../leadership/digest.ts'
import type { AgencyName } from './requests.ts'
import type { DigestKind, RoomFacts, RoomSettings } from '../leadership/room-settings.ts'

/** What leadership's conversations ask of the house: alerts by id or by the message that told them, the room of this chat, a digest. */
export type LeadershipNeed =
  | { ask: 'alerts'; alertIds?: number[]; batches?: string[] }
  | { ask: 'room' }
  | { ask: 'room-by-id'; roomId: number }
  /** What a room could be registered for by the viewer, wherever they speak. */
  | { ask: 'room-scopes' }
  | { ask: 'digest'; of: DigestKind; agencyId?: number }

export type LeadershipAnswers = {
  alerts: AlertSeen[]
  room: RoomFacts | undefined
  'room-by-id': RoomFacts | undefined
  'room-scopes': { whole: boolean; governmentName: string; agencies: AgencyName[] }
  digest: DigestFacts | undefined
}

/** What they have done. */
export type LeadershipRequest =
  | { do: 'take-alerts'; alertIds: number[] }
  | { do: 'note-alerts'; alertIds: number[]; note: string }
  | { do: 'mute-alerts'; alertIds: number[]; until: string }
  | { do: 'ask-about-alerts'; alertIds: number[] }
  | { do: 'answer-alerts'; alertIds: number[]; text: string }
  | { do: 'ask-room'; channel: string; platformId: string; title: string; locale: 'id' | 'en'; covers: 'all' | number[] }
  | { do: 'decide-room'; roomId: number; approve: boolean }
  | { do: 'close-room'; roomId: number }
  | { do: 'set-room'; roomId: number; settings: RoomSettings; locale: 'id' | 'en'; covers: 'all' | number[] }

type Refused = { kind: 'refused'; why: 'not-yours' | 'gone' }

export type LeadershipOutcomes = {
  'take-alerts': { kind: 'taken'; alerts: AlertSeen[]; free: number[] } | Refused
  'note-alerts': { kind: 'noted'; alerts: AlertSeen[] } | Refused
  'mute-alerts': { kind: 'muted'; alerts: AlertSeen[] } | Refused
  /** Who is asked about what; `before` where all of it was asked today already. */
  'ask-about-alerts':
    { kind: 'asked'; of: { personId: number; name: string; alerts: AlertSeen[] }[]; before: boolean; alerts: AlertSeen[] } | Refused
  'answer-alerts': { kind: 'answered'; alerts: AlertSeen[] } | Refused
  /** `approvers` are told; a person who may approve has it approved at once. */
  'ask-room':
    | { kind: 'registered'; room: RoomFacts }
    | { kind: 'waiting'; room: RoomFacts; approvers: number[] }
    | { kind: 'already'; room: RoomFacts }
    | Refused
  'decide-room': { kind: 'approved' | 'refused-room' | 'already'; room: RoomFacts } | Refused
  'set-room': { kind: 'set'; room: RoomFacts } | Refused
  'close-room': { kind: 'closed' } | Refused
}

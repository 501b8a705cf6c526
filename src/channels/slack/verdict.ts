import type { Delivery } from '../channel.ts'
import type { Failure } from './api.ts'
import { sayFailure } from './api.ts'

/** Nobody is reached there any more, until somebody returns. */
const unreachable = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'user_not_found',
  'user_disabled',
  'user_not_visible',
  'cannot_dm_bot',
  'messages_tab_disabled',
  'restricted_action',
  'restricted_action_thread_only_channel',
  'restricted_action_read_only_channel',
  'thread_locked',
  'posting_to_channel_denied',
])
/** The app itself may not: every letter waits for the operator, none is lost for it. */
const appRefused = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'missing_scope',
  'no_permission',
  'org_login_required',
  'ekm_access_denied',
  'team_access_not_granted',
  'access_denied',
  'two_factor_setup_required',
])
/** Slack is unwell, whatever was asked of it. */
const unwell = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'ratelimited',
  'rate_limited',
])

/** How often letters wait while the app itself is refused. */
const operatorMs = 60_000

/** What a failed call means for the letter. A lost answer comes back as `later`: before it is sent again, it is looked for. `flood` says which scope a 429 is meant in. */
export function verdictOn(failure: Failure, flood: () => 'bot' | 'chat' = () => 'chat'): Delivery {
  const why = sayFailure(failure)
  switch (failure.kind) {
    case 'rate-limited':
      return { kind: 'later', afterMs: failure.afterMs, scope: flood(), why }
    case 'not-sent':
      return { kind: 'later', afterMs: 1000, scope: 'chat', why }
    case 'answer-lost':
      return { kind: 'later', afterMs: 1000, scope: 'chat', why }
    case 'said-no':
      if (appRefused.has(failure.code)) return { kind: 'later', afterMs: operatorMs, scope: 'bot', why }
      if (unwell.has(failure.code)) return { kind: 'later', afterMs: 2000, scope: 'chat', why }
      return { kind: 'refused', why, unreachable: unreachable.has(failure.code) }
  }
}

/** What was to be changed is not there any more, or may not be changed: a message of its own takes its place. */
export const goneForEdit = (failure: Failure): boolean =>
  failure.kind === 'said-no' && ['message_not_found', 'cant_update_message', 'edit_window_closed', 'is_inactive'].includes(failure.code)

/** A person as an admin chooses among them: never more than the admin looks after. */
export type PersonFound = { personId: number; name: string; agencies: string[]; accounts: number }

/** What people's admins ask. */
export type PeopleNeed = { ask: 'people'; text: string }

export type PeopleAnswers = {
  /** `exact` where one is named so plainly that nothing has to be asked back. `may` is false for whoever looks after nobody. */
  people: { may: boolean; people: PersonFound[]; exact: boolean }
}

/** What people's admins have done. `replace` ends every account that the person has: a lost phone is one step. */
export type PeopleRequest = { do: 'invite-person'; personId: number; replace: boolean }

export type PeopleOutcomes = {
  'invite-person':
    | { kind: 'invited'; name: string; code: string; link?: string; /** ISO instant in UTC */ expiresAt: string; ended: number }
    | { kind: 'refused' }
}

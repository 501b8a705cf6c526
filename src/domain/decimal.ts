import { Decimal as DecimalJs } from 'decimal.js'
import { z } from 'zod'

/** Half away from zero, as Excel's ROUND and the printed reports do: 77,315 -> 77,32; -1,005 -> -1,01. */
export const Decimal = DecimalJs.clone({ precision: 40, rounding: DecimalJs.ROUND_HALF_UP, toExpNeg: -30, toExpPos: 40 })
export type Decimal = DecimalJs

/** A decimal from its text (`"87.75"`, a point as mark) or an integer. Never from a binary fraction: those are not exact. */
export const d = (value: string | bigint | number | Decimal): Decimal => new Decimal(typeof value === 'bigint' ? value.toString() : value)

/** The whole in percent; made once, because every capaian multiplies by it. */
export const hundred: Decimal = d(100)

/** Rounds half away from zero to so many decimals. */
export const round = (value: Decimal, decimals: number): Decimal => value.toDecimalPlaces(decimals, DecimalJs.ROUND_HALF_UP)

/** In JSON a decimal is its text, so that no binary float ever stands between two processes; read back it is a Decimal. */
export const DecimalText = z
  .union([z.string().regex(/^-?\d+(\.\d+)?$/, 'a decimal number with a point, as text'), z.custom<Decimal>((v) => DecimalJs.isDecimal(v))])
  .transform((v) => new Decimal(v))

/** What a registration costs. Pure; the shapes are contract section 4's. */
import { fromCents, notBelowZero, percentOf, toCents, type Cents } from '../../../../src-shared/money.ts'
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import type { Doc } from '../../store/store.ts'
import { textOf } from '../booking/stored-values.ts'

export interface PriceFacts {
  collection: Collection
  registration: Doc
  /** Fees that name what is registered for. */
  fees: readonly Doc[]
  /** The registration's coupon; for events only. */
  coupon: Doc | undefined
  contact: Doc | undefined
  /** What is registered for, by name. */
  subject: Doc | undefined
  /** Paid on the order so far. */
  amountPaid: unknown
}

export interface LineItem {
  description: string
  quantity: number
  unit_price: number
  amount: number
  registration_id?: string
}

export interface Price {
  currency_code: string
  line_items: LineItem[]
  subtotal: number
  discount: number
  total: number
  amount_paid: number
  balance_due: number
}

/** Where a site has no fee at all. */
const CURRENCY_DEFAULT = 'USD'

export function priceRegistration(facts: PriceFacts): Price {
  const fee = chooseFee(facts)
  const subtotal = fee ? notBelowZero(unitPrice(fee, facts.contact)) : 0n
  const discount = discountOf(subtotal, facts.coupon)
  const total = subtotal - discount
  const paid = toCents(facts.amountPaid)
  return {
    currency_code: textOf(fee, 'currency_code') ?? CURRENCY_DEFAULT,
    line_items: fee ? [lineItem(facts, subtotal)] : [],
    subtotal: fromCents(subtotal),
    discount: fromCents(discount),
    total: fromCents(total),
    amount_paid: fromCents(paid),
    balance_due: fromCents(notBelowZero(total - paid)),
  }
}

/** The most specific fee: a package's over an event's, then the smallest id. */
function chooseFee({ registration, fees }: PriceFacts): Doc | undefined {
  const isPackage = (fee: Doc) => fee.package_id !== undefined && fee.package_id === registration.package_id
  return [...fees].sort((one, other) => Number(isPackage(other)) - Number(isPackage(one)) || (String(one.id) < String(other.id) ? -1 : 1))[0]
}

function unitPrice(fee: Doc, contact: Doc | undefined): Cents {
  const isMember = contact?.is_member === true && typeof fee.member_amount === 'number'
  return toCents(isMember ? fee.member_amount : fee.amount)
}

/** Never more than the price. */
function discountOf(price: Cents, coupon: Doc | undefined): Cents {
  if (!coupon) return 0n
  const off = typeof coupon.percent_off === 'number' ? percentOf(price, coupon.percent_off) : toCents(coupon.amount_off)
  const positive = notBelowZero(off)
  return positive > price ? price : positive
}

function lineItem({ registration, subject, collection }: PriceFacts, amount: Cents): LineItem {
  const price = fromCents(amount)
  const id = textOf(registration, 'id')
  return {
    description: textOf(subject, 'name') ?? textOf(subject, 'title') ?? NOUNS[collection] ?? 'Registration',
    quantity: 1,
    unit_price: price,
    amount: price,
    ...(id === null ? {} : { registration_id: id }),
  }
}

const NOUNS: Partial<Record<Collection, string>> = { examRegistrations: 'Exam registration', courseRegistrations: 'Course registration', registrations: 'Event registration' }

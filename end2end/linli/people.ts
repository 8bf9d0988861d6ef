import { randomInt } from 'node:crypto'
import { type Locator, expect } from '@playwright/test'
import { picture } from './photo.ts'
import type { Visitor } from './visitor.ts'
import { say } from './words.ts'

/** Of every account of the sample. */
export const password = 'wutong-demo'

/** Staff of the sample, by staff number. */
export const lin = { account: '1001', name: '林晓岚' }
export const wu = { account: '2001', name: '吴志强' }
export const supervisor = { account: '8001', name: '郑督' }
export const head = { account: '2002', name: '陈国栋' }
export const general = { account: '9001', name: '沈国梁' }
/** Only passes on; signing in leads to the page for it. */
export const guard = { account: '3101', name: '丁师傅' }

export async function signIn(staff: Visitor, who: { account: string }, to = /\/desk$/): Promise<void> {
  await staff.open('/desk/sign-in')
  await staff.page.locator('[autocomplete="username"]').fill(who.account)
  await staff.page.locator('[type="password"]').fill(password)
  await staff.page.getByRole('button', { name: say('account.sign_in') }).click()
  await expect(staff.page).toHaveURL(to)
  await staff.isReady()
}

export interface Told {
  text: string
  /** Empty for somebody who has none. */
  email: string
  phone?: string
  households?: string
  photo?: boolean
}

/** A mobile number nobody else in the tests has. */
export const mobile = (): string => `138${randomInt(10 ** 7, 10 ** 8)}`

/** Words nobody else in the sample has written. */
export function told(more: Partial<Told> = {}): Told {
  const mark = randomInt(1_000_000)
  return { text: `三栋电梯停在九楼，第${mark}次了`, email: `zhou${mark}@example.com`, ...more }
}

/** Fills in the complaint form as a person would, from top to bottom. */
export async function fillIn(resident: Visitor, told: Told): Promise<void> {
  const { page } = resident
  const field = (name: string): Locator => page.locator(`[name="draft[${name}]"]`)
  await field('kind').and(page.locator('[value="works"]')).check()
  await field('place').fill('3栋2单元')
  await field('text').fill(told.text)
  if (told.households) await field('households').fill(told.households)
  if (told.photo) {
    await page.locator('input[type="file"]').setInputFiles(picture())
    if (resident.scripts === 'run') await expect(page.locator('input[type="hidden"][name="draft[photos][]"]')).toHaveCount(1)
  }
  await field('name').fill('周女士')
  await field('email').fill(told.email)
  if (told.phone) await field('phone').fill(told.phone)
  await field('notice').check()
}

/** Files a complaint and answers the path of its private link and its number. */
export async function file(resident: Visitor, told: Told): Promise<{ link: string; number: string }> {
  await resident.open('/complaints/new?community=wt')
  await fillIn(resident, told)
  await resident.submits(async () => {
    await resident.page.getByRole('button', { name: say('complaint.send') }).click()
    await resident.page.waitForURL(/\/c\/[\w-]+\/receipt$/)
  })
  const number = await resident.page.locator('.stamp b').innerText()
  return { link: new URL(resident.page.url()).pathname.replace(/\/receipt$/, ''), number }
}

/** On the survey's page, the two questions that have to be answered. */
export async function answer(resident: Visitor, solved: 'yes' | 'no'): Promise<void> {
  await resident.page.locator(`[name="answer[solved]"][value="${solved}"]`).check()
  await resident.page.locator(`[name="answer[satisfaction]"][value="${solved === 'yes' ? 5 : 2}"]`).check()
  await resident.submits(async () => {
    await resident.page.getByRole('button', { name: say('survey.send') }).click()
    await expect(resident.page.getByText(say(`survey.done.${solved === 'yes' ? 'solved' : 'reopened'}`))).toBeVisible()
  })
}

/** Until it is taken, a second press on the page does nothing. */
export async function take(staff: Visitor): Promise<void> {
  const button = staff.page.getByRole('button', { name: say('handling.take') })
  await button.click()
  await expect(button).toHaveCount(0)
}

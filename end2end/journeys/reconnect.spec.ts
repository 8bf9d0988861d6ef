import { type Page, expect } from '@playwright/test'
import { file, lin, signIn, take, told } from '../linli/people.ts'
import { desk, phone, test } from '../linli/test.ts'
import type { Visitor } from '../linli/visitor.ts'
import { say } from '../linli/words.ts'

const offlineMillis = 60_000

/** Every row of the queue as it is shown, but for the time that goes on. */
async function rows(page: Page): Promise<string[]> {
  return page.locator('.queue tbody tr').evaluateAll((rows) =>
    rows.map((row) => ['c-grade', 'c-what', 'c-place', 'c-kind', 'c-handler', 'c-signs']
      .map((name) => {
        const cell = row.querySelector(`.${name}`)?.cloneNode(true) as HTMLElement | undefined
        cell?.querySelector('.also')?.remove()
        return cell?.textContent?.trim() ?? ''
      })
      .join(' | ')))
}

/** What goes on meanwhile: filed, taken, written to, again and again. */
async function work(residents: () => Promise<Visitor>, handler: Visitor, until: number): Promise<number> {
  let changes = 0
  while (Date.now() < until) {
    const resident = await residents()
    const { number } = await file(resident, told({ households: changes % 2 ? '12' : '3' }))
    await handler.open(`/desk/complaints/${number}`)
    await take(handler)
    changes += 2
  }
  return changes
}

test('after a minute without a network under load the queue is the servers, row by row', async ({ another }) => {
  test.setTimeout(180_000)
  const cut = await another(desk, 'run')
  cut.expectFaults(/ERR_INTERNET_DISCONNECTED/, /ERR_NETWORK/, /Failed to fetch/)
  await signIn(cut, lin)
  const handler = await another(desk, 'run')
  await signIn(handler, lin)
  const before = await rows(cut.page)
  await cut.page.context().setOffline(true)
  await expect(cut.page.locator('.live')).toHaveAttribute('data-live', 'offline')
  const resident = await another(phone)
  const changes = await work(async () => resident, handler, Date.now() + offlineMillis)
  expect(changes).toBeGreaterThan(6)
  expect(await rows(cut.page), 'nothing reaches a page without a network').toEqual(before)
  await cut.page.context().setOffline(false)
  await expect(cut.page.locator('.live')).toHaveAttribute('data-live', 'live', { timeout: 33_000 })
  await handler.open('/desk')
  await expect.poll(async () => rows(cut.page), { timeout: 5_000 }).toEqual(await rows(handler.page))
  expect(await rows(cut.page)).not.toEqual(before)
  await expect(cut.page.getByText(say('desk.offline'))).toHaveCount(0)
})

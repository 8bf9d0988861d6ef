import { general, head, lin, signIn } from '../linli/people.ts'
import { desk, expect, phone, test } from '../linli/test.ts'
import { say } from '../linli/words.ts'

/** `datetime-local` on the community's clock, so many days from now. */
function local(days: number, clock: string): string {
  const day = new Date(Date.now() + (days * 24 + 8) * 3_600_000)
  return `${day.toISOString().slice(0, 10)}T${clock}`
}

test('a head puts a colleague on duty for a night, and everybody sees it', async ({ staff, another }) => {
  const colleague = await another(phone, 'run')
  await signIn(colleague, lin)
  await colleague.open('/desk/roster?community=wt')
  await expect(colleague.page.locator('[name="draft[staff]"]')).toHaveCount(0)
  await signIn(staff, head)
  await staff.open('/desk/roster?community=wt')
  const { page } = staff
  await page.locator('[name="draft[staff]"]').selectOption({ label: `${lin.name} · ${say('kind.department.customer_service')}` })
  await page.locator('[name="draft[from]"]').fill(local(3, '20:00'))
  await page.locator('[name="draft[until]"]').fill(local(3, '08:00'))
  await page.getByRole('button', { name: say('roster.send') }).click()
  await expect(page.locator('#problems')).toContainText(say('problem.not_after_beginning'))
  await page.locator('[name="draft[until]"]').fill(local(4, '08:00'))
  await page.getByRole('button', { name: say('roster.send') }).click()
  const line = (who: typeof staff) => who.page.locator('.duty li', { hasText: lin.name }).filter({ hasText: '20:00' })
  await expect(line(staff)).toBeVisible()
  await expect(line(colleague)).toBeVisible()
  await staff.expectAccessible()
  await colleague.expectAccessible()
  await colleague.expectNoOverflow()
  await line(staff).getByRole('button').click()
  await expect(line(staff)).toHaveCount(0)
  await expect(line(colleague)).toHaveCount(0)
})

test('without scripts the roster is read and changed all the same', async ({ another }) => {
  const above = await another(desk, 'off')
  await signIn(above, general)
  await above.open('/desk/roster?community=wj')
  await expect(above.page.getByText(say('roster.loads'))).toBeVisible()
})

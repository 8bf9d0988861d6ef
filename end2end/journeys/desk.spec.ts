import { file, lin, signIn, supervisor, told } from '../linli/people.ts'
import { desk, expect, phone, test } from '../linli/test.ts'
import { say } from '../linli/words.ts'

test('changing a fact shows the new grade before it is saved', async ({ resident, staff }) => {
  const { number } = await file(resident, told())
  await signIn(staff, lin)
  await staff.open(`/desk/complaints/${number}`)
  await staff.page.locator('[name="work[facts][households]"]').fill('11')
  await expect(staff.page.locator('.regrade .grade[data-grade="1"]')).toBeVisible()
  await staff.page.getByRole('button', { name: say('handling.save_facts') }).click()
  await expect(staff.page.locator('.heading .grade[data-grade="1"]')).toBeVisible()
})

test('a phrase not to be said is marked, offers another, and never blocks', async ({ resident, staff }) => {
  const { number } = await file(resident, told())
  await signIn(staff, lin)
  await staff.open(`/desk/complaints/${number}`)
  const reply = staff.page.locator('#reply-text')
  await reply.fill('哪天能恢复我们也不清楚。')
  await expect(staff.page.locator('.checks li')).toHaveCount(1)
  await staff.page.locator('.checks').getByRole('button').first().click()
  await expect(reply).not.toHaveValue(/不清楚/)
  await reply.fill('随便你们怎么说。')
  await staff.page.getByRole('button', { name: say('handling.reply_send') }).click()
  await expect(staff.page.getByText('随便你们怎么说。')).toBeVisible()
})

test('a supervisor reads and notes, and answers nobody', async ({ resident, staff }) => {
  const { number } = await file(resident, told())
  await signIn(staff, supervisor)
  await staff.open(`/desk/complaints/${number}`)
  await staff.page.locator('summary', { hasText: say('handling.note') }).click()
  await expect(staff.page.getByRole('button', { name: say('handling.note_save') })).toBeVisible()
  await expect(staff.page.getByRole('button', { name: say('handling.reply_send') })).toHaveCount(0)
})

test('signing out ends the session, in every tab', async ({ staff }) => {
  await signIn(staff, lin)
  await staff.page.getByRole('button', { name: say('account.sign_out') }).click()
  await expect(staff.page).toHaveURL(/sign-in/)
  await staff.page.goto('/desk')
  await expect(staff.page).toHaveURL(/\/desk\/sign-in\?next=/)
})

test('the queue goes by keyboard and fits a phone', async ({ staff, another }) => {
  await signIn(staff, lin)
  await staff.page.keyboard.press('j')
  await staff.page.keyboard.press('j')
  await expect(staff.page.locator('.queue tr[aria-selected="true"], .queue tr[aria-current="true"]')).toHaveCount(1)
  await staff.page.keyboard.press('Enter')
  await expect(staff.page).toHaveURL(/\/desk\/complaints\//)
  const butler = await another(phone, 'run')
  await signIn(butler, { account: '1101' })
  await butler.expectNoOverflow()
})

test('filters work without scripts', async ({ another }) => {
  const plain = await another(desk, 'off')
  await signIn(plain, lin)
  await plain.open('/desk?handler=nobody')
  await expect(plain.page.locator('.queue tbody tr').first()).toBeVisible()
})

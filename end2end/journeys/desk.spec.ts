import type { Route } from '@playwright/test'
import { file, lin, signIn, supervisor, take, told } from '../linli/people.ts'
import { desk, expect, phone, test } from '../linli/test.ts'
import type { Visitor } from '../linli/visitor.ts'
import { say } from '../linli/words.ts'

/** As in app/src/live.rs: how often the desk looks again, and how long it waits at most to connect. */
const [pollSeconds, waitSecondsMax] = [15, 30]

/** Addresses of the documents that load from now on. */
function documents(staff: Visitor): string[] {
  const loaded: string[] = []
  staff.page.on('request', (request) => request.isNavigationRequest() && loaded.push(request.url()))
  return loaded
}

test('changing a fact shows the new grade before it is saved', async ({ resident, staff }) => {
  const { number } = await file(resident, told())
  await signIn(staff, lin)
  await staff.open(`/desk/complaints/${number}`)
  await staff.page.locator('[name="work[facts][households]"]').fill('11')
  await expect(staff.page.locator('.regrade .grade[data-grade="1"]')).toBeVisible()
  await staff.page.getByRole('button', { name: say('handling.save_facts') }).click()
  await expect(staff.page.locator('.heading .grade[data-grade="1"]')).toBeVisible()
})

for (const scripts of ['run', 'off'] as const) {
  test(`a hint found not so is asked no more until it is taken back, with scripts ${scripts}`, async ({ resident, another }) => {
    const { number } = await file(resident, told({ text: `三栋电梯停了${Date.now()}分钟，再不修我就找记者曝光` }))
    const staff = await another(desk, scripts)
    await signIn(staff, lin)
    await staff.open(`/desk/complaints/${number}`)
    const hints = staff.page.locator('#hints')
    const button = (text: string) => hints.getByRole('button', { name: say(text) })
    await expect(button('handling.hint.adopt')).toBeVisible()
    await button('handling.hint.not_so').focus()
    await staff.page.keyboard.press('Enter')
    await expect(button('handling.hint.adopt')).toHaveCount(0)
    await expect(hints.getByText(say('handling.hint.none'))).toBeVisible()
    await expect(staff.page.locator('.line').getByText('找记者', { exact: false }).last()).toBeVisible()
    await hints.locator('summary').focus()
    await staff.page.keyboard.press('Enter')
    await button('handling.hint.undo').focus()
    await staff.page.keyboard.press('Enter')
    await expect(button('handling.hint.adopt')).toBeVisible()
    await expect(hints.locator('details')).toHaveCount(0)
  })
}

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

test('ready phrases stand filled in for her, and a fault of ours asks for an apology', async ({ resident, staff }) => {
  const { number } = await file(resident, told())
  await signIn(staff, lin)
  await staff.open(`/desk/complaints/${number}`)
  await take(staff)
  await staff.page.locator('summary', { hasText: say('handling.ready') }).click()
  const phrases = staff.page.locator('.ready-phrases li')
  await expect(phrases.first()).toContainText('3栋2单元')
  const reply = staff.page.locator('#reply-text')
  await reply.fill('陈姨')
  await phrases.filter({ hasText: '周女士您好' }).first().getByRole('button').press('Enter')
  await expect(reply).toHaveValue(/^陈姨\n周女士您好，/)
  await expect(reply).toBeFocused()
  await staff.page.locator('summary', { hasText: say('handling.resolve') }).click()
  await staff.page.locator('[name="work[finding]"][value="upheld"]').check()
  await staff.page.locator('#resolve-text').fill('电梯已经修好。')
  const advice = staff.page.locator('.checks').filter({ hasText: say('handling.sorry_ours') })
  await advice.getByRole('button').click()
  await expect(staff.page.locator('#resolve-text')).toHaveValue(`${say('handling.sorry_ours_words')}电梯已经修好。`)
  await expect(advice).toHaveCount(0)
  await staff.page.locator('[name="work[finding]"][value="not_upheld"]').check()
  await expect(staff.page.getByText(say('handling.sorry_not'))).toBeVisible()
})

test('a supervisor reads and notes, and answers nobody', async ({ resident, staff }) => {
  const { number } = await file(resident, told())
  await signIn(staff, supervisor)
  await staff.open(`/desk/complaints/${number}`)
  await staff.page.locator('summary', { hasText: say('handling.note') }).click()
  await expect(staff.page.getByRole('button', { name: say('handling.note_save') })).toBeVisible()
  await expect(staff.page.getByRole('button', { name: say('handling.reply_send') })).toHaveCount(0)
})

test('a complaint opened from the queue keeps what is typed while it changes, and the queue goes on after it', async ({ resident, another, staff }) => {
  const { link, number } = await file(resident, told({ households: '12' }))
  await signIn(staff, lin)
  await staff.page.locator('.queue tbody tr', { hasText: number.slice(-4) }).locator('a.title').click()
  await expect(staff.page).toHaveURL(new RegExp(`/desk/complaints/${number}$`))
  await take(staff)
  const reply = staff.page.locator('#reply-text')
  await reply.fill('今天下午三点派人到现场。')
  await resident.open(link)
  await resident.page.locator('#text').fill('还没有人来。')
  await resident.page.getByRole('button', { name: say('tracking.add.send') }).click()
  await expect(staff.page.getByText('还没有人来。')).toBeVisible()
  await expect(reply).toHaveValue('今天下午三点派人到现场。')
  // She wrote after it was begun: it is held back once, with what she wrote above it.
  staff.expectStatus(409)
  await staff.page.getByRole('button', { name: say('approval.submit') }).click()
  await expect(staff.page.getByText(say('together.held_back'))).toBeVisible()
  await expect(reply).toHaveValue('今天下午三点派人到现场。')
  await staff.page.getByRole('button', { name: say('approval.submit') }).click()
  await expect(staff.page.locator('.line').getByText('今天下午三点派人到现场。')).toBeVisible()
  await expect(staff.page.getByRole('button', { name: say('handling.take') })).toHaveCount(0)
  await staff.page.locator('.heading a.back').click()
  await expect(staff.page.locator('.queue tbody tr').first()).toBeVisible()
  const next = await file(await another(), told({ households: '12' }))
  await expect(staff.page.locator('.queue tbody tr', { hasText: next.number.slice(-4) })).toBeVisible({ timeout: 2_000 })
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

test('where nothing can be announced, the queue looks again by itself', async ({ another, resident }) => {
  test.setTimeout(90_000)
  const refusals = {
    'no answer': (route: Route) => route.abort(),
    'an answer that is no stream': (route: Route) => route.fulfill({ status: 503 }),
  }
  const rows = []
  for (const [refusal, answer] of Object.entries(refusals)) {
    const staff = await another(desk, 'run')
    staff.expectStatus(503)
    staff.expectFaults(/net::ERR_FAILED.*\/live$/)
    await staff.page.route('**/live', answer)
    await signIn(staff, lin)
    await expect(staff.page.locator('.live'), refusal).toHaveAttribute('data-live', 'reconnecting')
    rows.push({ staff, refusal, documents: documents(staff) })
  }
  const { number } = await file(resident, told({ households: '12' }))
  await Promise.all(rows.map(async ({ staff, refusal, documents }) => {
    const row = staff.page.locator('.queue tbody tr', { hasText: number.slice(-4) })
    await expect(row, `with ${refusal}`).toBeVisible({ timeout: pollSeconds * 1_000 + 3_000 })
    expect(documents, 'documents loaded').toEqual([])
    await expect(staff.page.locator('.live')).toHaveAttribute('data-live', 'reconnecting')
  }))
  const [{ staff }] = rows
  await staff.page.unroute('**/live')
  await expect(staff.page.locator('.live')).toHaveAttribute('data-live', 'live', { timeout: waitSecondsMax * 1_000 + 3_000 })
})

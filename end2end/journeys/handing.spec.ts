import { file, general, head, lin, signIn, take, told, wu } from '../linli/people.ts'
import { desk, expect, phone, test } from '../linli/test.ts'
import type { Visitor } from '../linli/visitor.ts'
import { say } from '../linli/words.ts'

const handler = (who: Visitor) => who.page.locator('aside .panel').first()
const dispute = (who: Visitor) => who.page.locator('section[aria-labelledby="dispute-title"]')
const helps = (who: Visitor) => who.page.locator('section[aria-labelledby="help-title"]')
const press = (who: Visitor, key: string) => who.page.getByRole('button', { name: say(key), exact: true }).click()
const department = (code: string): string => say(`kind.department.${code}`)
const listed = (who: Visitor, number: string) => who.page.locator('.queue tbody tr', { hasText: number.slice(-4) })

async function offer(staff: Visitor, to: string): Promise<void> {
  await handler(staff).locator('summary', { hasText: say('handling.offer') }).click()
  await staff.page.locator('#to').selectOption({ label: to })
  await staff.page.locator('#offer-reason').fill('要换主板')
  await press(staff, 'handling.offer_send')
}

async function decline(staff: Visitor, why: string): Promise<void> {
  await handler(staff).locator('summary', { hasText: say('handling.decline') }).click()
  await staff.page.locator('#decline-reason').fill(why)
  await handler(staff).getByRole('button', { name: say('handling.decline'), exact: true }).click()
}

test('offered, declined, offered to a department, accepted by its head', async ({ resident, staff, another }) => {
  test.setTimeout(90_000)
  const { number } = await file(resident, told())
  const page = `/desk/complaints/${number}`
  const [engineer, above] = [await another(desk, 'run'), await another(phone, 'run')]
  await signIn(staff, lin)
  await signIn(engineer, wu)
  await signIn(above, head)
  await staff.open(page)
  await take(staff)
  await offer(staff, `${wu.name} · ${department('engineering')}`)
  await engineer.open(page)
  await decline(engineer, '今天不当班')
  await expect(staff.page.locator('.thread')).toContainText('今天不当班')
  await expect(handler(staff)).toContainText(lin.name)

  await offer(staff, department('engineering'))
  await expect(handler(staff)).toContainText(say('transfer.held', 'zh-Hans', { names: head.name }))
  await above.open('/desk?handler=offered')
  await expect(listed(above, number)).toContainText(say('queue.offered_to_me'))
  await expect(engineer.page.getByRole('button', { name: say('handling.accept') })).toHaveCount(0)
  await above.open(page)
  await above.expectNoOverflow()
  await press(above, 'handling.accept')
  await expect(handler(staff)).toContainText(head.name)
  await expect(handler(engineer)).toContainText(head.name)
})

test('twice declined, the departments give their opinions and the office rules', async ({ resident, staff, another }) => {
  test.setTimeout(120_000)
  const { link, number } = await file(resident, told())
  const page = `/desk/complaints/${number}`
  const [above, office] = [await another(desk, 'run'), await another(phone, 'run')]
  await signIn(staff, lin)
  await signIn(above, head)
  await signIn(office, general)
  await staff.open(page)
  await take(staff)
  await offer(staff, department('engineering'))
  await above.open(page)
  await decline(above, '是厂家的事')
  await expect(staff.page.locator('.thread')).toContainText('是厂家的事')
  await offer(staff, `${head.name} · ${department('engineering')}`)
  await decline(above, '真的不归我们')

  await expect(dispute(staff)).toContainText(lin.name)
  await expect(dispute(staff)).toContainText(general.name)
  await expect(handler(staff).locator('summary', { hasText: say('handling.offer') })).toHaveCount(0)
  await staff.page.locator('#opinion-text').fill('住户等着，门禁归工程部')
  await press(staff, 'transfer.dispute.opinion_send')
  await expect(dispute(above)).toContainText('住户等着，门禁归工程部')
  await expect(staff.page.locator('#opinion-text')).toHaveCount(0)
  await above.page.locator('#opinion-text').fill('主板由厂家保修')
  await press(above, 'transfer.dispute.opinion_send')

  await office.open('/desk/alerts')
  await expect(office.page.locator('main')).toContainText(say('transfer.alert.heard'))
  await office.open(page)
  await expect(dispute(office)).toContainText('主板由厂家保修')
  await office.expectNoOverflow()
  await office.page.locator('#rule-to').selectOption({ label: department('engineering') })
  await office.page.locator('#rule-reason').fill('门禁由工程部联系厂家')
  await press(office, 'transfer.dispute.rule_send')
  await expect(dispute(office)).toHaveCount(0)
  await expect(dispute(staff)).toHaveCount(0)
  await expect(handler(staff)).toContainText(head.name)
  await above.open('/desk/alerts')
  await expect(above.page.locator('main')).toContainText(say('transfer.alert.given'))

  await resident.open(link)
  await expect(resident.page.locator('main')).toContainText(say('event.accepted', 'zh-Hans', { name: head.name }))
  for (const hidden of ['不归我们', '保修', '裁定', general.name]) {
    await expect(resident.page.locator('main')).not.toContainText(hidden)
  }
})

test('help is asked of another department, found in the queue and answered', async ({ resident, staff, another }) => {
  test.setTimeout(90_000)
  const { number } = await file(resident, told())
  const engineer = await another(phone, 'run')
  await signIn(staff, lin)
  await signIn(engineer, wu)
  await staff.open(`/desk/complaints/${number}`)
  await take(staff)
  await helps(staff).locator('summary', { hasText: say('transfer.help.ask') }).click()
  await staff.page.locator('#help-of').selectOption({ label: department('engineering') })
  await staff.page.locator('#help-text').fill('请看一下主板')
  await press(staff, 'transfer.help.send')
  await expect(helps(staff)).toContainText(say('transfer.help.waiting'))

  await engineer.open('/desk?handler=helping')
  await expect(listed(engineer, number)).toBeVisible()
  await engineer.open(`/desk/complaints/${number}`)
  await expect(helps(engineer)).toContainText('请看一下主板')
  await engineer.expectNoOverflow()
  await engineer.page.locator('#help-answer').fill('主板烧了，要换')
  await press(engineer, 'transfer.help.answer_send')
  await expect(helps(staff)).toContainText('主板烧了，要换')
  await expect(handler(staff)).toContainText(lin.name)
  await engineer.open('/desk?handler=helping')
  await expect(listed(engineer, number)).toHaveCount(0)
})

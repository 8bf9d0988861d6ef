import { file, general, head, signIn, told } from '../linli/people.ts'
import { desk, expect, test } from '../linli/test.ts'
import { say } from '../linli/words.ts'

test('a serious incident goes from its first notice to the word to those concerned', async ({ resident, another }) => {
  test.setTimeout(60_000)
  const { link, number } = await file(resident, told())
  const staff = await another(desk, 'run')
  await signIn(staff, head)
  const { page } = staff
  await staff.open(`/desk/incidents/new?from=${number}`)
  await staff.expectAccessible()
  await page.locator('[name="draft[text]"]').fill('三栋全部电梯停运，机房进水。')
  await page.locator('[name="draft[plan]"]').fill('已断电，维保公司半小时内到场。')
  await page.locator('[name="draft[in_charge]"]').selectOption({ label: `${general.name} · ${say('kind.department.management')}` })
  await page.getByRole('button', { name: say('incident.declare_send') }).click()
  await page.waitForURL(/\/desk\/incidents\/[A-Z]+-\d{4}-G\d+/)
  await staff.isReady()
  await expect(page.getByText('三栋全部电梯停运，机房进水。').first()).toBeVisible()
  await staff.expectAccessible()

  const manager = await another(desk, 'run')
  await signIn(manager, general)
  await manager.open(new URL(page.url()).pathname)
  await manager.page.locator('[name="draft[text]"]').fill('我负责，维保公司十分钟后到。')
  await manager.page.getByRole('button', { name: say('incident.act.register'), exact: true }).click()
  await expect(manager.page.getByText(say('incident.stages.registered')).first()).toBeVisible()
  await manager.page.locator('[name="draft[zh_hans]"]').fill('三栋电梯因机房进水停运，预计今晚八点恢复。')
  const send = manager.page.getByRole('button', { name: new RegExp(`^${say('incident.act.message', 'zh-Hans', { many: '\\d+' })}$`) })
  const many = /\d+/.exec(await send.innerText())?.[0] ?? ''
  await send.click()
  await expect(manager.page.getByText(say('incident.event.told', 'zh-Hans', { many }))).toBeVisible()
  await resident.open(link)
  await expect(resident.page.getByText('三栋电梯因机房进水停运，预计今晚八点恢复。').first()).toBeVisible()
  await staff.open('/desk/incidents')
  await staff.expectAccessible()
})
